package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The descriptions of the protocol agree with each other and with the code. */
class DocumentsTest {
    private static final Pattern ROW = Pattern.compile("^\\| (`[a-z_`, ]+`) \\| (\\d{3}) \\|", Pattern.MULTILINE);
    private static final Pattern CLOSE = Pattern.compile("^\\| (\\d{4}) \\|", Pattern.MULTILINE);
    private static final Pattern FRAME = Pattern.compile("\"type\":\"([a-z]+)\"|\"type\": \"([a-z]+)\"");

    private static final Set<String> REQUESTS = Set.of("NewName", "NewRole", "NewText", "OutgoingMessage");

    private final ChatServer server = new ChatServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void documentsAreServedAsTheyAre() throws Exception {
        HttpResponse<String> openApi = get("/openapi.json");
        assertThat(withoutServers(Api.parse(openApi.body()))).isEqualTo(withoutServers(Documentation.OPEN_API));
        assertThat(openApi.headers().firstValue("Content-Type")).hasValue("application/json;charset=utf-8");
        assertThat(Api.parse(get("/asyncapi.json").body())).isEqualTo(Documentation.ASYNC_API);
    }

    @Test
    void documentNamesTheAddressThatItWasAskedAt() throws Exception {
        assertThat(addresses(server, "localhost", "")).containsExactly(server.origin());
        assertThat(addresses(server, "127.0.0.1", "")).containsExactly("http://127.0.0.1:" + server.port());
        try (ChatServer mounted = new ChatServer(config -> config.path = "/chat")) {
            assertThat(addresses(mounted, "localhost", "/chat")).containsExactly(mounted.origin() + "/chat");
        }
    }

    /** Whether real generators do is tested with them, by {@code chat-clients-test}. */
    @Test
    void schemasAreThoseThatGeneratorsUnderstand() {
        for (JsonNode document : List.of(Documentation.OPEN_API, Documentation.ASYNC_API)) {
            document.at("/components/schemas")
                    .properties()
                    .forEach(schema -> understandable(schema.getKey(), schema.getValue()));
        }
    }

    @Test
    void pageNeedsNothingFromElsewhere() throws Exception {
        HttpResponse<String> page = get("/docs");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self';");
        assertThat(page.body()).doesNotContain("http://", "https://");
        Matcher files = Pattern.compile("(?:src|href)=\"(docs/[^\"]+)\"").matcher(page.body());
        int count = 0;
        while (files.find()) {
            assertThat(get("/" + files.group(1)).statusCode())
                    .as(files.group(1))
                    .isEqualTo(200);
            count++;
        }
        assertThat(count).isEqualTo(3);
        HttpResponse<String> slashed = get("/docs/");
        assertThat(slashed.statusCode()).isEqualTo(308);
        assertThat(slashed.headers().firstValue("Location")).hasValue("../docs");
    }

    @Test
    void errorCodesAgreeEverywhere() throws Exception {
        Map<String, Integer> documented = new TreeMap<>();
        Matcher rows = ROW.matcher(protocol());
        while (rows.find()) {
            for (String code : rows.group(1).replace("`", "").split(", ", -1)) {
                documented.put(code, Integer.valueOf(rows.group(2)));
            }
        }
        Map<String, Integer> known = new TreeMap<>();
        Arrays.stream(ProblemCode.values()).forEach(code -> known.put(code.code(), code.status()));
        assertThat(documented).isEqualTo(known);
        TreeSet<String> described = new TreeSet<>();
        Documentation.OPEN_API
                .at("/components/schemas/ErrorCode/x-extensible-enum")
                .forEach(code -> described.add(code.textValue()));
        assertThat(described).isEqualTo(known.keySet());
    }

    @Test
    void closeCodesAgree() throws Exception {
        TreeSet<String> documented = new TreeSet<>();
        Matcher rows = CLOSE.matcher(protocol());
        while (rows.find()) {
            documented.add(rows.group(1));
        }
        TreeSet<String> known = new TreeSet<>(List.of("1002", "1007", "1009"));
        Arrays.stream(CloseCode.values()).forEach(code -> known.add(String.valueOf(code.code())));
        assertThat(documented).isEqualTo(known);
    }

    @Test
    void framesOfTheProtocolAreThoseOfTheDocument() throws Exception {
        String protocol = protocol();
        String webSocket = protocol.substring(protocol.indexOf("## WebSocket"), protocol.indexOf("### One room"));
        TreeSet<String> documented = new TreeSet<>();
        Matcher frames = FRAME.matcher(webSocket);
        while (frames.find()) {
            documented.add(frames.group(1) == null ? frames.group(2) : frames.group(1));
        }
        TreeSet<String> described = new TreeSet<>();
        JsonNode schemas = Documentation.ASYNC_API.at("/components/schemas");
        schemas.fieldNames().forEachRemaining(name -> described.add(name.substring(name.indexOf('.') + 1)));
        assertThat(documented).isEqualTo(described);
    }

    private static void understandable(String name, JsonNode schema) {
        for (String keyword : List.of("oneOf", "anyOf", "allOf", "not", "enum", "if")) {
            assertThat(schema.has(keyword)).as("%s of %s", keyword, name).isFalse();
        }
        if (schema.path("type").asText().equals("integer")) {
            assertThat(schema.path("format").asText()).as(name).isIn("int32", "int64");
        }
        assertThat(schema.has("pattern") && schema.has("format")).as(name).isFalse();
        if (schema.has("properties") && !REQUESTS.contains(name) && !name.startsWith("client.")) {
            assertThat(schema.path("additionalProperties").asBoolean()).as(name).isTrue();
        }
        schema.path("properties")
                .properties()
                .forEach(property -> understandable(name + "." + property.getKey(), property.getValue()));
        if (schema.has("items")) {
            understandable(name + "[]", schema.get("items"));
        }
    }

    private static JsonNode withoutServers(JsonNode document) {
        ObjectNode copy = document.deepCopy();
        copy.remove("servers");
        return copy;
    }

    private static List<String> addresses(ChatServer server, String host, String path)
            throws IOException, InterruptedException {
        URI address = URI.create("http://" + host + ":" + server.port() + path + "/openapi.json");
        JsonNode document = Api.parse(Api.HTTP
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body());
        return document.get("servers").findValuesAsText("url");
    }

    private static String protocol() throws IOException {
        try (InputStream stream = DocumentsTest.class.getResourceAsStream("/docs/protocol.md")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return Api.HTTP.send(
                HttpRequest.newBuilder(URI.create(server.origin() + path)).build(), BodyHandlers.ofString());
    }
}
