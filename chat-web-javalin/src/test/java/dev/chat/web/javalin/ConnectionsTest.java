package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.room.Room;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import dev.chat.testkit.Concurrently;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    @Test
    void nothingIsAnnouncedOnceAllIsStopped() throws Exception {
        try (Chat chat = Chat.on(new InMemoryPersistence()).build()) {
            User ada = chat.users().create("Ada");
            Room room = chat.rooms().create(ada.id(), "Engines");
            Lingering connection = new Lingering(new Caller(ada, null), new ArrayList<>());
            Connections connections = new Connections(2);
            connections.add(connection);
            connections.announce(room);
            assertThat(connection.frames).hasSize(1);
            connections.stop(Duration.ZERO);
            connections.announce(room);
            assertThat(connection.frames).hasSize(1);
        }
    }

    @Test
    void onlyOneOfThoseWhoComeAtOnceGetsTheLastPlaceOfAUser() throws Exception {
        UserId ada = new UserId(new UUID(0, 1));
        for (int round = 0; round < 100; round++) {
            Connections connections = new Connections(3);
            assertThat(connections.takePlace(ada)).isTrue();
            assertThat(connections.takePlace(ada)).isTrue();

            assertThat(Concurrently.call(List.of(
                            () -> connections.takePlace(ada),
                            () -> connections.takePlace(ada),
                            () -> connections.takePlace(ada))))
                    .containsExactlyInAnyOrder(true, false, false);
            assertThat(connections.takePlace(new UserId(new UUID(0, 2)))).isTrue();

            connections.leavePlace(ada);
            assertThat(connections.takePlace(ada)).isTrue();
            assertThat(connections.takePlace(ada)).isFalse();
        }
    }

    /** Something that stays open although it should end. */
    private record Lingering(Caller caller, List<byte[]> frames) implements Connections.Live {
        @Override
        public int waitingBytes() {
            return 0;
        }

        @Override
        public void end() {}

        @Override
        public void stop(Duration retryAfter) {}

        @Override
        public void announce(byte[] frame) {
            frames.add(frame);
        }
    }
}
