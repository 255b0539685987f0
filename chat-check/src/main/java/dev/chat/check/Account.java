package dev.chat.check;

/**
 * Somebody who has signed up.
 *
 * @param name what they are called
 * @param token what they show at each request
 */
record Account(String name, String token) {}
