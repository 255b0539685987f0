package dev.chat.persistence.jdbi;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The database of a process that is killed before one of the steps that it takes: from there on nothing reaches the
 * database, which rolls back what was not committed.
 */
final class KillableDatabase {
    private static final Set<String> STEPS = Set.of("execute", "executeUpdate", "executeQuery", "commit", "rollback");

    private final DataSource real;
    private int left;

    private KillableDatabase(DataSource real, int steps) {
        this.real = real;
        left = steps;
    }

    static DataSource killedAfter(int steps, DataSource real) {
        KillableDatabase killable = new KillableDatabase(real, steps);
        return proxy(DataSource.class, killable.real, killable);
    }

    private Object wrapped(Object result) {
        if (result instanceof Connection connection) {
            return proxy(Connection.class, connection, this);
        }
        if (result instanceof PreparedStatement statement) {
            return proxy(PreparedStatement.class, statement, this);
        }
        return result instanceof Statement statement ? proxy(Statement.class, statement, this) : result;
    }

    private Object call(Object target, Method method, Object[] arguments) throws Throwable {
        if (STEPS.contains(method.getName()) && left-- <= 0) {
            throw new SQLException("Killed");
        }
        if (left < 0 && target instanceof Connection connection) {
            // Whatever it is, such as a change of autoCommit: the dead commit nothing.
            connection.rollback();
        }
        try {
            return wrapped(method.invoke(target, arguments));
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<T> type, Object target, KillableDatabase killable) {
        return (T) Proxy.newProxyInstance(
                KillableDatabase.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> killable.call(target, method, arguments));
    }
}
