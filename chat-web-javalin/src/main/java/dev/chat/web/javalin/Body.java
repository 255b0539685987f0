package dev.chat.web.javalin;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request, up to a limit of size and time, whether its length was announced or not. */
final class Body {
    /** How much of a body that is too large is still read: a client that is busy sending would not see the answer. */
    private static final int MAX_DRAINED = 4 * 1024 * 1024;

    /** How long a body may take, from its first byte to its last. */
    private static final Duration MAX_TIME = Duration.ofSeconds(30);

    private Body() {}

    static byte[] read(Context context) throws Refusal {
        if (!isJson(context.contentType())) {
            throw new Refusal(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE, "The body has to be application/json, encoded as UTF-8.");
        }
        if (isAnnouncedTooLarge(context)) {
            throw tooLarge();
        }
        try (InputStream stream = context.req().getInputStream()) {
            return read(stream, System::nanoTime);
        } catch (IOException broken) {
            throw new Refusal(ProblemCode.INVALID_REQUEST, "The body broke off.");
        }
    }

    /**
     * Reads to the end, or until that took too long: who sends byte by byte would keep a thread for hours. Silence is
     * ended by the server's idle timeout.
     */
    static byte[] read(InputStream stream, LongSupplier nanoTime) throws IOException, Refusal {
        long start = nanoTime.getAsLong();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        int total = 0;
        int count = stream.read(part);
        while (count >= 0 && total <= Json.MAX_BYTES + MAX_DRAINED) {
            if (nanoTime.getAsLong() - start > MAX_TIME.toNanos()) {
                throw new Refusal(ProblemCode.INVALID_REQUEST, "The body took too long.");
            }
            total += count;
            if (total <= Json.MAX_BYTES) {
                body.write(part, 0, count);
            }
            count = stream.read(part);
        }
        if (total > Json.MAX_BYTES) {
            throw tooLarge();
        }
        return body.toByteArray();
    }

    /**
     * Sends the answer to a request whose body is announced as too large, and then passes over that body, as far as
     * others that are too large are read: a client that is busy sending would not see the answer. One that first asks
     * whether to send is waiting for the answer, and sends nothing.
     */
    static void passOver(Context context) throws IOException {
        InputStream answer = context.resultInputStream();
        if (!isAnnouncedTooLarge(context) || answer == null) {
            return;
        }
        byte[] bytes = answer.readAllBytes();
        HttpServletResponse response = context.res();
        response.setHeader("Connection", "close");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
        response.flushBuffer();
        if (context.header("Expect") == null) {
            drain(context.req().getInputStream(), System::nanoTime);
        }
    }

    private static void drain(InputStream stream, LongSupplier nanoTime) {
        try {
            read(stream, nanoTime);
        } catch (IOException | Refusal over) {
            // The client was told already.
        }
    }

    private static boolean isAnnouncedTooLarge(Context context) {
        return context.req().getContentLengthLong() > Json.MAX_BYTES;
    }

    private static Refusal tooLarge() {
        return new Refusal(ProblemCode.BODY_TOO_LARGE, "A body can have at most %,d bytes.".formatted(Json.MAX_BYTES));
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
}
