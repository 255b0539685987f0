package dev.chat.persistence.jdbi;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** A database of this process. Each statement that creates or alters a table commits by itself. */
final class H2Schemas implements Schemas {
    private static final ReentrantLock ALONE = new ReentrantLock();

    /**
     * A table, index, column, constraint that exists (42101, 42111, 42121, 90045), or of those that are dropped, one
     * that does not (42102, 42112, 42122, 90057).
     */
    private static final Set<Integer> DONE_ALREADY = Set.of(42101, 42111, 42121, 90045, 42102, 42112, 42122, 90057);

    private static final String FIND =
            "select TABLE_SCHEMA from INFORMATION_SCHEMA.TABLES where TABLE_SCHEMA = schema() and TABLE_NAME = ?";

    @Override
    public String findingSchema() {
        return FIND;
    }

    /** Names are kept in capital letters, unless the database is set to keep them as they are. */
    @Override
    public boolean isCalled(String listed, String name) {
        return listed.equalsIgnoreCase(name);
    }

    @Override
    public void enter(Connection connection, String schema) throws SQLException {
        connection.setSchema(schema);
    }

    @Override
    public void whileAlone(Connection connection, Alteration alteration) throws SQLException {
        ALONE.lock();
        try {
            boolean before = connection.getAutoCommit();
            String schema = connection.getSchema();
            connection.setAutoCommit(false);
            try {
                alteration.run();
                connection.commit();
            } catch (Throwable failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setSchema(schema);
                connection.setAutoCommit(before);
            }
        } finally {
            ALONE.unlock();
        }
    }

    @Override
    public boolean isTransactional() {
        return false;
    }

    @Override
    public boolean isDoneAlready(SQLException failure) {
        return DONE_ALREADY.contains(failure.getErrorCode());
    }
}
