package dev.chat.check;

import dev.chat.core.Chat;
import dev.chat.core.Persistence;
import dev.chat.core.delivery.Broadcaster;
import dev.chat.core.delivery.LocalBroadcaster;
import dev.chat.core.room.Change;
import dev.chat.core.room.ChangeLog;
import dev.chat.core.room.ClientId;
import dev.chat.core.room.Message;
import dev.chat.core.room.MessageRepository;
import dev.chat.persistence.jdbi.Durability;
import dev.chat.persistence.jdbi.JdbiPersistence;
import dev.chat.web.javalin.ChatPlugin;
import io.javalin.Javalin;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A server that breaks the promise that the system property {@code fault} names, on the command line of the real one.
 */
public final class BrokenServer {
    private static final int CONNECTIONS = 16;

    private BrokenServer() {}

    public static void main(String[] arguments) throws SQLException {
        int port = Integer.parseInt(after("--port", arguments));
        Path data = Path.of(after("--data", arguments));
        Chat chat = switch (System.getProperty("fault", "")) {
            case "dedupe-off" ->
                Chat.on(withoutDedupe(JdbiPersistence.h2(data))).build();
            case "write-delay" -> Chat.on(withWriteDelay(data)).build();
            case "gap-fill-off" ->
                Chat.on(withoutGapFill(JdbiPersistence.h2(data)))
                        .broadcaster(new LosingBroadcaster())
                        .build();
            default -> throw new IllegalArgumentException("Which fault?");
        };
        Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.registerPlugin(new ChatPlugin(chat, it -> it.wholeServer = true));
                })
                .start("127.0.0.1", port);
        System.out.println("Broken at http://localhost:" + port + "/");
    }

    /** A retry is not recognised, and stored as another message. */
    private static Persistence withoutDedupe(Persistence real) {
        MessageRepository forgetful =
                instead(MessageRepository.class, (method, arguments) -> switch (method.getName()) {
                    case "findByKeys" -> List.of();
                    case "insert" -> method.invoke(real.messages(), renamed((List<?>) arguments[0]));
                    default -> method.invoke(real.messages(), arguments);
                });
        return with(real, "messages", forgetful);
    }

    /** As H2 is by itself: commits are written later, by a thread of its own. */
    private static Persistence withWriteDelay(Path data) throws SQLException {
        JdbcConnectionPool pool = JdbcConnectionPool.create(
                "jdbc:h2:" + data.resolve("broken").toAbsolutePath() + ";MODE=PostgreSQL;LOCK_TIMEOUT=10000", "sa", "");
        pool.setMaxConnections(CONNECTIONS);
        Persistence persistence = JdbiPersistence.open(pool, Durability.PROCESS_DEATH);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set write_delay 500");
        }
        return persistence;
    }

    /** What the hub reads to close a gap is empty; what a client is caught up with when it subscribes is not. */
    private static Persistence withoutGapFill(Persistence real) {
        ChangeLog blind = instead(
                ChangeLog.class,
                (method, arguments) -> method.getName().equals("since")
                                && Thread.currentThread().isVirtual()
                        ? List.of()
                        : method.invoke(real.changeLog(), arguments));
        return with(real, "changeLog", blind);
    }

    private static Persistence with(Persistence real, String port, Object instead) {
        return instead(
                Persistence.class,
                (method, arguments) -> method.getName().equals(port) ? instead : method.invoke(real, arguments));
    }

    private static List<Message> renamed(List<?> messages) {
        return messages.stream().map(each -> renamed((Message) each)).toList();
    }

    private static Message renamed(Message message) {
        return new Message(
                message.room(),
                message.position(),
                message.version(),
                message.author(),
                ClientId.random(),
                message.text(),
                message.sentAt(),
                message.editedAt(),
                message.deletedAt(),
                message.firstText());
    }

    private static <T> T instead(Class<T> port, Calls calls) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            try {
                return calls.call(method, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        };
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    private static String after(String option, String... arguments) {
        return arguments[List.of(arguments).indexOf(option) + 1];
    }

    /** What is done when a port is called. */
    @FunctionalInterface
    private interface Calls {
        Object call(Method method, Object... arguments) throws ReflectiveOperationException;
    }

    /** Loses one change in four. */
    private static final class LosingBroadcaster implements Broadcaster {
        private final Broadcaster real = new LocalBroadcaster();
        private final Random random = new Random();

        @Override
        public void publish(Change change) {
            if (random.nextInt(4) != 0) {
                real.publish(change);
            }
        }

        @Override
        public void listen(Consumer<Change> listener) {
            real.listen(listener);
        }
    }
}
