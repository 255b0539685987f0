package dev.chat.persistence.jdbi;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One server for all tests of this process, and a database for whoever asks. It stops with the process. */
final class PostgresqlForTests {
    static final String USER = "postgres";
    static final String PASSWORD = "postgres";

    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private PostgresqlForTests() {}

    /** {@return the address of a new, empty database} */
    static String newDatabase() {
        return newDatabase("");
    }

    static String newDatabase(String options) {
        String name = "chat_" + COUNTER.incrementAndGet();
        execute("create database " + name + " " + options);
        return url(name);
    }

    static String url(String database) {
        return SERVER.getJdbcUrl(USER, database);
    }

    /** {@return the name of the database at an address} */
    static String name(String url) {
        return url.replaceFirst("[?].*", "").replaceFirst(".*/", "");
    }

    /** Runs a statement as the server's administrator. */
    static void execute(String sql) {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    static JdbiPersistence open(String url) {
        return JdbiPersistence.postgresql(url, USER, PASSWORD);
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
