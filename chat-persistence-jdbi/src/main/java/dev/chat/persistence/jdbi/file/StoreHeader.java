package dev.chat.persistence.jdbi.file;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets the header of H2's file name the newest chunk. Used under the file's own lock.
 *
 * <p>H2 writes each commit as a chunk that says where the next one is going to be, and the header whenever the next one
 * comes to lie elsewhere, in space that has become free. But it writes the header before it takes the new chunk for its
 * newest (2.2.224 to 2.5.252, {@code FileStore.storeBuffer}), so the header names the one before, which leads nowhere:
 * whoever opens the file after the process was killed finds the new chunk only once the header was written again, up to
 * twenty commits later. Until then, all that was committed would be lost.
 */
final class StoreHeader {
    private static final int BLOCK = 4_096;
    private static final int HEX = 16;
    private static final int LONGEST_HEADER_OF_A_CHUNK = 1_024;
    private static final Pattern CHUNK = Pattern.compile("^chunk:([0-9a-f]+),[^\n]*?\\bversion:([0-9a-f]+)");

    private @Nullable Newest newest;

    /**
     * {@return what is to be written in place of what H2 wants to write} It has the same length.
     *
     * @param content what H2 writes
     * @param position where in the file
     */
    byte[] corrected(byte[] content, long position) {
        if (position >= HeaderLine.BYTES) {
            remember(content, position);
            return content;
        }
        return position == 0 && content.length == HeaderLine.BYTES && HeaderLine.isOne(content)
                ? withNewest(content)
                : content;
    }

    private void remember(byte[] content, long position) {
        int length = Math.min(content.length, LONGEST_HEADER_OF_A_CHUNK);
        Matcher chunk = CHUNK.matcher(new String(content, 0, length, StandardCharsets.ISO_8859_1));
        if (chunk.find()) {
            long version = Long.parseLong(chunk.group(2), HEX);
            // An older one is one that is moved.
            if (newest == null || version >= newest.version) {
                newest = new Newest(chunk.group(1), position / BLOCK, version);
            }
        }
    }

    private byte[] withNewest(byte[] content) {
        Newest known = newest;
        HeaderLine line = HeaderLine.newestOf(content);
        if (known == null || line == null || line.version() >= known.version) {
            return content;
        }
        return line.with("block", Long.toHexString(known.block))
                .with("chunk", known.chunk)
                .with("version", Long.toHexString(known.version))
                .blocks();
    }

    /**
     * The newest chunk.
     *
     * @param chunk its id, in hexadecimal as it stands in the file
     * @param block where it begins
     * @param version which grows with each chunk
     */
    private record Newest(String chunk, long block, long version) {}
}
