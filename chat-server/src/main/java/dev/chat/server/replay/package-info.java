/** Plays logs of old conversations into a running server, as any client would. */
@NullMarked
package dev.chat.server.replay;

import org.jspecify.annotations.NullMarked;
