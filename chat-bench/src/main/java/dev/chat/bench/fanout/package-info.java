/** Workloads in which what one says reaches many. */
@NullMarked
package dev.chat.bench.fanout;

import org.jspecify.annotations.NullMarked;
