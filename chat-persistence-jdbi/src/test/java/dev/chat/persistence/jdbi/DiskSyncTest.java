package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.testkit.Concurrently;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DiskSyncTest {
    private final AtomicLong committed = new AtomicLong();
    private final AtomicLong onDisk = new AtomicLong();
    private final AtomicInteger syncs = new AtomicInteger();

    @Test
    void everyoneReturnsAfterASyncThatBeganAfterTheirCommit() throws Exception {
        DiskSync diskSync = new DiskSync(handle -> {
            long covered = committed.get();
            syncs.incrementAndGet();
            onDisk.set(covered);
        });
        List<Callable<Boolean>> calls = new ArrayList<>();
        int each = 500;
        for (int thread = 0; thread < 8; thread++) {
            calls.add(() -> {
                boolean durable = true;
                for (int index = 0; index < each; index++) {
                    long mine = committed.incrementAndGet();
                    diskSync.sync(null);
                    durable &= onDisk.get() >= mine;
                }
                return durable;
            });
        }

        assertThat(Concurrently.call(calls)).containsOnly(true);
        assertThat(syncs.get()).isLessThanOrEqualTo(calls.size() * each);
    }

    @Test
    void failureIsTheCallersAndTheNextTriesAgain() {
        AtomicInteger attempts = new AtomicInteger();
        DiskSync diskSync = new DiskSync(handle -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalArgumentException("the disk is gone");
            }
        });

        assertThatThrownBy(() -> diskSync.sync(null)).isInstanceOf(IllegalArgumentException.class);
        diskSync.sync(null);

        assertThat(attempts).hasValue(2);
    }
}
