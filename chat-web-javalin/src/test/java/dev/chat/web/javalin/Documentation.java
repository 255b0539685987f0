package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The OpenAPI and AsyncAPI documents, to hold against what the server really says. They leave room for servers to come;
 * this server is held against more than they say: here a field, a role or a code that is not described is an error.
 */
final class Documentation {
    static final JsonNode OPEN_API = read("openapi.json");
    static final JsonNode ASYNC_API = read("asyncapi.json");

    private static final String ORIGIN = "https://chat.test/";
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(
                    ORIGIN + "openapi.json", StrictSchemas.of(OPEN_API).toString(),
                    ORIGIN + "asyncapi.json", StrictSchemas.of(ASYNC_API).toString()))));

    private Documentation() {}

    /** Every operation and status that is documented, such as {@code GET /api/v1/users 200}. */
    static Set<String> answers() {
        Set<String> answers = new TreeSet<>();
        OPEN_API.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operation
                                .getValue()
                                .get("responses")
                                .fieldNames()
                                .forEachRemaining(
                                        status -> answers.add(operation.getKey().toUpperCase(Locale.ROOT) + " "
                                                + path.getKey() + " " + status))));
        return answers;
    }

    /**
     * Checks an answer, and tells which documented one it is; empty if it is about an address or method that is not
     * documented.
     */
    static String check(String method, String path, int status, String type, String body) {
        String template = template(method, path);
        if (template.isEmpty()) {
            assertThat(status).as("%s %s is not documented", method, path).isIn(204, 404, 405, 426);
            assertThat(status == 204 || type.startsWith("application/problem+json"))
                    .as(type)
                    .isTrue();
            return "";
        }
        String name = method + " " + template + " " + status;
        JsonNode responses = operation(template, method).get("responses");
        assertThat(responses.has(String.valueOf(status)))
                .as("%s is not documented: %s", name, body)
                .isTrue();
        checkBody(name, resolve(responses.get(String.valueOf(status))), type, body);
        return name;
    }

    /** Checks a thing against a schema of the OpenAPI document. */
    static void checkThing(String schema, JsonNode thing) {
        validate(ORIGIN + "openapi.json#/components/schemas/" + schema, thing);
    }

    /** Checks a frame of the {@code server} or the {@code client}. */
    static void checkFrame(String side, JsonNode frame) {
        validate(
                ORIGIN + "asyncapi.json#/components/schemas/" + side + "."
                        + frame.get("type").textValue(),
                frame);
    }

    private static void checkBody(String name, JsonNode response, String type, String body) {
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            assertThat(body).as(name).isEmpty();
            return;
        }
        String media = content.fieldNames().next();
        assertThat(type).as(name).startsWith(media);
        if (!media.equals("text/event-stream")) {
            String schema = content.get(media).get("schema").get("$ref").textValue();
            validate(ORIGIN + "openapi.json" + schema, Api.parse(body));
        }
    }

    private static void validate(String location, JsonNode value) {
        JsonSchema schema = SCHEMAS.getSchema(SchemaLocation.of(location), CONFIG);
        assertThat(schema.validate(value)).as("%s against %s", value, location).isEmpty();
    }

    private static JsonNode operation(String template, String method) {
        return OPEN_API.get("paths").get(template).path(method.toLowerCase(Locale.ROOT));
    }

    private static String template(String method, String path) {
        String found = "";
        for (var documented : OPEN_API.get("paths").properties()) {
            boolean matches = path.matches(documented.getKey().replaceAll("\\{[a-z]+}", "[^/]+"));
            boolean known = documented.getValue().has(method.toLowerCase(Locale.ROOT));
            if (matches && known && (found.isEmpty() || !documented.getKey().endsWith("}"))) {
                found = documented.getKey();
            }
        }
        return found;
    }

    private static JsonNode resolve(JsonNode response) {
        JsonNode ref = response.path("$ref");
        return ref.isMissingNode() ? response : OPEN_API.at(ref.textValue().substring(1));
    }

    private static JsonNode read(String name) {
        try (InputStream stream = Documentation.class.getResourceAsStream(name)) {
            return Api.JSON.readTree(stream);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
