/** The chat engine: its entry point {@link dev.chat.core.Chat} and the store that it runs on. */
@NullMarked
package dev.chat.core;

import org.jspecify.annotations.NullMarked;
