package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
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

    private final ChatServer server = new ChatServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void documentsAreServedAsTheyAre() throws Exception {
        HttpResponse<String> openApi = get("/openapi.json");
        assertThat(Api.parse(openApi.body())).isEqualTo(Documentation.OPEN_API);
        assertThat(openApi.headers().firstValue("Content-Type")).hasValue("application/json;charset=utf-8");
        assertThat(Api.parse(get("/asyncapi.json").body())).isEqualTo(Documentation.ASYNC_API);
        assertThat(Documentation.OPEN_API.at("/servers/0/url").textValue()).isEqualTo(".");
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
                .at("/components/schemas/ErrorCode/enum")
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
        TreeSet<String> known = new TreeSet<>(java.util.List.of("1002", "1007", "1009"));
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
