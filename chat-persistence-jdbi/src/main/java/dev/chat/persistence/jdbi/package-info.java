/** The store on H2 and PostgreSQL. */
@NullMarked
package dev.chat.persistence.jdbi;

import org.jspecify.annotations.NullMarked;
