package dev.chat.persistence.jdbi.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.mvstore.DataUtils;
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
    private static final int COPIES = 2;
    private static final Pattern CHUNK = Pattern.compile("^chunk:([0-9a-f]+),.*?\\bversion:([0-9a-f]+)");
    private static final Pattern VERSION = Pattern.compile(",version:([0-9a-f]+)");
    private static final Pattern CHECKSUM = Pattern.compile(",fletcher:[0-9a-f]+\n?");
    private static final int HEX = 16;

    private @Nullable Newest newest;

    /**
     * {@return what is to be written in place of what H2 wants to write} It has the same length.
     *
     * @param content what H2 writes
     * @param position where in the file
     */
    byte[] corrected(byte[] content, long position) {
        if (position >= (long) COPIES * BLOCK) {
            remember(content, position);
            return content;
        }
        return position == 0 && content.length == COPIES * BLOCK && startsWith(content, "H:")
                ? withNewest(content)
                : content;
    }

    private void remember(byte[] content, long position) {
        if (!startsWith(content, "chunk:")) {
            return;
        }
        Matcher chunk = CHUNK.matcher(firstLine(content));
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
        String line = firstLine(content);
        Matcher named = VERSION.matcher(line);
        if (known == null || !named.find() || Long.parseLong(named.group(1), HEX) >= known.version) {
            return content;
        }
        String corrected = CHECKSUM.matcher(line)
                .replaceFirst("")
                .replaceFirst(",block:[0-9a-f]+", ",block:" + Long.toHexString(known.block))
                .replaceFirst(",chunk:[0-9a-f]+", ",chunk:" + known.chunk)
                .replaceFirst(",version:[0-9a-f]+", ",version:" + Long.toHexString(known.version));
        byte[] bytes = corrected.getBytes(StandardCharsets.ISO_8859_1);
        int checksum = DataUtils.getFletcher32(bytes, 0, bytes.length);
        byte[] whole =
                (corrected + ",fletcher:" + Integer.toHexString(checksum) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] header = new byte[content.length];
        for (int copy = 0; copy < COPIES; copy++) {
            System.arraycopy(whole, 0, header, copy * BLOCK, whole.length);
        }
        return header;
    }

    private static boolean startsWith(byte[] content, String start) {
        byte[] bytes = start.getBytes(StandardCharsets.ISO_8859_1);
        return content.length >= bytes.length && Arrays.equals(content, 0, bytes.length, bytes, 0, bytes.length);
    }

    private static String firstLine(byte[] content) {
        int end = 0;
        while (end < Math.min(content.length, BLOCK) && content[end] != '\n') {
            end++;
        }
        return new String(content, 0, end, StandardCharsets.ISO_8859_1);
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
