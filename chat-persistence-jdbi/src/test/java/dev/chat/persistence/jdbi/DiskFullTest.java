package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.Chat;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.Message;
import dev.chat.core.room.Position;
import dev.chat.core.room.Room;
import dev.chat.core.store.StoreException;
import dev.chat.core.user.User;
import dev.chat.testkit.Concurrently;
import dev.chat.testkit.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is full, or fails to sync: who sends is told to try again, nothing that was acknowledged is lost, and the
 * store goes on by itself once it can.
 */
class DiskFullTest {
    private static final int SENDERS = 8;
    private static final int MESSAGES_EACH = 25;
    private static final int REFUSALS = 40;
    private static final int MANY_REFUSALS = 400;

    @TempDir
    private Path folder;

    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private FaultyDisk.Control disk;

    @BeforeEach
    void installDisk() {
        disk = FaultyDisk.install();
    }

    private JdbiPersistence open(Path where, Durability durability) {
        StoreSettings settings = StoreSettings.DEFAULTS.withDurability(durability);
        return JdbiPersistence.h2(where, settings, FaultyDisk.PREFIX + EmbeddedH2.FILE_SYSTEM);
    }

    private JdbiPersistence open() {
        return open(folder, Durability.POWER_LOSS);
    }

    @Test
    void sendersAreToldToTryAgainAndTheirMessagesAreStoredOnceWhenThereIsRoom() throws Exception {
        Room room;
        User user;
        try (Chat chat = Chat.on(open()).build()) {
            user = chat.users().create("Ada");
            room = chat.rooms().create(user.id(), "Engines");
            CountDownLatch refusals = new CountDownLatch(REFUSALS);
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                String prefix = "s" + sender + "-";
                calls.add(() -> sendAll(chat, user, room, prefix, refusals));
            }
            calls.add(() -> {
                assertThat(refusals.await(1, TimeUnit.MINUTES)).isTrue();
                disk.setRoom(Long.MAX_VALUE);
                return true;
            });

            disk.setRoom(100_001);
            Concurrently.call(calls);

            assertThat(stored(chat, user, room)).isEqualTo(acknowledged);
        }
        try (Chat chat = Chat.on(open()).build()) {
            assertThat(stored(chat, user, room)).isEqualTo(acknowledged);
        }
    }

    private boolean sendAll(Chat chat, User user, Room room, String prefix, CountDownLatch refusals)
            throws RejectedException {
        for (int number = 0; number < MESSAGES_EACH; number++) {
            while (!send(chat, user, room, prefix + number)) {
                refusals.countDown();
            }
        }
        return true;
    }

    /** Whether it was acknowledged; anything but that and a failure that allows another try is an error. */
    private boolean send(Chat chat, User user, Room room, String clientId) throws RejectedException {
        return send(chat, user, room, clientId, "Text " + clientId);
    }

    private boolean send(Chat chat, User user, Room room, String clientId, String text) throws RejectedException {
        try {
            Message message =
                    chat.messages().send(user.id(), room.id(), clientId, text).message();
            acknowledged.put(clientId, message.position().value());
            return true;
        } catch (StoreException refused) {
            if (refused.isRetrySafe()) {
                return false;
            }
            throw refused;
        }
    }

    /** All messages by their client id; fails if one is stored twice. */
    private static Map<String, Long> stored(Chat chat, User user, Room room) throws RejectedException {
        Map<String, Long> stored = new HashMap<>();
        long head = chat.rooms().get(room.id()).head().value();
        // The first two positions are the room itself and its owner.
        for (long position = 3; position <= head; position++) {
            Message message = chat.history().message(user.id(), room.id(), new Position(position));
            assertThat(stored.put(message.clientId().value(), position)).isNull();
        }
        return stored;
    }

    @Test
    void syncsThatFailWhileH2CutsItsFileNeitherEndNorHaltTheStore() throws Exception {
        JdbiPersistence persistence = open();
        try (Chat chat = Chat.on(persistence).build()) {
            User user = chat.users().create("Ada");
            CountDownLatch refusals = new CountDownLatch(MANY_REFUSALS);
            Map<Room, Integer> rooms = new ConcurrentHashMap<>();
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                Room room = chat.rooms().create(user.id(), "Room " + sender);
                calls.add(() -> {
                    int number = 0;
                    while (refusals.getCount() > 0) {
                        while (!send(chat, user, room, "c" + room.id() + "-" + number, "y".repeat(300))) {
                            refusals.countDown();
                        }
                        number++;
                    }
                    rooms.put(room, number);
                    return true;
                });
            }
            calls.add(() -> {
                for (int index = 0; refusals.getCount() > 0; index++) {
                    disk.setFailingSyncs(index % 2 == 0);
                    long before = refusals.getCount();
                    long stored = acknowledged.size();
                    while (refusals.getCount() > 0
                            && (index % 2 == 0
                                    ? refusals.getCount() > before - SENDERS
                                    : acknowledged.size() < stored + MESSAGES_EACH)) {
                        Thread.onSpinWait();
                    }
                }
                disk.setFailingSyncs(false);
                return true;
            });

            Concurrently.call(calls);

            for (Map.Entry<Room, Integer> room : rooms.entrySet()) {
                assertThat(stored(chat, user, room.getKey())).hasSize(room.getValue());
            }
        }
    }

    @Test
    void processThatIsKilledWhileTheDiskIsFullLosesNothingAcknowledged(@TempDir Path copy) throws Exception {
        try (Chat chat = Chat.on(open()).build()) {
            User user = chat.users().create("Ada");
            Room room = chat.rooms().create(user.id(), "Engines");
            disk.setRoom(50_001);
            int number = 0;
            while (send(chat, user, room, "m" + number)) {
                number++;
            }

            assertThatThrownBy(() -> chat.rooms().get(room.id()))
                    .as("what a kill would take back is not shown")
                    .isInstanceOf(StoreDiskException.class);
            for (String file : List.of("chat.mv.db", "chat.journal")) {
                Files.copy(folder.resolve(file), copy.resolve(file));
            }
            try (Chat another = Chat.on(JdbiPersistence.h2(copy)).build()) {
                assertThat(stored(another, user, room)).isEqualTo(acknowledged).isNotEmpty();
            }
        }
    }

    @Test
    void whatAFailedSyncLostIsWrittenAgain(@TempDir Path afterwards) throws Exception {
        JdbiPersistence persistence = open();
        try (Chat chat = Chat.on(persistence).build()) {
            User user = chat.users().create("Ada");
            Room room = chat.rooms().create(user.id(), "Engines");
            assertThat(send(chat, user, room, "before")).isTrue();
            disk.setFailingSyncs(true);
            assertThat(send(chat, user, room, "during")).isFalse();
            // So much that the messages after it build on pages of this alone.
            assertThatThrownBy(() -> insertUsers(persistence)).isInstanceOf(StoreDiskException.class);
            disk.setFailingSyncs(false);
            assertThat(send(chat, user, room, "after")).isTrue();
            assertThat(send(chat, user, room, "during")).isTrue();

            for (String file : List.of("chat.mv.db", "chat.journal")) {
                Files.write(afterwards.resolve(file), disk.onDisk(file));
            }
            try (Chat another = Chat.on(JdbiPersistence.h2(afterwards)).build()) {
                assertThat(stored(another, user, room)).containsAllEntriesOf(acknowledged);
            }
        }
    }

    private static void insertUsers(JdbiPersistence persistence) throws RejectedException {
        persistence.unitOfWork().write(() -> {
            for (int index = 0; index < 2000; index++) {
                persistence.users().insert(Samples.user());
            }
            return true;
        });
    }

    @Test
    void lesserDurabilityAcknowledgesNothingThatIsOnlyInMemory() throws Exception {
        User user = Samples.user();
        try (JdbiPersistence persistence = open(folder, Durability.PROCESS_DEATH)) {
            disk.setRoom(0);
            assertThatThrownBy(() -> Samples.storedUser(persistence)).isInstanceOf(StoreDiskException.class);

            disk.setRoom(Long.MAX_VALUE);
            persistence.unitOfWork().write(() -> {
                persistence.users().insert(user);
                return true;
            });
        }
        try (JdbiPersistence persistence = JdbiPersistence.h2(folder)) {
            assertThat(persistence.users().find(user.id())).contains(user);
        }
    }

    @Test
    void newStoreOnAFullDiskIsRefusedAndTakesPlaceWhenThereIsRoom() throws Exception {
        int refusals = 0;
        for (long room = 0; !opens(room); room += 30_001) {
            refusals++;
        }
        assertThat(refusals).isGreaterThan(2);
        disk.setRoom(Long.MAX_VALUE);
        try (JdbiPersistence persistence = open()) {
            Samples.storedUser(persistence);
        }
    }

    @Test
    void closingAndOpeningOnAFullDiskHarmsNothing() throws Exception {
        User user;
        Room room;
        try (Chat chat = Chat.on(open()).build()) {
            user = chat.users().create("Ada");
            room = chat.rooms().create(user.id(), "Engines");
            send(chat, user, room, "before");
            disk.setRoom(5_001);
            send(chat, user, room, "during");
        }
        try {
            open().close();
        } catch (StoreDiskException stillFull) {
            // One or the other, as there is something to undo or not.
        }
        disk.setRoom(Long.MAX_VALUE);
        try (Chat chat = Chat.on(open()).build()) {
            assertThat(stored(chat, user, room)).containsAllEntriesOf(acknowledged);
            assertThat(send(chat, user, room, "during")).isTrue();
        }
    }

    private boolean opens(long room) {
        disk.setRoom(room);
        try {
            open().close();
            return true;
        } catch (StoreDiskException full) {
            return false;
        }
    }
}
