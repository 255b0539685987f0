package dev.chat.web.javalin;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Times as the protocol writes them: RFC 3339 in UTC with milliseconds, such as {@code 2026-11-22T10:30:00.000Z}. Put
 * together by hand: a page holds fifty or more, and a formatter took as long as all else that is written of a message.
 */
final class WireTime {
    private static final byte[] FORM = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);
    private static final int TEN = 10;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private WireTime() {}

    /** The time, of a year from 0 to 9999, in ASCII. */
    static byte[] of(Instant time) {
        LocalDateTime parts = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
        byte[] text = FORM.clone();
        put(text, 3, parts.getYear());
        put(text, 6, parts.getMonthValue());
        put(text, 9, parts.getDayOfMonth());
        put(text, 12, parts.getHour());
        put(text, 15, parts.getMinute());
        put(text, 18, parts.getSecond());
        put(text, 22, parts.getNano() / NANOS_PER_MILLI);
        return text;
    }

    /** Puts a number where it ends; before it are zeros. */
    private static void put(byte[] text, int last, int number) {
        int rest = number;
        for (int index = last; rest > 0; index--) {
            text[index] = (byte) ('0' + rest % TEN);
            rest /= TEN;
        }
    }
}
