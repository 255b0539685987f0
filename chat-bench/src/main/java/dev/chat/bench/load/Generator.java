package dev.chat.bench.load;

import dev.chat.bench.contest.BenchException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Connects many members, lets them talk, and counts what each is told. One thread does it all, the one that calls, and
 * it allocates nothing for a delivery: so it takes little of the machine that it shares with what it measures.
 */
public final class Generator implements AutoCloseable {
    /** Who comes with more at once measures how servers refuse haste. */
    private static final int CONNECTING_AT_ONCE = 200;

    private static final int BUFFER = 1 << 18;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final InetSocketAddress address;
    private final Dialect dialect;
    private final int textBytes;
    private final Tally tally = new Tally();
    private final Selector selector;
    private final ByteBuffer shared = ByteBuffer.allocateDirect(BUFFER);
    private final List<Room> rooms = new ArrayList<>();
    private final List<List<Seat>> seats = new ArrayList<>();
    private Talk talk = Talk.SILENCE;
    private int connecting;
    private long now;
    private @Nullable Exception failure;

    /**
     * Creates one that has no connections yet.
     *
     * @param port of this machine
     * @param textBytes how long the text of each message is
     */
    public Generator(int port, Dialect dialect, int textBytes) throws IOException {
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.dialect = dialect;
        this.textBytes = textBytes;
        selector = Selector.open();
    }

    /** {@return what is counted} */
    public Tally tally() {
        return tally;
    }

    /** {@return how many messages somebody lacks who is connected} */
    public int onTheirWay() {
        return rooms.stream().mapToInt(Room::onTheirWay).sum();
    }

    /**
     * Connects all members of rooms, and waits until each is told of its room.
     *
     * @param more whose numbers go on from those that are there already, from 0 on
     */
    public void connect(List<Room> more) throws BenchException, IOException {
        for (Room room : more) {
            rooms.add(room);
            List<Seat> all = new ArrayList<>();
            for (int member = 0; member < room.members(); member++) {
                all.add(seat(room, room.person(member), member));
            }
            seats.add(all);
        }
        await(() -> connecting == 0, "Not everybody could connect");
    }

    /** Lets nobody talk for a while, though people may be told of what was said before. */
    public void pause(Duration howLong) throws BenchException, IOException {
        let(Talk.SILENCE, howLong);
    }

    /** Connects more people to a room that is there already, who read nothing once they are told of it. */
    public void connectDeaf(Room room, int[] people) throws BenchException, IOException {
        for (int person : people) {
            seat(room, person, Seat.DEAF);
        }
        await(() -> connecting == 0, "Not everybody could connect");
    }

    /** Lets members talk for a while. They may be told of what they said after this returns. */
    public void let(Talk who, Duration howLong) throws BenchException, IOException {
        long end = System.nanoTime() + howLong.toNanos();
        talk = who;
        while (end - System.nanoTime() > 0) {
            turn(end);
        }
    }

    /**
     * Lets nobody talk, and waits until everybody was told everything.
     *
     * @throws BenchException if that is not so after a minute
     */
    public void settle() throws BenchException, IOException {
        talk = Talk.SILENCE;
        await(() -> onTheirWay() == 0, "Not everything has come");
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    InetSocketAddress address() {
        return address;
    }

    Dialect dialect() {
        return dialect;
    }

    int textBytes() {
        return textBytes;
    }

    void onReady() {
        connecting--;
    }

    void onReceipt(Room room, int member, int sender, int sequence) throws BenchException, IOException {
        if (room.receive(member, sender, sequence, now, tally)) {
            talk.onDone(this::send, room);
        }
    }

    void onAcknowledged(Room room, int member, int sequence) throws BenchException, IOException {
        room.acknowledge(member, sequence, now, tally);
        talk.onAcknowledged(this::send, room, member);
    }

    private void send(Room room, int sender, long at) throws BenchException, IOException {
        int sequence = room.send(sender, at);
        String text = Stamp.text(sender, sequence, textBytes);
        seats.get(room.number()).get(sender).connection().send(dialect.send(room.number(), sequence, text));
    }

    private Seat seat(Room room, int person, int member) throws BenchException, IOException {
        await(() -> connecting < CONNECTING_AT_ONCE, "Nobody can connect any more");
        connecting++;
        return new Seat(this, selector, room, person, member);
    }

    private void await(BooleanSupplier condition, String otherwise) throws BenchException, IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (end - System.nanoTime() <= 0) {
                throw new BenchException(otherwise + " within " + PATIENCE.toSeconds() + " s: " + connecting
                        + " connections wait, " + onTheirWay() + " messages are on their way");
            }
            turn(end);
        }
    }

    /** Lets speak who wants to, and does what can be done, or waits for it, but not beyond a time. */
    private void turn(long end) throws BenchException, IOException {
        now = System.nanoTime();
        long wait = Math.min(talk.speak(this::send, now), end - now);
        long millis = TimeUnit.NANOSECONDS.toMillis(wait);
        if (millis > 0) {
            selector.select(this::proceed, millis);
        } else {
            selector.selectNow(this::proceed);
        }
        if (failure instanceof BenchException broken) {
            throw broken;
        }
        if (failure instanceof IOException lost) {
            throw lost;
        }
    }

    private void proceed(SelectionKey key) {
        try {
            now = System.nanoTime();
            ((Connection) key.attachment()).proceed(shared);
        } catch (BenchException | IOException broken) {
            key.cancel();
            failure = failure == null ? broken : failure;
        }
    }
}
