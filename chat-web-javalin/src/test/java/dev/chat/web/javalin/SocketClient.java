package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A WebSocket client that keeps what it gets until a test asks for it. Every frame is held against the AsyncAPI
 * document.
 */
final class SocketClient implements WebSocket.Listener, AutoCloseable {
    private static final String CLOSED = "closed";

    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;

    private SocketClient() {}

    /** Opens a socket and awaits the welcome. */
    static SocketClient open(Api api) {
        SocketClient client = connect(api, "/socket");
        client.await("welcome");
        return client;
    }

    /** Opens a socket that offers its token as browsers do. */
    static SocketClient connect(Api api, String path) {
        return connect(api.root + "/api/v1" + path, "chat.v1", "bearer." + api.token);
    }

    /** Opens a socket with the token in the header, and no subprotocol. */
    static SocketClient withHeader(Api api, String path) {
        SocketClient client = new SocketClient();
        client.socket = Api.HTTP
                .newWebSocketBuilder()
                .header(api.header, api.credentials)
                .buildAsync(webSocket(api.root + "/api/v1" + path), client)
                .join();
        return client;
    }

    /** Opens a socket as a page of this origin does in a browser. */
    static SocketClient fromOrigin(Api api, String origin) {
        SocketClient client = new SocketClient();
        WebSocket.Builder builder = Api.HTTP.newWebSocketBuilder().header("Origin", origin);
        if (!api.header.isEmpty()) {
            builder.header(api.header, api.credentials);
        }
        client.socket = builder.buildAsync(webSocket(api.root + "/api/v1/socket"), client)
                .join();
        return client;
    }

    static SocketClient connect(String address, String subprotocol, String... others) {
        SocketClient client = new SocketClient();
        client.socket = Api.HTTP
                .newWebSocketBuilder()
                .subprotocols(subprotocol, others)
                .buildAsync(webSocket(address), client)
                .join();
        return client;
    }

    private static URI webSocket(String address) {
        return URI.create(address.replaceFirst("^http", "ws"));
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    void send(JsonNode frame) {
        sendText(frame.toString());
    }

    void sendText(String text) {
        socket.sendText(text, true).join();
    }

    /** Sends as much as the server takes before it closes. */
    void beginText(String text) {
        socket.sendText(text, true).exceptionally(cutOff -> socket).join();
    }

    void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    static ObjectNode command(String type, String id, String room) {
        ObjectNode frame = Api.object("type", type);
        frame.put("id", id);
        if (!room.isEmpty()) {
            frame.put("room", room);
        }
        return frame;
    }

    /** Subscribes and awaits that. */
    JsonNode subscribe(String room, long after) {
        send(command("subscribe", "subscribe-" + room, room).put("after", after));
        return await("subscribed");
    }

    /** The next frame, which has to be of this type; those of the directory may come at any time. */
    JsonNode await(String type) {
        JsonNode frame = next();
        while (frame.get("type").textValue().equals("directory")) {
            frame = next();
        }
        assertThat(frame.get("type").textValue()).as(frame.toString()).isEqualTo(type);
        return frame;
    }

    /** The next frame of this type; others are skipped. */
    JsonNode awaitNext(String type) {
        JsonNode frame = next();
        while (!frame.get("type").textValue().equals(type)) {
            assertThat(frame.get("type").textValue()).as(frame.toString()).isNotEqualTo(CLOSED);
            frame = next();
        }
        return frame;
    }

    /** The directory's word of a room in its state from this version on; others are skipped. */
    JsonNode awaitDirectory(String room, long version) {
        JsonNode told = awaitNext("directory").get("room");
        while (!told.get("id").textValue().equals(room) || told.get("version").longValue() < version) {
            told = awaitNext("directory").get("room");
        }
        return told;
    }

    /** Awaits the end of the socket, whatever comes before it, and tells the close code. */
    int awaitClose() {
        JsonNode frame = next();
        while (!frame.get("type").textValue().equals(CLOSED)) {
            frame = next();
        }
        return frame.get("code").intValue();
    }

    JsonNode next() {
        try {
            JsonNode frame = frames.poll(Api.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(frame).as("a frame in time").isNotNull();
            if (!frame.get("type").textValue().equals(CLOSED)) {
                Documentation.checkFrame("server", frame);
            }
            return frame;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(Api.parse(partial.toString()));
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        frames.add(Api.object("type", CLOSED).put("code", code).put("reason", reason));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        frames.add(Api.object("type", CLOSED).put("code", 1006).put("reason", String.valueOf(error)));
    }

    @Override
    public void close() {
        socket.abort();
    }
}
