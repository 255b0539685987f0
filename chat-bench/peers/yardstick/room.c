#define _GNU_SOURCE
#include "room.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { BUCKETS = 8192 };

static struct room *buckets[BUCKETS];
static struct room *rooms_to_flush;

static unsigned char *new_ring(void) {
  int file = memfd_create("ring", 0);
  if (file < 0 || ftruncate(file, RING) != 0)
    fail("ring");
  unsigned char *place = mmap(NULL, 2 * RING, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (place == MAP_FAILED)
    fail("ring");
  for (int half = 0; half < 2; half++)
    if (mmap(place + half * RING, RING, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, file, 0) == MAP_FAILED)
      fail("ring");
  close(file);
  return place;
}

struct room *find_room(const char *name) {
  unsigned hash = 5381;
  for (const char *letter = name; *letter; letter++)
    hash = hash * 33 + (unsigned char)*letter;
  struct room **bucket = &buckets[hash % BUCKETS];
  for (struct room *room = *bucket; room != NULL; room = room->next_in_bucket)
    if (strcmp(room->name, name) == 0)
      return room;
  struct room *room = need(calloc(1, sizeof *room));
  strcpy(room->name, name);
  room->ring = new_ring();
  room->next_in_bucket = *bucket;
  return *bucket = room;
}

void join(struct connection *connection, struct room *room) {
  if (room->count == room->capacity) {
    room->capacity = room->capacity ? 2 * room->capacity : 8;
    room->members = need(realloc(room->members, room->capacity * sizeof *room->members));
  }
  connection->room = room;
  connection->index = room->count;
  connection->sent = connection->boundary = room->head;
  room->members[room->count++] = connection;
}

void leave(struct connection *connection) {
  struct room *room = connection->room;
  struct connection *last = room->members[--room->count];
  room->members[last->index = connection->index] = last;
  connection->room = NULL;
}

/* From the last to the first, since who is closed on the way is replaced by the last. */
static void flush_room(struct room *room) {
  for (size_t i = room->count; i-- > 0;)
    if (!room->members[i]->blocked)
      flush(room->members[i]);
  room->flushed = room->head;
}

void flush_rooms(void) {
  for (struct room *room = rooms_to_flush; room != NULL; room = room->next_to_flush) {
    room->to_flush = 0;
    flush_room(room);
  }
  rooms_to_flush = NULL;
}

void broadcast(struct room *room, const unsigned char *text, size_t length) {
  char opening[48];
  size_t before = (size_t)sprintf(opening, "{\"position\":%llu,\"text\":\"", (unsigned long long)++room->position);
  size_t payload = before + length + 2;
  unsigned char *frame = room->ring + room->head % RING;
  size_t header = payload < 126 ? 2 : 4;
  frame[0] = TEXT;
  frame[1] = payload < 126 ? payload : 126;
  if (header == 4) {
    frame[2] = payload >> 8;
    frame[3] = payload & 255;
  }
  memcpy(frame + header, opening, before);
  memcpy(frame + header + before, text, length);
  memcpy(frame + header + before + length, "\"}", 2);
  room->head += header + payload;
  if (!room->to_flush) {
    room->to_flush = 1;
    room->next_to_flush = rooms_to_flush;
    rooms_to_flush = room;
  }
  /* Else a long round could overrun those who are not behind at all. */
  if (room->head - room->flushed > RING / 2)
    flush_room(room);
}
