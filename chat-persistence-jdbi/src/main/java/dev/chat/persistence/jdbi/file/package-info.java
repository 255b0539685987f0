/** The file of an embedded database on a disk that may be full or fail. For this module alone. */
@NullMarked
package dev.chat.persistence.jdbi.file;

import org.jspecify.annotations.NullMarked;
