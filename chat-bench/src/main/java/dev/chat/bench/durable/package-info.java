/** Sends that wait for the disk, within this process. */
@NullMarked
package dev.chat.bench.durable;

import org.jspecify.annotations.NullMarked;
