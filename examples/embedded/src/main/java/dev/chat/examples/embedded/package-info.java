/** The engine inside another application. */
@NullMarked
package dev.chat.examples.embedded;

import org.jspecify.annotations.NullMarked;
