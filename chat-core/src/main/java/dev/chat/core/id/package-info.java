/** Where new ids come from. */
@NullMarked
package dev.chat.core.id;

import org.jspecify.annotations.NullMarked;
