package dev.chat.web.javalin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON strictly: UTF-8 only, one value, no name twice in an object (I-JSON, RFC 7493), nested {@value #MAX_DEPTH}
 * deep at most. Writes it as UTF-8.
 */
final class Json {
    /** The most bytes that a body or a frame may have. */
    static final int MAX_BYTES = 262_144;

    static final int MAX_DEPTH = 32;

    private static final int MAX_NUMBER_CHARACTERS = 64;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            // Names come from strangers: they are not worth remembering.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_CHARACTERS)
                    .maxStringLength(MAX_BYTES)
                    .maxNameLength(MAX_BYTES)
                    .build())
            .build();
    private static final ObjectReader READER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private Json() {}

    /** Reads a body. */
    static Fields read(byte[] utf8) throws Refusal {
        try {
            return read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException invalid) {
            throw new Refusal(ProblemCode.MALFORMED_JSON, "This is not UTF-8.");
        }
    }

    /** Reads a frame. */
    static Fields read(String text) throws Refusal {
        JsonNode root;
        try {
            root = READER.readTree(text);
        } catch (JsonProcessingException malformed) {
            // The parser's own message quotes the input.
            throw new Refusal(
                    ProblemCode.MALFORMED_JSON,
                    "This is not JSON, holds a name twice, or is nested deeper than %d levels.".formatted(MAX_DEPTH));
        }
        if (root.isMissingNode()) {
            throw new Refusal(ProblemCode.MALFORMED_JSON, "There is no JSON.");
        }
        if (!root.isObject()) {
            throw new Refusal(ProblemCode.INVALID_REQUEST, "This has to be a JSON object.");
        }
        return new Fields(root);
    }

    static byte[] bytes(Writing writing) {
        // Grows by parts: an array that grows copies a large answer twice over.
        ByteArrayBuilder bytes = new ByteArrayBuilder(512);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            writing.to(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Something that can be written as JSON. */
    @FunctionalInterface
    interface Writing {
        void to(JsonGenerator json) throws IOException;
    }
}
