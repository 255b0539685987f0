package dev.chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.memory.InMemoryPersistence;
import io.javalin.Javalin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebServerTest {
    private final Chat chat = Chat.on(new InMemoryPersistence()).build();
    private final Health health = new Health(chat);
    private Javalin server;

    @BeforeEach
    void start() throws Exception {
        Listening listening = Listening.on("127.0.0.1", 0);
        server = WebServer.create(chat, health, listening, "/").start();
    }

    @AfterEach
    void stop() {
        server.stop();
        health.close();
        chat.close();
    }

    @Test
    void offerToCompressFramesIsNotTaken() throws Exception {
        List<String> answer = upgrade("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n");

        assertThat(answer.getFirst()).contains("101");
        assertThat(answer).noneMatch(line -> line.startsWith("Sec-WebSocket-Extensions"));
    }

    /** Upgrades a connection as a browser does, and tells the header of the answer. */
    private List<String> upgrade(String offer) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String request = """
                    GET /api/v1/socket HTTP/1.1\r
                    Host: localhost\r
                    Connection: Upgrade\r
                    Upgrade: websocket\r
                    Sec-WebSocket-Version: 13\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    """;
            socket.getOutputStream().write((request + offer + "\r\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return answer.lines().takeWhile(line -> !line.isEmpty()).toList();
        }
    }
}
