package dev.chat.core.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.Persistence;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.store.StoreException;
import dev.chat.core.user.UserId;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class RoomWriterTest {
    private final RoomId room = new RoomId(UUID.randomUUID());

    @Test
    void withoutAThreadToStoreWithASendMayBeTriedAgainAndNobodyElseIsHeldUp() throws Exception {
        RoomWriter writer = withoutThreads();
        Send send = new Send(room, new UserId(UUID.randomUUID()), ClientId.parse("first"), MessageText.parse("Hello"));

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> writer.send(send))
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            failure -> assertThat(failure.isRetrySafe()).isTrue());
        }
        assertThat(writer.write(room, () -> "written")).isEqualTo("written");
    }

    private static RoomWriter withoutThreads() {
        Persistence store = new InMemoryPersistence();
        RoomLog log = new RoomLog(store.unitOfWork(), store.rooms(), store.members(), store.changeLog(), change -> {});
        return new RoomWriter(
                store.unitOfWork(),
                new MessageAppender(store.messages(), store.members(), log, InstantSource.system()),
                task -> {
                    throw new RejectedExecutionException("No thread");
                });
    }
}
