/** A room is a log: its members and messages, the changes to them, and the rules for who may do what. */
@NullMarked
package dev.chat.core.room;

import org.jspecify.annotations.NullMarked;
