/** Contracts of the driven ports, written as tests, and what those tests need. */
@NullMarked
package dev.chat.testkit;

import org.jspecify.annotations.NullMarked;
