package dev.chat.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Hands requests on to a server, and its answers back, rewriting what is JSON. */
final class Proxy implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PASSED_ON = List.of("Authorization", "Content-Type", "Accept", "Last-Event-ID");

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<String> requests = new ConcurrentSkipListSet<>();
    private final HttpServer server;
    private final int target;
    private final UnaryOperator<JsonNode> rewriting;

    Proxy(int target, UnaryOperator<JsonNode> rewriting) throws IOException {
        this.target = target;
        this.rewriting = rewriting;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** What was asked, such as {@code GET /api/v1/users}. */
    Set<String> requests() {
        return requests;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            HttpResponse<InputStream> response = client.send(request(exchange), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                answer(exchange, response, body);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + target + exchange.getRequestURI()));
        byte[] body = exchange.getRequestBody().readAllBytes();
        request.method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        for (String name : PASSED_ON) {
            exchange.getRequestHeaders().getOrDefault(name, List.of()).forEach(value -> request.header(name, value));
        }
        return request.build();
    }

    private void answer(HttpExchange exchange, HttpResponse<InputStream> response, InputStream body)
            throws IOException {
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (!type.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", type);
        }
        if (type.contains("json")) {
            byte[] rewritten = JSON.writeValueAsBytes(rewriting.apply(JSON.readTree(body)));
            exchange.sendResponseHeaders(response.statusCode(), rewritten.length);
            exchange.getResponseBody().write(rewritten);
        } else if (type.startsWith("text/event-stream")) {
            exchange.sendResponseHeaders(response.statusCode(), 0);
            stream(body, exchange);
        } else {
            exchange.sendResponseHeaders(response.statusCode(), -1);
        }
    }

    private static void stream(InputStream body, HttpExchange exchange) throws IOException {
        byte[] part = new byte[4096];
        for (int count = body.read(part); count >= 0; count = body.read(part)) {
            exchange.getResponseBody().write(part, 0, count);
            exchange.getResponseBody().flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}
