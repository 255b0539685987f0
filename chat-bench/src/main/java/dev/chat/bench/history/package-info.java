/** Reading what was said long ago. */
@NullMarked
package dev.chat.bench.history;

import org.jspecify.annotations.NullMarked;
