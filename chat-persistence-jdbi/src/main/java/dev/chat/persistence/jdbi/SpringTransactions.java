package dev.chat.persistence.jdbi;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns once if the chat writes while Spring has a transaction open on the thread. The user of {@code @Transactional}
 * will expect both to be one. Spring is found by its name, so nothing is needed where it is not used.
 */
final class SpringTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(SpringTransactions.class);
    private static final String TRANSACTIONS =
            "org.springframework.transaction.support.TransactionSynchronizationManager";
    private static final String AWARE_SOURCE = "org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy";

    private final @Nullable MethodHandle isActive = find();
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * Requires a data source whose connections are the store's own.
     *
     * @throws IllegalArgumentException if it hands out the connection of Spring's transaction: the store would commit
     *     that one
     */
    static void refuseAware(DataSource host) {
        for (Class<?> type = host.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(AWARE_SOURCE)) {
                throw new IllegalArgumentException("A TransactionAwareDataSourceProxy hands out the connection of"
                        + " Spring's transaction, which the chat would commit. Hand over the data source beneath it.");
            }
        }
    }

    /** Notes that the chat begins a unit of work on behalf of this thread. */
    void noteUnitOfWork() {
        if (isActive != null && !told.get() && isActive(isActive) && told.compareAndSet(false, true)) {
            LOG.warn(
                    "A transaction of Spring's is open at {}, and what the chat writes there is no part of it: it is"
                            + " committed by itself, and stays if that transaction is rolled back."
                            + " JdbiPersistence.within(connection, work) writes in the transaction of a connection."
                            + " This is said once",
                    caller());
        }
    }

    private static boolean isActive(MethodHandle isActive) {
        try {
            return (boolean) isActive.invokeExact();
        } catch (Throwable unknown) {
            LOG.debug("Spring does not say whether a transaction is open", unknown);
            return false;
        }
    }

    private static String caller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().startsWith("dev.chat."))
                        .findFirst()
                        .map(StackWalker.StackFrame::toString)
                        .orElse("an unknown place"));
    }

    private static @Nullable MethodHandle find() {
        List<ClassLoader> loaders = Stream.of(
                        Thread.currentThread().getContextClassLoader(), SpringTransactions.class.getClassLoader())
                .filter(Objects::nonNull)
                .toList();
        for (ClassLoader loader : loaders) {
            try {
                return MethodHandles.publicLookup()
                        .findStatic(
                                Class.forName(TRANSACTIONS, false, loader),
                                "isActualTransactionActive",
                                MethodType.methodType(boolean.class));
            } catch (ReflectiveOperationException | LinkageError absent) {
                // Not there, or not seen from here.
            }
        }
        return null;
    }
}
