package dev.chat.bench.load;

import dev.chat.bench.contest.BenchException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The beginning of each text that is sent: a run of tildes, then who sent it and its number, in digits. Whatever
 * envelope a server puts around a text, and however many texts come together, a stamp is found by looking at one byte
 * in 32: the run is as long as that, and no envelope holds a tilde.
 */
final class Stamp {
    /** How many tildes there are, and so how far apart one may look for them. */
    static final int RUN = 32;

    /** What a stamp is told by. */
    static final byte MARK = '~';

    private static final int SENDER_DIGITS = 5;
    private static final int SEQUENCE_DIGITS = 8;

    /** How many digits follow the run. */
    static final int DIGITS = SENDER_DIGITS + SEQUENCE_DIGITS;

    private static final int RADIX = 10;
    private static final String FILLER = "abcdefghijklmnopqrstuvwxyz ";

    private Stamp() {}

    /** {@return a text of so many bytes of ASCII that needs no escapes in JSON} */
    static String text(int sender, int sequence, int bytes) {
        String stamp = "~".repeat(RUN) + String.format(Locale.ROOT, "%05d%08d", sender, sequence);
        int missing = bytes - stamp.length();
        return stamp + FILLER.repeat(missing / FILLER.length() + 1).substring(0, missing);
    }

    /** {@return the sender, of the stamp whose digits begin there} */
    static int sender(ByteBuffer bytes, int at) throws BenchException {
        return number(bytes, at, SENDER_DIGITS);
    }

    /** {@return the number among the sender's, of the stamp whose digits begin there} */
    static int sequence(ByteBuffer bytes, int at) throws BenchException {
        return number(bytes, at + SENDER_DIGITS, SEQUENCE_DIGITS);
    }

    private static int number(ByteBuffer bytes, int at, int digits) throws BenchException {
        int number = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = bytes.get(i) - '0';
            if (digit < 0 || digit >= RADIX) {
                byte[] around = new byte[digits];
                bytes.get(at, around);
                throw new BenchException("A text came garbled: " + new String(around, StandardCharsets.UTF_8));
            }
            number = number * RADIX + digit;
        }
        return number;
    }
}
