/** What is said of time, wherever times are kept. */
@NullMarked
package dev.chat.core.time;

import org.jspecify.annotations.NullMarked;
