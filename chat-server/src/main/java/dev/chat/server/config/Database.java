package dev.chat.server.config;

import java.nio.file.Path;

/** Where the server keeps everything. */
public sealed interface Database {
    /** {@return what an acknowledged message outlives} */
    Durability durability();

    /**
     * The database in the server's own process.
     *
     * @param folder that holds everything
     * @param durability what an acknowledged message outlives
     */
    record Embedded(Path folder, Durability durability) implements Database {
        /** {@return where it is, for the log} */
        @Override
        public String toString() {
            return "embedded database in " + folder;
        }
    }

    /**
     * A PostgreSQL server.
     *
     * @param url that JDBC understands
     * @param user of the database; may be empty
     * @param password of the user; may be empty
     * @param connections the most that are open at once
     * @param durability what an acknowledged message outlives
     */
    record PostgreSql(String url, String user, String password, int connections, Durability durability)
            implements Database {
        /** {@return the address alone: what else may stand in the URL is nobody's business} */
        public String address() {
            return url.substring("jdbc:postgresql:".length())
                    .replaceFirst("[?].*", "")
                    .replaceFirst("//[^/]*@", "//");
        }

        /** {@return where it is, for the log; never the password} */
        @Override
        public String toString() {
            return "PostgreSQL at " + address();
        }
    }

    /** What an acknowledged message outlives. */
    enum Durability {
        /** The loss of power too. */
        SYNC,
        /** The death of the process. */
        PROCESS
    }
}
