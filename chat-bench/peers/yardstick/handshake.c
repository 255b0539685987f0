#define _GNU_SOURCE
#include "handshake.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { KEY_LENGTH = 24, ACCEPT_LENGTH = 28 };

static uint32_t rotate(uint32_t value, int bits) {
  return value << bits | value >> (32 - bits);
}

static void sha1_block(uint32_t state[5], const unsigned char block[64]) {
  uint32_t w[80];
  for (int i = 0; i < 16; i++)
    w[i] = (uint32_t)block[4 * i] << 24 | block[4 * i + 1] << 16 | block[4 * i + 2] << 8 | block[4 * i + 3];
  for (int i = 16; i < 80; i++)
    w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
  for (int i = 0; i < 80; i++) {
    uint32_t f = i < 20 ? (b & c) | (~b & d) : i < 40 ? b ^ c ^ d : i < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
    uint32_t k = i < 20 ? 0x5a827999 : i < 40 ? 0x6ed9eba1 : i < 60 ? 0x8f1bbcdc : 0xca62c1d6;
    uint32_t next = rotate(a, 5) + f + e + k + w[i];
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
}

/* Of a text of 56 to 119 bytes, which with its padding fills two blocks; a key and its suffix are 60. */
static void sha1_two_blocks(const char *text, size_t length, unsigned char digest[20]) {
  unsigned char blocks[128] = {0};
  uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  memcpy(blocks, text, length);
  blocks[length] = 0x80;
  blocks[126] = (unsigned char)(length * 8 >> 8);
  blocks[127] = (unsigned char)(length * 8);
  sha1_block(state, blocks);
  sha1_block(state, blocks + 64);
  for (int i = 0; i < 20; i++)
    digest[i] = (unsigned char)(state[i / 4] >> (24 - 8 * (i % 4)));
}

/* Of 20 bytes: 27 letters and one '='. */
static void base64_of_digest(const unsigned char digest[20], char out[ACCEPT_LENGTH + 1]) {
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  unsigned char padded[21] = {0};
  memcpy(padded, digest, 20);
  for (int i = 0, o = 0; i < 21; i += 3) {
    uint32_t three = (uint32_t)padded[i] << 16 | padded[i + 1] << 8 | padded[i + 2];
    for (int shift = 18; shift >= 0; shift -= 6)
      out[o++] = letters[three >> shift & 63];
  }
  out[ACCEPT_LENGTH - 1] = '=';
  out[ACCEPT_LENGTH] = 0;
}

static int room_of(const char *request, char room[ROOM_NAME_LIMIT]) {
  static const char prefix[] = "GET /rooms/";
  if (strncmp(request, prefix, sizeof prefix - 1) != 0)
    return -1;
  const char *name = request + sizeof prefix - 1;
  size_t length = strcspn(name, " ?\r\n");
  if (length == 0 || length >= ROOM_NAME_LIMIT)
    return -1;
  memcpy(room, name, length);
  room[length] = 0;
  return 0;
}

int handshake(const char *request, char room[ROOM_NAME_LIMIT], char answer[HANDSHAKE_ANSWER_LIMIT]) {
  static const char header[] = "\r\nSec-WebSocket-Key:";
  const char *key = strcasestr(request, header);
  if (room_of(request, room) != 0 || key == NULL)
    return -1;
  key += sizeof header - 1;
  key += strspn(key, " \t");
  if (strcspn(key, " \t\r\n") != KEY_LENGTH)
    return -1;
  char text[KEY_LENGTH + 37];
  unsigned char digest[20];
  char accept[ACCEPT_LENGTH + 1];
  snprintf(text, sizeof text, "%.24s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", key);
  sha1_two_blocks(text, KEY_LENGTH + 36, digest);
  base64_of_digest(digest, accept);
  snprintf(answer, HANDSHAKE_ANSWER_LIMIT,
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n", accept);
  return 0;
}
