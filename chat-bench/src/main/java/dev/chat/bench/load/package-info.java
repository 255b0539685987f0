/** Many connections on one thread: what they say, what they are told, and whether that is all of it, in order. */
@NullMarked
package dev.chat.bench.load;

import org.jspecify.annotations.NullMarked;
