package dev.chat.web.javalin;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often something may be done, counted for each key: so many times at once, and again as time passes. Those keys
 * that came last are remembered, up to a number. A caller with ever more keys displaces those of others, who then may
 * begin anew, and takes no more memory. Safe for use by many threads at once.
 */
final class Buckets<K> {
    /** How many keys are remembered: about 5 MB of them. */
    static final int MOST_KEYS = 16_384;

    /** The most that a bucket can count in a second. */
    private static final long MOST_PER_SECOND = 1_000_000_000;

    private final Bandwidth bandwidth;
    private final NanoClock clock;
    private final Map<K, Bucket> recent = new LinkedHashMap<>(16, 0.75F, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Bucket> eldest) {
            return size() > MOST_KEYS;
        }
    };

    private Buckets(long atOnce, long number, Duration time, LongSupplier clock) {
        this.clock = new NanoClock(clock);
        bandwidth =
                Bandwidth.builder().capacity(atOnce).refillGreedy(number, time).build();
    }

    /** So many times a second, and ten times as many at once. */
    static <K> Buckets<K> perSecond(int number, LongSupplier clock) {
        return new Buckets<>(10L * number, Math.min(number, MOST_PER_SECOND), Duration.ofSeconds(1), clock);
    }

    /** So many times an hour, and {@code atOnce} times at once. */
    static <K> Buckets<K> perHour(int number, long atOnce, LongSupplier clock) {
        return new Buckets<>(atOnce, number, Duration.ofHours(1), clock);
    }

    /** The bucket of a key. */
    Bucket of(K key) {
        synchronized (recent) {
            return recent.computeIfAbsent(key, each -> newBucket());
        }
    }

    /** How many keys are remembered. */
    int size() {
        synchronized (recent) {
            return recent.size();
        }
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(bandwidth)
                .withCustomTimePrecision(clock)
                .build();
    }
}
