package dev.chat.persistence.jdbi;

import dev.chat.core.Chat;
import dev.chat.core.room.Room;
import dev.chat.core.user.User;
import java.nio.file.Path;

/** A process that sends, and compacts in between without end, until it is killed. */
final class CompactingChild {
    /** Without it, a line was cut by the kill. */
    static final String LINE_END = " .";

    /** So many messages; the last are sent in between steps of compaction. */
    static final int BEFORE_THE_KILL = 500;

    private static final int BEFORE_COMPACTING = 300;

    private CompactingChild() {}

    /** Takes the folder of an H2 database. */
    public static void main(String[] arguments) throws Exception {
        JdbiPersistence store = JdbiPersistence.h2(Path.of(arguments[0]));
        Chat chat = Chat.on(store).build();
        User user = chat.users().create("Ada");
        Room room = chat.rooms().create(user.id(), "Engines");
        System.out.println(user.id() + " " + room.id() + LINE_END);
        for (int index = 0; ; index++) {
            String clientId = "message-" + index;
            long position = chat.messages()
                    .send(user.id(), room.id(), clientId, clientId)
                    .message()
                    .position()
                    .value();
            System.out.println(position + " " + clientId + LINE_END);
            if (index == BEFORE_COMPACTING) {
                Thread.ofPlatform().daemon().start(() -> compactWithoutEnd(store.compactor()));
            }
        }
    }

    private static void compactWithoutEnd(Compactor compactor) {
        while (true) {
            compactor.compactNow();
        }
    }
}
