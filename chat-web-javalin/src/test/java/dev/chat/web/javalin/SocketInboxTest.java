package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What RFC 6455 lets a client send around its texts. */
class SocketInboxTest {
    private final ChatServer server = new ChatServer();
    private RawSocket socket;

    @BeforeEach
    void open() throws IOException {
        socket = new RawSocket(server, server.signUp("Ada").token);
        assertThat(socket.next().text()).contains("welcome");
    }

    @AfterEach
    void stop() throws IOException {
        socket.close();
        server.close();
    }

    @Test
    void textInPartsIsOneEvenIfACharacterIsCut() throws IOException {
        byte[] text = utf8("{\"type\":\"ping\",\"id\":\"Zoë\"}");
        int insideTheCharacter = text.length - 3;
        socket.sendBeginning(Arrays.copyOf(text, insideTheCharacter));
        socket.sendMore(new byte[0]);
        socket.sendEnd(Arrays.copyOfRange(text, insideTheCharacter, text.length));
        assertThat(socket.next().text()).contains("\"pong\"").contains("Zoë");
    }

    @Test
    void pingIsAnsweredWithWhatItHoldsAlsoBetweenParts() throws IOException {
        socket.sendBeginning(utf8("{\"type\":"));
        socket.send(RawSocket.PING, utf8("are you there?"));
        socket.sendEnd(utf8("\"ping\"}"));
        assertThat(socket.next()).isEqualTo(new RawSocket.Frame(RawSocket.PONG, "are you there?", 0));
        assertThat(socket.next().text()).contains("\"pong\"");
    }

    @Test
    void pongThatNobodyAskedForIsNothing() throws IOException {
        socket.send(RawSocket.PONG, utf8("here"));
        assertServes();
    }

    @Test
    void emptyTextIsRefusedAsAnyOther() throws IOException {
        socket.send(RawSocket.TEXT, new byte[0]);
        assertThat(socket.next().text()).contains("malformed_json");
        assertServes();
    }

    @Test
    void partsAreTooLongTogether() throws IOException {
        byte[] half = new byte[Json.MAX_BYTES / 2 + 1];
        Arrays.fill(half, (byte) ' ');
        socket.sendBeginning(half);
        socket.sendEnd(half);
        assertThat(socket.awaitClose()).isEqualTo(1009);
    }

    @Test
    void characterThatIsNeverWholeIsClosed() throws IOException {
        socket.sendBeginning(new byte[] {'"', (byte) 0xC3});
        socket.sendEnd(new byte[0]);
        assertThat(socket.awaitClose()).isEqualTo(1007);
    }

    private void assertServes() throws IOException {
        socket.sendText("{\"type\":\"ping\"}");
        assertThat(socket.next().text()).contains("\"pong\"");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
