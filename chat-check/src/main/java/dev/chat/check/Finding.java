package dev.chat.check;

/**
 * A promise that was broken once.
 *
 * @param promise which
 * @param words what was seen, for a person to read
 */
record Finding(Promise promise, String words) {}
