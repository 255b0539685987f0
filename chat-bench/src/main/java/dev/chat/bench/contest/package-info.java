/** How contenders are compared: who does what, in which order, and what is read. */
@NullMarked
package dev.chat.bench.contest;

import org.jspecify.annotations.NullMarked;
