package dev.chat.web.javalin;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** Where a list goes on: opaque to clients, so that what it is made of may change. */
final class Cursor {
    private static final int MAX_CHARACTERS = 1024;

    private Cursor() {}

    static String of(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    static String read(String cursor) throws Refusal {
        try {
            if (cursor.length() <= MAX_CHARACTERS) {
                byte[] place = Base64.getUrlDecoder().decode(cursor);
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(place))
                        .toString();
                if (text.chars().noneMatch(Character::isISOControl)) {
                    return text;
                }
            }
        } catch (IllegalArgumentException | CharacterCodingException other) {
            // Refused below, with all else that this server never issued.
        }
        throw Call.invalid("`after` has to be what an earlier page gave as `next`.");
    }

    /**
     * Writes a page of a list, out of one thing more than the page may hold: that one only tells whether there are
     * more.
     *
     * @param place names the place of a thing in the list
     */
    static <T> Json.Writing page(
            String name, List<T> found, int limit, Function<T, String> place, Things.Each<T> each) {
        return json -> {
            List<T> page = found.subList(0, Math.min(limit, found.size()));
            json.writeStartObject();
            Things.list(json, name, page, each);
            if (found.size() > limit) {
                writeNext(json, place.apply(page.getLast()));
            }
            json.writeEndObject();
        };
    }

    private static void writeNext(JsonGenerator json, String place) throws IOException {
        json.writeStringField("next", of(place));
    }
}
