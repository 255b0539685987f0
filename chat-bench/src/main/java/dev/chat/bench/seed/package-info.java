/** What a store holds before a measurement begins. */
@NullMarked
package dev.chat.bench.seed;

import org.jspecify.annotations.NullMarked;
