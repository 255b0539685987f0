/** Adapters that keep everything in memory: for tests, and for chats that may be forgotten. */
@NullMarked
package dev.chat.core.memory;

import org.jspecify.annotations.NullMarked;
