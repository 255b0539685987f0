package dev.chat.persistence.jdbi;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.DelegatingTransactionHandler;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;
import org.jdbi.v3.core.transaction.TransactionHandler;

/** What a store of its own needs of its sessions on PostgreSQL, whatever the role and the database are set to. */
final class SessionSettings {
    /** Lets statements and transactions last; the last of them is one that only newer servers know. */
    static final String UNHURRIED = "set statement_timeout = 0; set idle_in_transaction_session_timeout = 0;"
            + " select set_config(name, '0', false) from pg_settings where name = 'transaction_timeout'";

    private SessionSettings() {}

    /** Sets it once, for a session that stays ours. */
    static String once(StoreSettings settings) {
        // A plan that is kept was made for what was in the tables then: of a new database, for nearly nothing.
        String sql = "set plan_cache_mode = force_custom_plan; set lock_timeout = " + lockTimeout(settings) + "; "
                + UNHURRIED;
        return switch (settings.durability()) {
            case PROCESS_DEATH -> sql;
            // Only where it is off: any other value waits for the disk at least.
            case POWER_LOSS ->
                sql
                        + "; select set_config('synchronous_commit', 'on', false)"
                        + " where current_setting('synchronous_commit') = 'off'";
        };
    }

    /** Sets it in each transaction anew, since the next one may have another session. */
    static TransactionHandler eachTime(StoreSettings settings) {
        String sql = "set transaction isolation level read committed; set local lock_timeout = " + lockTimeout(settings)
                + "; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0"
                + switch (settings.durability()) {
                    case PROCESS_DEATH -> "";
                    case POWER_LOSS -> "; set local synchronous_commit = on";
                };
        return new SettingFirst(LocalTransactionHandler.binding(), sql);
    }

    private static long lockTimeout(StoreSettings settings) {
        return settings.patience().toMillis();
    }

    private static final class SettingFirst extends DelegatingTransactionHandler {
        private final String sql;

        SettingFirst(TransactionHandler transactions, String sql) {
            super(transactions);
            this.sql = sql;
        }

        @Override
        public TransactionHandler specialize(Handle handle) throws SQLException {
            return new SettingFirst(getDelegate().specialize(handle), sql);
        }

        @Override
        public void begin(Handle handle) {
            super.begin(handle);
            handle.execute(sql);
        }
    }
}
