package dev.chat.persistence.jdbi;

import dev.chat.persistence.jdbi.RecordedDisk.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What a disk may hold after the loss of power at some moment of a recording: all that was synced, and of the rest what
 * the kind says. Moments are gone through in their order.
 */
final class LostPower {
    private static final int SECTOR = 512;
    private static final int BLOCK = 4_096;

    private final Random random;
    private final Map<String, Content> files = new HashMap<>();
    private final Map<String, Integer> acknowledged = new HashMap<>();

    LostPower(Random random) {
        this.random = random;
    }

    /** What is there of what was not synced. */
    enum Kind {
        /** Nothing. */
        UNSYNCED_IS_LOST,
        /** All: not the power was lost, but the process killed. */
        KILL,
        /** Half of the writes, at random. */
        REORDERED,
        /** Half of the blocks of 4 KB, or of the sectors of 512 bytes, at random. */
        TORN
    }

    /** Begins with what is in a folder. */
    void begin(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.toList()) {
                Content content = new Content();
                content.synced = new Image(Files.readAllBytes(path));
                files.put(path.getFileName().toString(), content);
            }
        }
    }

    /** Goes on to the moment after these. */
    void goOn(List<Event> events) {
        events.forEach(this::apply);
    }

    private void apply(Event event) {
        switch (event) {
            case Event.Created created -> files.put(created.file(), new Content());
            case Event.Deleted deleted -> content(deleted.file()).deleted = true;
            case Event.Moved moved -> files.put(moved.target(), moved(moved.file()));
            case Event.Written written -> content(written.file()).unsynced.add(written);
            case Event.Truncated truncated -> content(truncated.file()).unsynced.add(truncated);
            case Event.Synced synced -> content(synced.file()).sync();
            case Event.Acknowledged promise -> acknowledged.put(promise.clientId(), promise.version());
        }
    }

    /** In one step for the file system, which keeps its own order. What is in the file need not be on the disk. */
    private Content moved(String file) {
        Content content = content(file);
        files.remove(file);
        return content;
    }

    private Content content(String file) {
        return files.computeIfAbsent(file, missing -> new Content());
    }

    /** The messages that have been acknowledged until now, each in its latest version. */
    Map<String, Integer> acknowledged() {
        return acknowledged;
    }

    /** Makes such a state the content of a folder. */
    void restore(Kind kind, Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.toList()) {
                Files.delete(path);
            }
        }
        for (Map.Entry<String, Content> file : files.entrySet()) {
            Content content = file.getValue();
            Path path = folder.resolve(file.getKey());
            if (content.deleted && (kind == Kind.KILL || random.nextBoolean())) {
                Files.deleteIfExists(path);
            } else {
                Files.write(path, content.after(kind, random));
            }
        }
    }

    /** A file, by what is surely on the disk and what may be. */
    private static final class Content {
        private Image synced = new Image(new byte[0]);
        private final List<Event> unsynced = new ArrayList<>();
        private boolean deleted;

        void sync() {
            unsynced.forEach(event -> synced.apply(event));
            unsynced.clear();
        }

        byte[] after(Kind kind, Random random) {
            Image image = new Image(synced.bytes());
            for (Event event : unsynced) {
                switch (kind) {
                    case UNSYNCED_IS_LOST -> {}
                    case KILL -> image.apply(event);
                    case REORDERED -> image.applyOrNot(event, Integer.MAX_VALUE, random);
                    case TORN -> image.applyOrNot(event, random.nextBoolean() ? BLOCK : SECTOR, random);
                }
            }
            return image.bytes();
        }
    }

    /** The bytes of a file. */
    private static final class Image {
        private byte[] content;
        private int size;

        Image(byte[] content) {
            this.content = content;
            size = content.length;
        }

        byte[] bytes() {
            return Arrays.copyOf(content, size);
        }

        void apply(Event event) {
            if (event instanceof Event.Written written) {
                put(written.content(), 0, written.content().length, (int) written.position());
            } else if (event instanceof Event.Truncated truncated && truncated.size() < size) {
                Arrays.fill(content, (int) truncated.size(), size, (byte) 0);
                size = (int) truncated.size();
            }
        }

        /** Applies about half of the pieces that the file's blocks of this size cut it into. */
        void applyOrNot(Event event, int block, Random random) {
            if (!(event instanceof Event.Written written)) {
                if (random.nextBoolean()) {
                    apply(event);
                }
                return;
            }
            int from = 0;
            while (from < written.content().length) {
                int position = (int) written.position() + from;
                int to = Math.min(written.content().length, from + block - position % block);
                if (random.nextBoolean()) {
                    put(written.content(), from, to, position);
                }
                from = to;
            }
        }

        private void put(byte[] source, int from, int to, int position) {
            int end = position + to - from;
            if (end > content.length) {
                content = Arrays.copyOf(content, Math.max(end, content.length * 2));
            }
            System.arraycopy(source, from, content, position, to - from);
            size = Math.max(size, end);
        }
    }
}
