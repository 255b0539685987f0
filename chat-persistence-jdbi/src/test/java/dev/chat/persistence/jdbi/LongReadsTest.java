package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.room.Change;
import dev.chat.core.room.Position;
import dev.chat.core.room.Room;
import dev.chat.core.user.User;
import dev.chat.testkit.Concurrently;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * H2 writes over space at once that no version needs any more which a statement or a snapshot still reads. So long
 * reads beside fast writers go on to find what they began with.
 */
class LongReadsTest {
    private static final int MESSAGES = 500;
    private static final int WRITES = 100;
    private static final int WRITERS = 2;

    @Test
    void longReadsFindWhatTheyBeganWithWhileOthersWriteOverFreedSpace(@TempDir Path folder) throws Exception {
        StoreSettings settings = StoreSettings.DEFAULTS.withDurability(Durability.PROCESS_DEATH);
        JdbiPersistence persistence = JdbiPersistence.h2(folder, settings);
        try (Chat chat = Chat.on(persistence).build()) {
            JdbiUnitOfWork unitOfWork = (JdbiUnitOfWork) persistence.unitOfWork();
            // So little that reads have to go to the file.
            unitOfWork.write(() -> unitOfWork.execute("set cache_size 128"));
            User user = chat.users().create("Ada");
            Room room = chat.rooms().create(user.id(), "Engines");
            persistence.unitOfWork().write(() -> {
                for (int number = 0; number < MESSAGES; number++) {
                    chat.messages().send(user.id(), room.id(), "m" + number, number + " " + "text ".repeat(100));
                }
                return true;
            });
            AtomicInteger writing = new AtomicInteger(WRITERS);
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                calls.add(() -> edit(chat, user, room, writing));
            }
            calls.add(() -> readOneMomentAgainAndAgain(unitOfWork, writing));
            calls.add(() -> catchUpAgainAndAgain(persistence, room, writing));

            assertThat(Concurrently.call(calls)).containsOnly(true);
        }
    }

    private static boolean edit(Chat chat, User user, Room room, AtomicInteger writing) throws Exception {
        try {
            for (int number = 0; number < WRITES; number++) {
                Position position = new Position(3 + number * 7 % MESSAGES);
                chat.messages().edit(user.id(), room.id(), position, number + " " + "edit ".repeat(100));
            }
            return true;
        } finally {
            writing.decrementAndGet();
        }
    }

    /** Several statements of one snapshot, each over all of a table. */
    private static boolean readOneMomentAgainAndAgain(JdbiUnitOfWork unitOfWork, AtomicInteger writing) {
        int rounds = 0;
        while (writing.get() > 0 || rounds == 0) {
            Set<Long> sums = new HashSet<>();
            unitOfWork.read(() -> {
                for (int index = 0; index < 3; index++) {
                    sums.add(unitOfWork.get(handle -> handle.select(
                                    "select sum(length(text)) + sum(version) + count(*) from chat_messages")
                            .mapTo(Long.class)
                            .one()));
                }
                return true;
            });
            assertThat(sums).hasSize(1);
            rounds++;
        }
        return true;
    }

    private static boolean catchUpAgainAndAgain(JdbiPersistence persistence, Room room, AtomicInteger writing) {
        do {
            List<Change> changes = persistence.changeLog().since(room.id(), Position.START, MESSAGES * 2);
            assertThat(changes).hasSize(MESSAGES + 2);
        } while (writing.get() > 0);
        return true;
    }
}
