package dev.chat.web.javalin;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request, up to a limit, whether its length was announced or not. */
final class Body {
    /** How much of a body that is too large is still read: a client that is busy sending would not see the answer. */
    private static final int MAX_DRAINED = 4 * 1024 * 1024;

    private Body() {}

    static byte[] read(Context context) throws Refusal {
        if (!isJson(context.contentType())) {
            throw new Refusal(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE, "The body has to be application/json, encoded as UTF-8.");
        }
        try (InputStream stream = context.req().getInputStream()) {
            byte[] bytes = stream.readNBytes(Json.MAX_BYTES + 1);
            if (bytes.length > Json.MAX_BYTES) {
                drain(stream);
                throw new Refusal(
                        ProblemCode.BODY_TOO_LARGE, "A body can have at most %,d bytes.".formatted(Json.MAX_BYTES));
            }
            return bytes;
        } catch (IOException broken) {
            throw new Refusal(ProblemCode.INVALID_REQUEST, "The body broke off.");
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        for (int index = 1; index < parts.length; index++) {
            String parameter = parts[index].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return parts[0].strip().equals("application/json");
    }

    private static void drain(InputStream stream) throws IOException {
        byte[] dropped = new byte[8192];
        int left = MAX_DRAINED;
        int count = 0;
        while (left > 0 && count >= 0) {
            count = stream.read(dropped);
            left -= count;
        }
    }
}
