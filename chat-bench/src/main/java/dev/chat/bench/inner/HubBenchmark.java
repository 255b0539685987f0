package dev.chat.bench.inner;

import dev.chat.bench.seed.Seed;
import dev.chat.core.Chat;
import dev.chat.core.delivery.LocalBroadcaster;
import dev.chat.core.error.RejectedException;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.room.Change;
import dev.chat.core.room.Position;
import dev.chat.core.room.Room;
import dev.chat.core.room.RoomId;
import dev.chat.core.user.User;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to hand a message out to those who listen to a room, beside what they do with it. */
@State(Scope.Benchmark)
public class HubBenchmark {
    private final LocalBroadcaster broadcaster = new LocalBroadcaster();
    private final Chat chat = Chat.on(new InMemoryPersistence())
            .broadcaster(broadcaster)
            .dispatcher(Runnable::run)
            .heartbeat(Duration.ZERO)
            .build();
    private RoomId room = Seed.roomId(0);
    private long position;
    private long delivered;

    /** How many listen. */
    @Param({"10", "1000"})
    public int subscribers;

    /** For JMH. */
    public HubBenchmark() {}

    /**
     * Makes a room, and lets them come.
     *
     * @throws RejectedException never: nobody else is there
     */
    @Setup
    public void subscribe() throws RejectedException {
        User owner = chat.users().create("Ada");
        Room created = chat.rooms().create(owner.id(), "Engines");
        room = created.id();
        position = created.head().value();
        for (int subscriber = 0; subscriber < subscribers; subscriber++) {
            chat.hub().subscribeDirectly(owner.id(), room, new Position(position), null, delivery -> delivered++);
        }
    }

    /** One message to all of them. */
    @Benchmark
    public long publish() {
        position++;
        broadcaster.publish(new Change.MessageChanged(Sample.message(room, position)));
        return delivered;
    }
}
