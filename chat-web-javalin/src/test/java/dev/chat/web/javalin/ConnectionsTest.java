package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.room.Room;
import dev.chat.core.user.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    @Test
    void nothingIsAnnouncedOnceAllIsStopped() throws Exception {
        try (Chat chat = Chat.on(new InMemoryPersistence()).build()) {
            User ada = chat.users().create("Ada");
            Room room = chat.rooms().create(ada.id(), "Engines");
            Lingering connection = new Lingering(new Caller(ada, null), new ArrayList<>());
            Connections connections = new Connections();
            connections.add(connection);
            connections.announce(room);
            assertThat(connection.frames).hasSize(1);
            connections.stop(Duration.ZERO);
            connections.announce(room);
            assertThat(connection.frames).hasSize(1);
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
