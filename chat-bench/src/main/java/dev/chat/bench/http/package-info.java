/** A client of HTTP/1.1 that costs little. */
@NullMarked
package dev.chat.bench.http;

import org.jspecify.annotations.NullMarked;
