package dev.chat.bench.contest;

import java.time.Duration;

/**
 * How much is to be done.
 *
 * @param quick whether a hundredth of everything is enough, to see that it works
 * @param warmUp how long work is done before it is measured
 * @param measured how long it is measured
 */
public record Scale(boolean quick, Duration warmUp, Duration measured) {}
