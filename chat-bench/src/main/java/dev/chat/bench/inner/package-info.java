/** What the inner parts of the engine cost, each on its own. */
@NullMarked
package dev.chat.bench.inner;

import org.jspecify.annotations.NullMarked;
