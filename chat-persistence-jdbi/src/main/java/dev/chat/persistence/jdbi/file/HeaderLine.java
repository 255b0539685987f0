package dev.chat.persistence.jdbi.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.mvstore.DataUtils;
import org.jspecify.annotations.Nullable;

/**
 * The header of H2's file: a line of keys and values in hexadecimal, in each of the first two blocks, with a checksum.
 * H2 keeps keys that it does not know.
 *
 * @param text without the checksum
 */
record HeaderLine(String text) {
    private static final int BLOCK = 4_096;
    private static final int COPIES = 2;
    private static final int HEX = 16;
    private static final Pattern CHECKSUM = Pattern.compile(",fletcher:([0-9a-f]+)$");
    private static final String CHECKSUM_KEY = ",fletcher:";
    private static final String JOURNAL = "journal";

    /** How many bytes of the file both blocks take. */
    static final int BYTES = COPIES * BLOCK;

    /** Whether this, written at the beginning of a file, is a header. */
    static boolean isOne(byte[] content) {
        return content.length >= BYTES && content[0] == 'H' && content[1] == ':';
    }

    /** The line of the whole header that has the higher version; null if none is whole. */
    static @Nullable HeaderLine newestOf(byte[] content) {
        HeaderLine newest = null;
        for (int copy = 0; copy < COPIES; copy++) {
            HeaderLine line = parsed(content, copy * BLOCK);
            if (line != null && (newest == null || line.version() > newest.version())) {
                newest = line;
            }
        }
        return newest;
    }

    /** The header of a file that H2 has not written to yet. */
    static HeaderLine ofNew() {
        return new HeaderLine("H:2,blockSize:1000,version:0");
    }

    private static @Nullable HeaderLine parsed(byte[] content, int start) {
        String line = firstLine(content, start);
        Matcher checksum = CHECKSUM.matcher(line);
        if (!line.startsWith("H:") || !checksum.find()) {
            return null;
        }
        HeaderLine parsed = new HeaderLine(line.substring(0, checksum.start()));
        return parsed.checksum().equals(checksum.group(1)) ? parsed : null;
    }

    private static String firstLine(byte[] content, int start) {
        int end = start;
        while (end < Math.min(content.length, start + BLOCK) && content[end] != '\n') {
            end++;
        }
        return new String(content, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** The version of the chunk that it names, or 0. */
    long version() {
        String version = value("version");
        return version == null ? 0 : Long.parseUnsignedLong(version, HEX);
    }

    /** The id of the journal without which the file is not to be used, or 0. */
    long journal() {
        String id = value(JOURNAL);
        return id == null ? 0 : Long.parseUnsignedLong(id, HEX);
    }

    /** The same with the id of a journal; without one if that is 0. */
    HeaderLine withJournal(long id) {
        String without = text.replaceFirst("," + JOURNAL + ":[0-9a-f]*", "");
        return new HeaderLine(id == 0 ? without : without + "," + JOURNAL + ":" + Long.toHexString(id));
    }

    /** The same with another value of a key that it has. */
    HeaderLine with(String key, String value) {
        return new HeaderLine(text.replaceFirst("\\b" + key + ":[0-9a-f]*", key + ":" + value));
    }

    private @Nullable String value(String key) {
        Matcher matcher = Pattern.compile("\\b" + key + ":([0-9a-f]+)").matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }

    private String checksum() {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return Integer.toHexString(DataUtils.getFletcher32(bytes, 0, bytes.length));
    }

    /** Both blocks of the file. */
    byte[] blocks() {
        byte[] whole = (text + CHECKSUM_KEY + checksum() + "\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] blocks = Arrays.copyOf(whole, BYTES);
        System.arraycopy(whole, 0, blocks, BLOCK, whole.length);
        return blocks;
    }
}
