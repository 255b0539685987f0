/** Sessions: the tokens by which a caller proves to be a user. */
@NullMarked
package dev.chat.core.session;

import org.jspecify.annotations.NullMarked;
