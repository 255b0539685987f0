/** The rules for what people may write: names that cannot deceive, lengths in characters and bytes. */
@NullMarked
package dev.chat.core.text;

import org.jspecify.annotations.NullMarked;
