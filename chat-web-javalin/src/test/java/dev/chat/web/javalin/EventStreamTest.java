package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.delivery.Delivery;
import dev.chat.core.delivery.Subscription;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.room.Position;
import dev.chat.core.room.Room;
import dev.chat.core.user.User;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stream of events whose reader does not keep up. */
class EventStreamTest {
    private final Chat chat = Chat.on(new InMemoryPersistence()).build();

    @AfterEach
    void close() {
        chat.close();
    }

    @Test
    void streamThatIsGivenUpEndsEvenIfNobodyCanBeInterrupted() throws Exception {
        User ada = chat.users().create("Ada");
        Room room = chat.rooms().create(ada.id(), "Engines");
        EventStream stream = new EventStream(
                new Caller(ada, null),
                room.head(),
                chat.history().epoch(),
                new BatchEncoder(),
                new OutgoingQueue(10),
                Duration.ofHours(1));
        List<Delivery> deliveries = new ArrayList<>();
        try (Subscription early =
                chat.hub().subscribeDirectly(ada.id(), room.id(), Position.START, null, deliveries::add)) {
            assertThat(early.room()).isEqualTo(room.id());
        }
        Subscription subscription = chat.hub().subscribeDirectly(ada.id(), room.id(), room.head(), null, stream);
        Stubborn reader = new Stubborn();
        Thread writer = Thread.ofVirtual().start(() -> stream.write(reader, subscription));
        reader.reached.await();
        stream.deliver(deliveries.getLast());
        reader.goOn.countDown();
        assertThat(writer.join(Api.PATIENCE)).as("the stream has ended").isTrue();
    }

    /** A reader who takes nothing until it is let, and swallows interrupts. */
    private static final class Stubborn extends OutputStream {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public void write(int next) {}

        @Override
        public void flush() {
            reached.countDown();
            boolean waiting = true;
            while (waiting) {
                try {
                    goOn.await();
                    waiting = Thread.interrupted();
                } catch (InterruptedException swallowed) {
                    waiting = true;
                }
            }
        }
    }
}
