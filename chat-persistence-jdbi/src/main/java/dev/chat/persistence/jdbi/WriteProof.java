package dev.chat.persistence.jdbi;

import dev.chat.core.store.StoreException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Proof that writes become durable. Each one that does proves it for a while; a failure of the store ends it. So it
 * takes a write for the proof's own sake only if nothing else was written. Safe for use by many threads at once.
 */
final class WriteProof {
    private final long validNanos;
    private final ReentrantLock oneTries = new ReentrantLock();
    private volatile @Nullable Long provenAt;

    /** A proof holds for this long. */
    WriteProof(Duration valid) {
        validNanos = valid.toNanos();
    }

    /** A write has become durable. */
    void given() {
        provenAt = System.nanoTime();
    }

    /** The store has failed. */
    void refuted() {
        provenAt = null;
    }

    /** Requires a proof. Those who ask at the same time share one. */
    void require(Runnable write) {
        if (holds()) {
            return;
        }
        try {
            oneTries.lockInterruptibly();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while another waits for the store", interrupt, true);
        }
        try {
            if (!holds()) {
                write.run();
            }
        } finally {
            oneTries.unlock();
        }
    }

    private boolean holds() {
        Long proven = provenAt;
        return proven != null && System.nanoTime() - proven < validNanos;
    }
}
