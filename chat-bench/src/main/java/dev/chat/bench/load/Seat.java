package dev.chat.bench.load;

import dev.chat.bench.contest.BenchException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;

/** One member of a room, and its connection: what comes there is taken down, answered, or told to the generator. */
final class Seat implements FrameWalk.Listener {
    static final int DEAF = -1;

    private final Generator generator;
    private final Dialect dialect;
    private final Room room;
    private final int person;
    private final int member;
    private final Connection connection;

    /**
     * Begins to connect.
     *
     * @param person who it is
     * @param member its place among those who are told everything; {@link #DEAF} for whoever reads nothing once it is
     *     ready
     */
    Seat(Generator generator, Selector selector, Room room, int person, int member) throws IOException {
        this.generator = generator;
        this.dialect = generator.dialect();
        this.room = room;
        this.person = person;
        this.member = member;
        connection = new Connection(
                selector,
                generator.address(),
                new FrameWalk(generator.textBytes(), this),
                request(),
                () -> act(dialect.opened(room.number(), room.said())));
    }

    Connection connection() {
        return connection;
    }

    @Override
    public boolean isDelivery(ByteBuffer bytes, int at, int length) {
        return dialect.isDelivery(bytes, at, length);
    }

    @Override
    public void onStamp(int sender, int sequence) throws BenchException, IOException {
        if (member != DEAF) {
            generator.onReceipt(room, member, sender, sequence);
        }
    }

    @Override
    public void onFrame(String text) throws BenchException, IOException {
        act(dialect.hear(room.number(), text));
    }

    @Override
    public void onPing(byte[] payload) throws IOException {
        connection.pong(payload);
    }

    private byte[] request() {
        return """
                GET %s HTTP/1.1\r
                Host: 127.0.0.1:%d\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                %s\r
                """.formatted(dialect.path(room.number()), generator.address().getPort(), dialect.headers(person))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void act(Heard heard) throws BenchException, IOException {
        switch (heard) {
            case Heard.Ready ready -> beReady();
            case Heard.Say say -> {
                connection.send(say.frame());
                if (say.isReady()) {
                    beReady();
                }
            }
            case Heard.Acknowledged acknowledged -> generator.onAcknowledged(room, member, acknowledged.sequence());
            case Heard.Refused refused -> throw new BenchException("The server refuses: " + refused.why());
            case Heard.Nothing nothing -> {}
        }
    }

    private void beReady() {
        generator.onReady();
        if (member == DEAF) {
            connection.goDeaf();
        }
    }
}
