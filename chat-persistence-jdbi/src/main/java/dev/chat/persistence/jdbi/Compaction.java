package dev.chat.persistence.jdbi;

/**
 * What compacting a database's file did.
 *
 * @param before how long the file was, in bytes
 * @param after how long it is now, in bytes
 */
public record Compaction(long before, long after) {}
