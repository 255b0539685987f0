/** Users: who they are and what they are called. */
@NullMarked
package dev.chat.core.user;

import org.jspecify.annotations.NullMarked;
