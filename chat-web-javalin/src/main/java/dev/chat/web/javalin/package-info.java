/** REST and WebSocket on Javalin. */
@NullMarked
package dev.chat.web.javalin;

import org.jspecify.annotations.NullMarked;
