package dev.chat.persistence.jdbi;

import dev.chat.core.store.StoreException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says what to do about a database that cannot be opened, where what it says itself does not tell. */
final class Advice {
    private static final String PREPARED_ELSEWHERE = "42P05";
    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final String READ_ONLY = "Writing is not allowed there: let it be a primary, not a standby, with"
            + " default_transaction_read_only off for the role and the database, and a file that may be written";

    private Advice() {}

    /** Opens a store; if that fails for a reason that somebody can mend, the exception says how. */
    static JdbiPersistence onFailure(Supplier<JdbiPersistence> opening) {
        try {
            return opening.get();
        } catch (StoreRefusedException | StoreLockedException | StoreDiskException clear) {
            throw clear;
        } catch (StoreException failure) {
            SQLException reason = Failures.sqlException(failure);
            if (reason == null) {
                throw failure;
            }
            throw of(reason)
                    .<StoreException>map(advice -> new StoreRefusedException(
                            firstLine(reason) + ". " + advice, failure, failure.isRetrySafe()))
                    .orElse(failure);
        }
    }

    private static Optional<String> of(SQLException reason) {
        return Optional.ofNullable(
                switch (String.valueOf(reason.getSQLState())) {
                    case "25006", "90097" -> READ_ONLY;
                    case "42501", "90096" ->
                        "Let the role use and create tables in the schema of the chat, or run the chat once with a role that may";
                    case "3F000" ->
                        "Give the role a search_path whose first schema exists: alter role … set search_path = …";
                    case TOO_MANY_CONNECTIONS ->
                        "Allow the role more connections (alter role … connection limit), or let the chat use fewer";
                    case PREPARED_ELSEWHERE -> "A pooler stands between: add prepareThreshold=0 to the address";
                    case "57014" ->
                        "The time that a statement may take is too short: alter role … set statement_timeout = 0";
                    case "58P01", "42704" -> "Something that the role or the database is set to does not exist";
                    default -> ofWords(String.valueOf(reason.getMessage()));
                });
    }

    private static @Nullable String ofWords(String message) {
        if (message.contains("\"TimeZone\"")) {
            return "The time zone of this machine is one that PostgreSQL does not know: set TZ, or -Duser.timezone, to one"
                    + " such as Europe/Berlin";
        }
        if (message.contains("startup parameter")) {
            return "A pooler stands between that refuses it: name it in ignore_startup_parameters of PgBouncer, or leave it"
                    + " out of the address";
        }
        if (message.contains("statement pooling")) {
            return "The chat needs transactions: set pool_mode of PgBouncer to transaction or session";
        }
        return null;
    }

    private static String firstLine(SQLException reason) {
        String line = String.valueOf(reason.getMessage()).lines().findFirst().orElse("");
        return line.replaceFirst("[.]$", "");
    }
}
