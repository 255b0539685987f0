package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.Chat;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.Message;
import dev.chat.core.room.Position;
import dev.chat.core.room.Room;
import dev.chat.core.room.RoomId;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {
    private static final int MESSAGES = 600;
    private static final int ROOMS = 10;

    @TempDir
    private Path folder;

    private final List<Room> rooms = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    @Test
    void quietTimesGiveSpaceBackAndKeepEverything() throws Exception {
        try (JdbiPersistence store = JdbiPersistence.h2(folder);
                Chat chat = Chat.on(store).build()) {
            User user = fill(chat);
            chat.rooms().delete(user.id(), rooms.removeLast().id());
            long before = size();

            lookUntilQuiet(store.compactor());

            assertThat(size()).isLessThan(before / 2);
            assertAllIsThere(chat, user);
            assertThat(send(chat, user, 0, "afterwards").text()).hasToString("afterwards");
        }
        try (JdbiPersistence store = JdbiPersistence.h2(folder);
                Chat chat = Chat.on(store).build()) {
            assertAllIsThere(chat, chat.users().list(null, 1).getFirst());
        }
    }

    @Test
    void nothingIsCompactedWhileSomebodyWrites() throws Exception {
        try (JdbiPersistence store = JdbiPersistence.h2(folder);
                Chat chat = Chat.on(store).build()) {
            User user = fill(chat);
            long before = size();

            for (int look = 0; look < 2 * Compactor.QUIET_LOOKS; look++) {
                send(chat, user, 0, "still there");
                store.compactor().look();
            }

            assertThat(size()).isGreaterThanOrEqualTo(before);
        }
    }

    @Test
    void theSpaceOfADeletedRoomIsGivenBackAtACleanStop() throws Exception {
        long before;
        try (JdbiPersistence store = JdbiPersistence.h2(folder);
                Chat chat = Chat.on(store).build()) {
            User user = fill(chat);
            for (Room room : rooms) {
                chat.rooms().delete(user.id(), room.id());
            }
            before = size();
        }

        assertThat(size()).isLessThan(before / 4);
    }

    @Test
    void theCommandGivesSpaceBackAndKeepsEverything() throws Exception {
        try (JdbiPersistence store = JdbiPersistence.h2(folder);
                Chat chat = Chat.on(store).build()) {
            fill(chat);
        }

        Compaction compaction = JdbiPersistence.compact(folder);

        assertThat(compaction.after()).isEqualTo(size()).isLessThanOrEqualTo(compaction.before());
        assertThat(folder.toFile().list()).containsExactly("chat.mv.db");
        try (JdbiPersistence store = JdbiPersistence.h2(folder);
                Chat chat = Chat.on(store).build()) {
            assertAllIsThere(chat, chat.users().list(null, 1).getFirst());
        }
    }

    @Test
    void theCommandRefusesWhatIsInUseOrMissing() {
        try (JdbiPersistence store = JdbiPersistence.h2(folder)) {
            assertThatThrownBy(() -> JdbiPersistence.compact(folder))
                    .isInstanceOf(StoreLockedException.class)
                    .hasMessageContaining("is in use");
            assertThat(store.users().list(null, 1)).isEmpty();
        }
        assertThatThrownBy(() -> JdbiPersistence.compact(folder.resolve("none")))
                .hasMessageContaining("There is no database in");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void aKillWhileItIsCompactedLosesNothing() throws Exception {
        List<String> acknowledged = acknowledgedByAKilledProcess();
        String[] ids = acknowledged.removeFirst().split(" ", -1);
        UserId user = new UserId(UUID.fromString(ids[0]));
        RoomId room = new RoomId(UUID.fromString(ids[1]));

        try (Chat chat = Chat.on(JdbiPersistence.h2(folder)).build()) {
            for (String line : acknowledged) {
                String[] parts = line.split(" ", -1);
                Message message = chat.history().message(user, room, new Position(Long.parseLong(parts[0])));
                assertThat(message.text()).hasToString(parts[1]);
            }
        }
    }

    private List<String> acknowledgedByAKilledProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CompactingChild.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.endsWith(CompactingChild.LINE_END)) {
                    lines.add(line);
                }
                if (lines.size() == 1 + CompactingChild.BEFORE_THE_KILL) {
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(lines).hasSizeGreaterThan(CompactingChild.BEFORE_THE_KILL);
        return lines;
    }

    /** Fills rooms in turns, one commit for each message, so that much of the file is garbage. */
    private User fill(Chat chat) throws RejectedException {
        User user = chat.users().create("Ada");
        for (int room = 0; room < ROOMS; room++) {
            rooms.add(chat.rooms().create(user.id(), "Room " + room));
        }
        Random random = new Random(15);
        for (int index = 0; index < MESSAGES; index++) {
            texts.add(Long.toString(random.nextLong(), Character.MAX_RADIX) + " and so on " + index);
            send(chat, user, index % ROOMS, texts.getLast());
        }
        return user;
    }

    private Message send(Chat chat, User user, int room, String text) throws RejectedException {
        return chat.messages()
                .send(user.id(), rooms.get(room).id(), UUID.randomUUID().toString(), text)
                .message();
    }

    private void assertAllIsThere(Chat chat, User user) throws RejectedException {
        for (int index = 0; index < texts.size(); index++) {
            int room = index % ROOMS;
            if (room < rooms.size()) {
                // Behind the room itself and its owner.
                Position position = new Position(index / ROOMS + 3);
                assertThat(chat.history()
                                .message(user.id(), rooms.get(room).id(), position)
                                .text())
                        .hasToString(texts.get(index));
            }
        }
    }

    private static void lookUntilQuiet(Compactor compactor) {
        for (int look = 0; look <= Compactor.QUIET_LOOKS; look++) {
            compactor.look();
        }
    }

    private long size() throws IOException {
        return Files.size(folder.resolve("chat.mv.db"));
    }
}
