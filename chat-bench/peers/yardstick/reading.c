#define _GNU_SOURCE
#include "room.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { INPUT = 64 * 1024 };

static unsigned char input[INPUT + 1];

static void unmask(unsigned char *bytes, size_t length, const unsigned char mask[4]) {
  uint64_t wide, eight;
  memcpy(&wide, mask, 4);
  memcpy((char *)&wide + 4, mask, 4);
  size_t i = 0;
  for (; i + 8 <= length; i += 8) {
    memcpy(&eight, bytes + i, 8);
    eight ^= wide;
    memcpy(bytes + i, &eight, 8);
  }
  for (; i < length; i++)
    bytes[i] ^= mask[i & 3];
}

/* Takes what stands between `"text":"` and the closing `"}` as it is: it was a JSON string and goes out as one. */
static int on_text(struct connection *connection, const unsigned char *payload, size_t length) {
  static const char field[] = "\"text\":\"";
  const unsigned char *text = memmem(payload, length, field, sizeof field - 1);
  if (text == NULL)
    return -1;
  text += sizeof field - 1;
  const unsigned char *after = payload + length - 2;
  if (after < text || memcmp(after, "\"}", 2) != 0)
    return -1;
  broadcast(connection->room, text, (size_t)(after - text));
  return 0;
}

/* A reply that has not begun to leave gives way to the newer one; one that has goes on alone. */
static void reply(struct connection *connection, int kind, const unsigned char *payload, size_t length) {
  if (connection->closing)
    return;
  connection->closing = kind == CLOSE;
  if (connection->reply_sent == 0) {
    connection->reply[0] = kind;
    connection->reply[1] = length;
    memcpy(connection->reply + 2, payload, length);
    connection->reply_length = 2 + length;
  }
  if (!connection->blocked)
    flush(connection);
}

static int on_frame(struct connection *connection, int kind, const unsigned char *payload, size_t length) {
  if (connection->closing || kind == PONG)
    return 0;
  if (kind == TEXT)
    return on_text(connection, payload, length);
  if ((kind != PING && kind != CLOSE) || length > 125)
    return -1;
  reply(connection, kind == PING ? PONG : CLOSE, payload, length);
  return 0;
}

/* How many bytes the first frame took: 0 when it is not whole yet, -1 when it is nothing that is spoken here. */
static ssize_t read_frame(struct connection *connection, unsigned char *frame, size_t available) {
  if (available < 6)
    return 0;
  size_t length = frame[1] & 127, header = 6;
  if (length == 126) {
    length = (size_t)frame[2] << 8 | frame[3];
    header = 8;
  }
  /* A payload must leave room for what goes around it; larger ones, fragments and binary messages are not spoken here. */
  if (!(frame[1] & 128) || (frame[1] & 127) == 127 || length > INPUT - 256)
    return -1;
  if (available < header + length)
    return 0;
  unmask(frame + header, length, frame + header - 4);
  if (on_frame(connection, frame[0], frame + header, length) != 0)
    return -1;
  return (ssize_t)(header + length);
}

static ssize_t read_upgrade(struct connection *connection, unsigned char *request, size_t available) {
  char room[ROOM_NAME_LIMIT], answer[HANDSHAKE_ANSWER_LIMIT];
  request[available] = 0;
  char *empty_line = strstr((char *)request, "\r\n\r\n");
  if (empty_line == NULL)
    return 0;
  if (handshake((char *)request, room, answer) != 0)
    return -1;
  if (put(connection, answer, strlen(answer)) < strlen(answer))
    return -1;
  join(connection, find_room(room));
  return empty_line + 4 - (char *)request;
}

static void keep(struct connection *connection, const unsigned char *rest, size_t length) {
  if (length > connection->carried || length == 0) {
    free(connection->carry);
    connection->carry = length == 0 ? NULL : need(malloc(length));
  }
  if (length > 0)
    memcpy(connection->carry, rest, length);
  connection->carried = length;
}

void on_readable(struct connection *connection) {
  size_t available = connection->carried, used = 0;
  if (available > 0)
    memcpy(input, connection->carry, available);
  ssize_t got = recv(connection->descriptor, input + available, INPUT - available, MSG_DONTWAIT);
  if (got <= 0) {
    if (got == 0 || (errno != EAGAIN && errno != EINTR))
      end(connection);
    return;
  }
  available += (size_t)got;
  while (used < available && connection->descriptor >= 0) {
    ssize_t taken = connection->room == NULL ? read_upgrade(connection, input + used, available - used)
                                             : read_frame(connection, input + used, available - used);
    if (taken == 0 && available - used < INPUT)
      break;
    if (taken <= 0) {
      end(connection);
      return;
    }
    used += (size_t)taken;
  }
  if (connection->descriptor >= 0)
    keep(connection, input + used, available - used);
}
