package dev.chat.persistence.jdbi;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** How a database keeps schemas, and how its tables are altered. */
interface Schemas {
    /** {@return the schema of the table that this name stands for on the connection, which names no schema} */
    default Optional<String> find(Connection connection, String table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(findingSchema())) {
            select.setString(1, table);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** {@return the query for the schema of the table whose name is its one parameter} */
    String findingSchema();

    /** {@return whether a schema that the database lists as {@code listed} is the one that {@code name} asks for} */
    boolean isCalled(String listed, String name);

    /** Lets names without a schema stand for what is in this one, until {@link #whileAlone} returns. */
    void enter(Connection connection, String schema) throws SQLException;

    /**
     * Alters tables while no other process does; leaves the connection as it was.
     *
     * @throws SQLException if the database refuses something; all is undone then, if it is {@link #isTransactional}
     */
    void whileAlone(Connection connection, Alteration alteration) throws SQLException;

    /** {@return whether the database undoes the creation of tables on a rollback} */
    boolean isTransactional();

    /** {@return whether the statement was refused because it had been done before} */
    boolean isDoneAlready(SQLException failure);

    /** What alters tables. */
    @FunctionalInterface
    interface Alteration {
        /** Does it. */
        void run() throws SQLException;
    }
}
