package dev.chat.core.room;

/**
 * That a message is stored, durably.
 *
 * @param message it, in its latest state
 * @param duplicate whether an earlier send with the same client id had stored it, so that this one did nothing
 */
public record Sent(Message message, boolean duplicate) {}
