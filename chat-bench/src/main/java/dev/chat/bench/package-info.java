/** Measures the server and its peers side by side on one machine. */
@NullMarked
package dev.chat.bench;

import org.jspecify.annotations.NullMarked;
