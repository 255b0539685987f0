package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.testkit.Concurrently;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DiskSyncTest {
    private final AtomicLong committed = new AtomicLong();
    private final AtomicLong onDisk = new AtomicLong();
    private final AtomicInteger syncs = new AtomicInteger();

    @Test
    void everyoneReturnsAfterASyncThatBeganAfterTheirCommit() throws Exception {
        DiskSync diskSync = new DiskSync(handle -> {
            long covered = committed.get();
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
    }

    @Test
    void thoseWhoCommitWhileASyncIsUnderWayShareTheNext() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        DiskSync diskSync = new DiskSync(handle -> {
            syncs.incrementAndGet();
            begun.countDown();
            await(goOn);
        });
        Thread first = Thread.ofPlatform().start(() -> diskSync.sync(null));
        await(begun);
        List<Thread> others = Stream.generate(() -> Thread.ofPlatform().start(() -> diskSync.sync(null)))
                .limit(7)
                .toList();
        while (!others.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING)) {
            Thread.onSpinWait();
        }

        goOn.countDown();
        first.join();
        for (Thread other : others) {
            other.join();
        }

        // Two, or three if one of them was still on its way to the others.
        assertThat(syncs.get()).isBetween(2, 3);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
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
