/** Refusals, each with the stable code that every transport shares. */
@NullMarked
package dev.chat.core.error;

import org.jspecify.annotations.NullMarked;
