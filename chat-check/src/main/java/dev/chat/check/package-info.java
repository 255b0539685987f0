/**
 * Runs many clients against a server that is killed again and again, and judges from their records what it promised.
 */
@NullMarked
package dev.chat.check;

import org.jspecify.annotations.NullMarked;
