/** The server: configuration and wiring. */
@NullMarked
package dev.chat.server;

import org.jspecify.annotations.NullMarked;
