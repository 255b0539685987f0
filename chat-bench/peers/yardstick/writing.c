#define _GNU_SOURCE
#include "room.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static struct connection *dead;

void end(struct connection *connection) {
  if (connection->descriptor < 0)
    return;
  close(connection->descriptor);
  connection->descriptor = -1;
  if (connection->room != NULL)
    leave(connection);
  connection->next_dead = dead;
  dead = connection;
}

void bury_the_dead(void) {
  while (dead != NULL) {
    struct connection *connection = dead;
    dead = connection->next_dead;
    free(connection->carry);
    free(connection);
  }
}

static void watch(struct connection *connection, int blocked) {
  struct epoll_event event = {.events = blocked ? EPOLLIN | EPOLLOUT : EPOLLIN, .data.ptr = connection};
  connection->blocked = blocked;
  if (epoll_ctl(poller, EPOLL_CTL_MOD, connection->descriptor, &event) != 0)
    fail("epoll_ctl");
}

size_t put(struct connection *connection, const void *bytes, size_t length) {
  ssize_t taken = send(connection->descriptor, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT);
  if (taken < 0 && errno != EAGAIN && errno != EINTR) {
    end(connection);
    return 0;
  }
  size_t sent = taken < 0 ? 0 : (size_t)taken;
  if ((sent < length) != connection->blocked)
    watch(connection, sent < length);
  return sent;
}

static size_t frame_length(const unsigned char *frame) {
  size_t length = frame[1];
  if (length < 126)
    return 2 + length;
  return 4 + ((size_t)frame[2] << 8 | frame[3]);
}

static void put_stream(struct connection *connection, uint64_t until) {
  unsigned char *ring = connection->room->ring;
  size_t length = until - connection->sent;
  size_t sent = put(connection, ring + connection->sent % RING, length);
  connection->sent += sent;
  if (sent == length)
    connection->boundary = until;
  while (connection->boundary < connection->sent)
    connection->boundary += frame_length(ring + connection->boundary % RING);
}

static void put_reply(struct connection *connection) {
  size_t left = connection->reply_length - connection->reply_sent;
  size_t sent = put(connection, connection->reply + connection->reply_sent, left);
  connection->reply_sent += sent;
  if (sent < left)
    return;
  connection->reply_length = connection->reply_sent = 0;
  if (connection->closing)
    end(connection);
}

void flush(struct connection *connection) {
  struct room *room = connection->room;
  if (room->head - connection->sent > RING) {
    end(connection);
    return;
  }
  if (connection->reply_length > 0) {
    if (connection->sent < connection->boundary)
      put_stream(connection, connection->boundary);
    if (connection->descriptor >= 0 && connection->sent == connection->boundary)
      put_reply(connection);
    if (connection->descriptor < 0 || connection->reply_length > 0)
      return;
  }
  if (connection->sent < room->head)
    put_stream(connection, room->head);
}
