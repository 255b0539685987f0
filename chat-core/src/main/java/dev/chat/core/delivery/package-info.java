/** How committed changes reach those who listen: in order, without a gap. */
@NullMarked
package dev.chat.core.delivery;

import org.jspecify.annotations.NullMarked;
