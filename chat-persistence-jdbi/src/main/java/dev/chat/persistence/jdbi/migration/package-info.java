/** Versioned SQL files and the table that remembers which of them have run. Internal. */
@NullMarked
package dev.chat.persistence.jdbi.migration;

import org.jspecify.annotations.NullMarked;
