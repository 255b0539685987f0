package dev.chat.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.id.TimeOrderedIds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** What each kind of server says, and what it means. */
class DialectTest {
    private final Dialect chat = new ChatDialect(
            room -> "room-" + room, person -> "token-" + person, 5, new TimeOrderedIds(InstantSource.system()));
    private final Dialect plain = new PlainDialect();
    private final Dialect socketIo = new SocketIoDialect(true);

    @Test
    void ourOwnIsToldWhereToGoOnAndThenReady() {
        assertThat(chat.headers(7)).contains("chat.v1, bearer.token-7\r\n");
        assertThat(chat.opened(3, 2))
                .isEqualTo(
                        new Heard.Say("{\"type\":\"subscribe\",\"id\":\"0\",\"room\":\"room-3\",\"after\":7}", false));
        assertThat(chat.hear(3, "{\"type\":\"welcome\",\"user\":{}}")).isEqualTo(Heard.NOTHING);
        assertThat(chat.hear(3, "{\"type\":\"subscribed\",\"id\":\"0\"}")).isEqualTo(Heard.READY);
        assertThat(chat.hear(3, "{\"type\":\"reset\"}")).isInstanceOf(Heard.Refused.class);
    }

    @Test
    void acknowledgementsNameTheMessage() {
        assertThat(chat.hear(0, "{\"type\":\"sent\",\"id\":\"42\",\"message\":{\"id\":\"1\"}}"))
                .isEqualTo(new Heard.Acknowledged(42));
        assertThat(plain.hear(0, "{\"ack\":42}")).isEqualTo(new Heard.Acknowledged(42));
        assertThat(socketIo.hear(0, "4342[{\"position\":1}]")).isEqualTo(new Heard.Acknowledged(42));
    }

    @Test
    void whatDeliversIsKnownByItsBeginning() {
        assertThat(delivers(chat, "{\"type\":\"changes\",\"room\":")).isTrue();
        assertThat(delivers(chat, "{\"type\":\"closing\",\"code\":")).isFalse();
        assertThat(delivers(chat, "{\"type\":\"sent\",\"id\":")).isFalse();
        assertThat(delivers(plain, "{\"position\":1,\"text\":")).isTrue();
        assertThat(delivers(plain, "{\"ack\":1}")).isFalse();
        assertThat(delivers(socketIo, "42[\"message\",{")).isTrue();
        assertThat(delivers(socketIo, "431[{")).isFalse();
        assertThat(delivers(socketIo, "2")).isFalse();
    }

    @Test
    void socketIoIsGreetedJoinedAndKeptAlive() {
        assertThat(socketIo.opened(1, 0)).isEqualTo(Heard.NOTHING);
        assertThat(socketIo.hear(1, "0{\"sid\":\"x\"}")).isEqualTo(new Heard.Say("40", false));
        assertThat(socketIo.hear(1, "40{\"sid\":\"y\"}")).isEqualTo(new Heard.Say("42[\"join\",\"1\"]", true));
        assertThat(socketIo.hear(1, "2")).isEqualTo(new Heard.Say("3", false));
        assertThat(socketIo.send(1, 42, "hi")).isEqualTo("4242[\"message\",{\"text\":\"hi\"}]");
    }

    private static boolean delivers(Dialect dialect, String frame) {
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        return dialect.isDelivery(ByteBuffer.wrap(bytes), 0, bytes.length);
    }
}
