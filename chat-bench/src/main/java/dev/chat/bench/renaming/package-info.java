/** What one user's change of name costs all others. */
@NullMarked
package dev.chat.bench.renaming;

import org.jspecify.annotations.NullMarked;
