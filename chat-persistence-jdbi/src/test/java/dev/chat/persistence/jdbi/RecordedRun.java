package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.room.Message;
import dev.chat.core.room.Position;
import dev.chat.core.room.Room;
import dev.chat.core.user.User;
import dev.chat.persistence.jdbi.RecordedDisk.Event;
import dev.chat.persistence.jdbi.file.DiskFile;
import dev.chat.persistence.jdbi.file.DiskFiles;
import dev.chat.testkit.Concurrently;
import dev.chat.testkit.Samples;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What a store did to its files while several people wrote and edited messages, and how to tell that none is lost. */
final class RecordedRun {
    private static final int SENDERS = 3;
    private static final int MESSAGES_EACH = 100;
    private static final int USERS_AT_ONCE = 500;

    private final RecordedDisk.Recording recording = RecordedDisk.install();
    private final Path folder;
    private final StoreSettings settings;

    private RecordedRun(Path folder, Durability durability) {
        this.folder = folder;
        this.settings = StoreSettings.DEFAULTS.withDurability(durability).withConnections(SENDERS + 1);
    }

    /** All that happened in such a run, from the creation of the store to its end. */
    static List<Event> of(Path folder, Durability durability) throws Exception {
        RecordedRun run = new RecordedRun(folder, durability);
        run.record();
        return run.recording.events();
    }

    private void record() throws Exception {
        JdbiPersistence persistence = JdbiPersistence.h2(folder, settings, RecordedDisk.PREFIX);
        try (Chat chat = Chat.on(persistence).build()) {
            User user = chat.users().create("Ada");
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                Room room = chat.rooms().create(user.id(), "Room " + sender);
                String prefix = "m" + sender + "-";
                calls.add(() -> sendAll(chat, user, room, prefix));
            }
            Concurrently.call(calls);
            persistence.unitOfWork().write(() -> {
                for (int index = 0; index < USERS_AT_ONCE; index++) {
                    persistence.users().insert(Samples.user());
                }
                return true;
            });
            persistence.compactor().compactNow();
            Concurrently.call(List.of(() -> sendAll(chat, user, chat.rooms().create(user.id(), "Last"), "last-")));
            persistence.compactor().compactNow();
        }
    }

    private boolean sendAll(Chat chat, User user, Room room, String prefix) throws Exception {
        Random random = new Random(prefix.hashCode());
        for (int number = 0; number < MESSAGES_EACH; number++) {
            String clientId = prefix + number;
            Message message = chat.messages()
                    .send(user.id(), room.id(), clientId, text(0, random))
                    .message();
            recording.add(new Event.Acknowledged(clientId, 0));
            for (int version = 1; random.nextInt(4) == 0; version++) {
                chat.messages().edit(user.id(), room.id(), message.position(), text(version, random));
                recording.add(new Event.Acknowledged(clientId, version));
            }
        }
        return true;
    }

    private static String text(int version, Random random) {
        StringBuilder text = new StringBuilder(version + " ");
        for (int words = 5 + random.nextInt(30); words > 0; words--) {
            text.append(Integer.toString(random.nextInt(50_000), Character.MAX_RADIX))
                    .append(' ');
        }
        return text.toString().trim();
    }

    /** Fails unless the store in this folder opens, has these messages, nothing by halves, and can be written to. */
    static void check(Path folder, Map<String, Integer> acknowledged) throws Exception {
        RecordedDisk.install();
        StoreSettings settings = StoreSettings.DEFAULTS.withConnections(2);
        JdbiPersistence persistence = JdbiPersistence.h2(folder, settings, RecordedDisk.PREFIX);
        try (Chat chat = Chat.on(persistence).build()) {
            JdbiUnitOfWork unitOfWork = (JdbiUnitOfWork) persistence.unitOfWork();
            unitOfWork.get(handle -> {
                check(handle, acknowledged);
                return true;
            });
            requireWritable(chat);
        }
    }

    /** Does the same in a fraction of the time, without all that a store does besides when it opens. */
    static void checkQuickly(Path folder, Map<String, Integer> acknowledged) throws Exception {
        RecordedDisk.install();
        String path = RecordedDisk.PREFIX + folder.resolve("chat");
        DiskFile file = DiskFiles.of(path + ".mv.db");
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:" + DiskFiles.PREFIX + path + ";MODE=PostgreSQL;WRITE_DELAY=0;COMPRESS=TRUE");
        database.setUser("sa");
        Jdbi.create(database).useHandle(handle -> {
            check(handle, acknowledged);
            handle.execute("insert into chat_users values (random_uuid(), 'Afterwards', 'afterwards', now(), null)");
            file.sync();
            try (Statement statement = handle.getConnection().createStatement()) {
                statement.execute("shutdown");
            }
        });
        DiskFiles.forget(path + ".mv.db");
    }

    private static void check(Handle handle, Map<String, Integer> acknowledged) {
        Map<String, Integer> stored = messages(handle, "position");
        assertThat(messages(handle, "version")).isEqualTo(stored);
        acknowledged.forEach((clientId, version) ->
                assertThat(stored.getOrDefault(clientId, -1)).as(clientId).isGreaterThanOrEqualTo(version));
        assertThat(roomsWhoseHeadIsWrong(handle)).isEmpty();
    }

    /** The version of each message, which its text begins with, read by an index that has this column. */
    private static Map<String, Integer> messages(Handle handle, String column) {
        Map<String, Integer> messages = new HashMap<>();
        handle.select("select m.client_id, m.text from chat_messages m join chat_messages n"
                        + " on n.client_id = m.client_id and n.author_id = m.author_id"
                        + " order by m.room_id, m." + column)
                .map((row, context) -> messages.put(
                        row.getString(1), Integer.valueOf(row.getString(2).split(" ", 2)[0])))
                .list();
        return messages;
    }

    private static List<String> roomsWhoseHeadIsWrong(Handle handle) {
        return handle.select("""
                        select r.name from chat_rooms r where r.head <> greatest(r.version,
                            (select max(m.version) from chat_members m where m.room_id = r.id),
                            coalesce((select max(m.version) from chat_messages m where m.room_id = r.id), 0))""").mapTo(String.class).list();
    }

    private static void requireWritable(Chat chat) throws Exception {
        User user = chat.users().create("Afterwards");
        Room room = chat.rooms().create(user.id(), "Afterwards");
        Position position = chat.messages()
                .send(user.id(), room.id(), "afterwards", "0 afterwards")
                .message()
                .position();
        assertThat(chat.history()
                        .message(user.id(), room.id(), position)
                        .clientId()
                        .value())
                .isEqualTo("afterwards");
    }
}
