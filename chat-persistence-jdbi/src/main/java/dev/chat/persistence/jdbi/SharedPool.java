package dev.chat.persistence.jdbi;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * A host application's connections, of which a thread may already hold one when it calls the chat, which then needs
 * another. Where all connections are held by such threads, each waits for the others until somebody gives up: that is
 * the chat, which says how many connections it takes.
 */
final class SharedPool extends ForwardingSource {
    private final Duration patience;

    /** Waits for no connection for longer than this. */
    SharedPool(DataSource host, Duration patience) {
        super(host);
        this.patience = patience;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Wait wait = new Wait(Thread.currentThread());
        CompletableFuture<Boolean> timer =
                new CompletableFuture<Boolean>().completeOnTimeout(true, patience.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> unused = timer.thenRun(wait::giveUp);
        try {
            Connection connection = open();
            wait.end();
            return connection;
        } catch (SQLException | RuntimeException failure) {
            if (wait.end() || isTimeout(failure)) {
                throw noneFree(failure);
            }
            throw failure;
        } finally {
            timer.cancel(false);
        }
    }

    private static boolean isTimeout(Exception failure) {
        // With a cause, it was the database that the pool had no connection from.
        return failure.getCause() == null
                && (failure instanceof SQLTransientConnectionException || failure instanceof SQLTimeoutException);
    }

    private SQLException noneFree(Exception failure) {
        SQLException reason = new SQLTransientConnectionException(
                "No connection of the application's pool was free for " + patience.toMillis() + " ms. Whoever calls the"
                        + " chat within an open transaction of the application's holds one connection and needs another,"
                        + " unless JdbiPersistence.within makes the call part of that transaction. So use within, or let the"
                        + " pool have one more connection than there are such transactions at once.",
                "08001");
        reason.addSuppressed(failure);
        return reason;
    }

    /** A thread that waits. Every pool ends its wait for a connection when the thread is interrupted. */
    private static final class Wait {
        private final Thread thread;
        private boolean over;
        private boolean givenUp;

        Wait(Thread thread) {
            this.thread = thread;
        }

        synchronized void giveUp() {
            if (!over) {
                givenUp = true;
                thread.interrupt();
            }
        }

        /** Whether it had been given up; the interrupt is taken back. */
        synchronized boolean end() {
            over = true;
            return givenUp && Thread.interrupted();
        }
    }
}
