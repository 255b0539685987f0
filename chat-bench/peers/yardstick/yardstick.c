/*
 * The limit to measure against: a broadcast server that does as little as a WebSocket server can. One thread; nothing stored.
 *
 * Each room has a ring with the frames of its latest messages, ready to send: made once, shared by all who are in the room. A
 * connection has only its place in that stream. Each round of epoll first reads all that is readable and appends it to the
 * rings; then each connection of each room that has grown gets all it still lacks in one write. So messages that wait are
 * joined, and the busier it is, the fewer writes a message costs. Who falls behind by more than a ring is closed.
 */
#define _GNU_SOURCE
#include "room.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>

enum { ROUND = 1024, BACKLOG = 4096 };

int poller;

void fail(const char *what) {
  perror(what);
  exit(1);
}

void *need(void *memory) {
  if (memory == NULL)
    fail("memory");
  return memory;
}

static void accept_all(int listener) {
  int descriptor, on = 1;
  while ((descriptor = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
    struct connection *connection = need(calloc(1, sizeof *connection));
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
    connection->descriptor = descriptor;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (epoll_ctl(poller, EPOLL_CTL_ADD, descriptor, &event) != 0)
      fail("epoll_ctl");
  }
}

static void run_round(int listener) {
  static struct epoll_event events[ROUND];
  int count = epoll_wait(poller, events, ROUND, -1);
  for (int i = 0; i < count; i++) {
    struct connection *connection = events[i].data.ptr;
    if (connection == NULL) {
      accept_all(listener);
      continue;
    }
    if (connection->descriptor >= 0 && events[i].events & ~EPOLLOUT)
      on_readable(connection);
    if (connection->descriptor >= 0 && connection->room != NULL && events[i].events & EPOLLOUT)
      flush(connection);
  }
  flush_rooms();
  bury_the_dead();
}

static int listen_on(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, (struct sockaddr *)&address, length) != 0 || listen(listener, BACKLOG) != 0)
    fail("listen");
  getsockname(listener, (struct sockaddr *)&address, &length);
  printf("listening on %d\n", ntohs(address.sin_port));
  fflush(stdout);
  return listener;
}

static void allow_all_descriptors(void) {
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

int main(int count, char **arguments) {
  int port = 0;
  for (int i = 1; i + 1 < count; i += 2)
    if (strcmp(arguments[i], "--port") == 0)
      port = atoi(arguments[i + 1]);
  allow_all_descriptors();
  poller = epoll_create1(EPOLL_CLOEXEC);
  int listener = listen_on(port);
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
  if (poller < 0 || epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event) != 0)
    fail("epoll");
  for (;;)
    run_round(listener);
}
