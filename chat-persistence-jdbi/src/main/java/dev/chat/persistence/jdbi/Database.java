package dev.chat.persistence.jdbi;

import javax.sql.DataSource;
import org.jdbi.v3.core.transaction.TransactionHandler;
import org.jspecify.annotations.Nullable;

/**
 * A database and how to let go of it.
 *
 * @param source opens connections to it
 * @param writing how many of its connections those who write may hold
 * @param transactions begins and ends transactions on it
 * @param disk where it is kept
 * @param space what it takes of the disk; null where others take care of that
 * @param close is run once, after the last use
 */
record Database(
        DataSource source,
        WritingConnections writing,
        TransactionHandler transactions,
        Disk disk,
        @Nullable H2Space space,
        Runnable close) {
    /** One whose space others take care of. */
    Database(
            DataSource source, WritingConnections writing, TransactionHandler transactions, Disk disk, Runnable close) {
        this(source, writing, transactions, disk, null, close);
    }
}
