/** What came of a contest, in words, for programs and as charts, and whether it is what was aimed at. */
@NullMarked
package dev.chat.bench.report;

import org.jspecify.annotations.NullMarked;
