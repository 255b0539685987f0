/** Coming in: people into a room, and the server into the world. */
@NullMarked
package dev.chat.bench.entering;

import org.jspecify.annotations.NullMarked;
