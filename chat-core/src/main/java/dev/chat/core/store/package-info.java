/** The unit of work that all stores of one database take part in, and how they fail. */
@NullMarked
package dev.chat.core.store;

import org.jspecify.annotations.NullMarked;
