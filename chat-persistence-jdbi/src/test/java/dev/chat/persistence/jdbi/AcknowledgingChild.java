package dev.chat.persistence.jdbi;

import dev.chat.core.Chat;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.Room;
import dev.chat.core.user.User;
import java.nio.file.Path;

/**
 * A process that sends without end, from several threads, and prints each message once it is acknowledged, until it is
 * killed.
 */
final class AcknowledgingChild {
    /** Without it, a line was cut by the kill. */
    static final String LINE_END = " .";

    private static final int SENDERS = 4;

    private AcknowledgingChild() {}

    /** Takes the address of a PostgreSQL database, or the folder of an H2 one. */
    public static void main(String[] arguments) throws Exception {
        Chat chat = Chat.on(open(arguments[0])).build();
        User user = chat.users().create("Ada");
        Room room = chat.rooms().create(user.id(), "Engines");
        System.out.println(user.id() + " " + room.id() + LINE_END);
        for (int sender = 0; sender < SENDERS; sender++) {
            String prefix = "sender-" + sender + "-";
            Thread.ofPlatform().start(() -> sendWithoutEnd(chat, user, room, prefix));
        }
    }

    static JdbiPersistence open(String database) {
        return database.startsWith("jdbc:")
                ? JdbiPersistence.postgresql(database, PostgresqlForTests.USER, PostgresqlForTests.PASSWORD)
                : JdbiPersistence.h2(Path.of(database));
    }

    private static void sendWithoutEnd(Chat chat, User user, Room room, String prefix) {
        try {
            for (int index = 0; ; index++) {
                String clientId = prefix + index;
                long position = chat.messages()
                        .send(user.id(), room.id(), clientId, clientId)
                        .message()
                        .position()
                        .value();
                System.out.println(position + " " + clientId + LINE_END);
            }
        } catch (RejectedException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
