/* Rooms, the connections in them, and how what waits for a connection leaves. One thread uses all of it. */
#ifndef ROOM_H
#define ROOM_H

#include <stddef.h>
#include <stdint.h>

#include "handshake.h"

enum { RING = 256 * 1024, SMALL_FRAME = 127 };

enum { TEXT = 0x81, CLOSE = 0x88, PING = 0x89, PONG = 0x8a };

struct room {
  char name[ROOM_NAME_LIMIT];
  unsigned char *ring; /* mapped twice in a row, so that no piece of it ever wraps */
  uint64_t head;       /* bytes ever appended */
  uint64_t flushed;
  uint64_t position;
  struct connection **members;
  size_t count, capacity;
  struct room *next_in_bucket, *next_to_flush;
  int to_flush;
};

struct connection {
  int descriptor; /* -1 when closed */
  int blocked, closing;
  struct room *room;
  size_t index;      /* among the room's members */
  uint64_t sent;     /* how far in the room's stream */
  uint64_t boundary; /* the end of the frame that is partly sent; else equal to `sent` */
  unsigned char *carry; /* input that is not a whole frame yet */
  size_t carried;
  unsigned char reply[SMALL_FRAME]; /* a pong or a close, put between two frames of the stream */
  unsigned char reply_length, reply_sent;
  struct connection *next_dead;
};

/* Ends the process. */
void fail(const char *what);

/* The memory, or the end of the process. */
void *need(void *memory);

/* Creates it when it is new. Rooms are kept until the end of the process. */
struct room *find_room(const char *name);

/* From here on the connection gets what is broadcast. */
void join(struct connection *connection, struct room *room);

void leave(struct connection *connection);

/* Appends `{"position":P,"text":"..."}` for all in the room; it leaves at the next flush. At most 65,280 bytes of text. */
void broadcast(struct room *room, const unsigned char *text, size_t length);

/* Writes to each connection of each room that has grown what it lacks. */
void flush_rooms(void);

/* Writes what waits for this one, as far as it takes it. It may have ended afterwards. */
void flush(struct connection *connection);

/* How many bytes were taken; fewer than `length` when the connection is blocked or ended. */
size_t put(struct connection *connection, const void *bytes, size_t length);

/* Closes it, and frees it only after the round: epoll may already have told of it in this one. */
void end(struct connection *connection);

void bury_the_dead(void);

/* Reads once and handles all frames that are whole. The connection may have ended afterwards. */
void on_readable(struct connection *connection);

/* The epoll descriptor. */
extern int poller;

#endif
