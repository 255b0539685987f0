package dev.chat.persistence.jdbi;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;

/**
 * The space that the file of an H2 database takes.
 *
 * <p>H2 writes each commit as a chunk of pages, those that changed, and never changes a chunk: its pages become garbage
 * one by one, as later commits write them anew. Compaction writes what is left of such chunks once more, moves chunks
 * towards the beginning of the file, and cuts off its end.
 */
final class H2Space {
    /** A file is worth compacting while less of it than this is in use, in percent. */
    private static final int DENSE = 90;

    private static final int ALL = 100;

    /** A file that is smaller than this is left alone. */
    private static final long SMALL = 256L << 10;

    /** The most that a step writes, twice: so a writer waits some milliseconds for it. */
    private static final int STEP_BYTES = 2 << 20;

    private final MVStore store;
    private final RandomAccessStore file;

    private H2Space(MVStore store, RandomAccessStore file) {
        this.store = store;
        this.file = file;
    }

    /** The space of an open database. */
    static H2Space of(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        MVStore store = session.getDatabase().getStore().getMvStore();
        return new H2Space(store, (RandomAccessStore) (Object) store.getFileStore());
    }

    /** How long the file is, in bytes. */
    long size() {
        return file.size();
    }

    /** How much of it is in use, in bytes: an estimate. */
    long used() {
        return size() / ALL * file.getFillRate() / ALL * file.getChunksFillRate();
    }

    /** Whether compacting would give back space to speak of. */
    boolean isLoose() {
        return !store.isClosed() && size() > SMALL && (file.getFillRate() < DENSE || file.getChunksFillRate() < DENSE);
    }

    /** Compacts a little. Nobody else may write meanwhile; others may read. Not yet on disk when this returns. */
    void compactStep() {
        if (file.getChunksFillRate() < DENSE) {
            store.compact(DENSE, STEP_BYTES);
            // Else the pages that it has marked to be written anew are not.
            store.commit();
        }
        file.compactMoveChunks(ALL, STEP_BYTES, store);
    }
}
