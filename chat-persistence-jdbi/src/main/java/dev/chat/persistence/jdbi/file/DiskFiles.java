package dev.chat.persistence.jdbi.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system for H2, on top of another one, whose files are {@link DiskFile}s. A prefix chooses it:
 * {@code jdbc:h2:disk:retry:/path}. Public, with a public constructor, because H2 creates its paths by reflection.
 */
public final class DiskFiles extends FilePathWrapper {
    /** What a path of this file system begins with. */
    public static final String PREFIX = "disk:";

    private static final String SCHEME = "disk";
    private static final String SUFFIX = ".mv.db";

    private static final ConcurrentHashMap<String, DiskFile> FILES = new ConcurrentHashMap<>();

    /** {@return the file of this path, which begins with another file system's prefix or with none} */
    public static DiskFile of(String path) {
        FilePath.register(new DiskFiles());
        return FILES.computeIfAbsent(path, missing -> new DiskFile());
    }

    /** Lets go of a file, which is closed for good. */
    public static void forget(String path) {
        FILES.remove(path);
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        DiskFile file = FILES.get(getBase().toString());
        if (file == null || mode.equals("r")) {
            return getBase().open(mode);
        }
        Journal journal = new Journal(FilePath.get(journalOf(getBase().toString())));
        if (!getBase().exists()) {
            // A file without one was there before, and an empty one was not always empty.
            journal.create();
        }
        FileChannel base = getBase().open(mode);
        file.open(base, journal);
        return new DiskChannel(file, base);
    }

    /** {@return the path of the journal of a file} It is there while the file is in use. */
    public static String journalOf(String path) {
        return (path.endsWith(SUFFIX) ? path.substring(0, path.length() - SUFFIX.length()) : path) + ".journal";
    }
}
