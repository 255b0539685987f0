package dev.chat.persistence.jdbi;

import dev.chat.core.store.StoreException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes known what the transactions of a host have committed, however the host ends them: through Jdbi, through
 * {@link java.sql.Connection#commit}, or by a framework that gives no notice. So nothing is waited for but the store
 * itself: it is asked whether it has what was written, soon, and then ever less often. That takes a connection for a
 * moment, never on the host's thread, which holds one already.
 */
final class HostCommits {
    private static final Logger LOG = LoggerFactory.getLogger(HostCommits.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(1);

    /** A pause is as long as a half of what has passed: so a commit is known after one and a half of its time. */
    private static final int PART_OF_PASSED = 2;

    /** After that, the heartbeat makes it known. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final ScheduledThreadPoolExecutor thread;

    HostCommits(Transactions transactions) {
        this.transactions = transactions;
        thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("chat-host-commits-", 1).factory());
        thread.setKeepAliveTime(10, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
    }

    /** Begins to ask whether what was written is committed. */
    void watch(OpenWork work) {
        if (work.hasActions()) {
            lookLater(work, System.nanoTime(), FIRST_PAUSE);
        }
    }

    /** Looks at once: the host has committed. */
    void committed(OpenWork work) {
        lookLater(work, System.nanoTime(), Duration.ZERO);
    }

    void close() {
        thread.shutdownNow();
    }

    private void look(OpenWork work, long since) {
        try {
            if (work.isOver() || transactions.finishIfStored(work)) {
                return;
            }
        } catch (StoreException | IllegalStateException failure) {
            LOG.debug("Cannot see whether a host's transaction was committed; looking again", failure);
        }
        Duration passed = Duration.ofNanos(System.nanoTime() - since);
        if (passed.compareTo(PATIENCE) < 0) {
            Duration pause = passed.dividedBy(PART_OF_PASSED);
            lookLater(work, since, pause.compareTo(FIRST_PAUSE) < 0 ? FIRST_PAUSE : pause);
        }
    }

    private void lookLater(OpenWork work, long since, Duration pause) {
        try {
            ScheduledFuture<?> unused = thread.schedule(() -> look(work, since), pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("The store is closed; another server's heartbeat makes it known", closed);
        }
    }
}
