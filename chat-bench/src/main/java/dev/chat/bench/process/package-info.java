/** Servers as processes, and what they cost. */
@NullMarked
package dev.chat.bench.process;

import org.jspecify.annotations.NullMarked;
