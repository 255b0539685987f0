/* The upgrade of an HTTP request to a WebSocket. */
#ifndef HANDSHAKE_H
#define HANDSHAKE_H

#include <stddef.h>

enum { ROOM_NAME_LIMIT = 64, HANDSHAKE_ANSWER_LIMIT = 160 };

/*
 * Reads a whole request (to its empty line), which must be followed by a zero byte. Writes the room of its path (/rooms/ROOM)
 * and the answer, both ended by a zero byte. Returns 0, or -1 when this is not such an upgrade.
 */
int handshake(const char *request, char room[ROOM_NAME_LIMIT], char answer[HANDSHAKE_ANSWER_LIMIT]);

#endif
