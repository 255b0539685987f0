package dev.chat.persistence.jdbi.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.h2.store.fs.FilePath;

/** Makes the names of files survive a loss of power. */
final class Folders {
    private Folders() {}

    /** Makes the names of a file and of its neighbours durable, on systems where a folder can be synced. */
    static void sync(FilePath file) {
        boolean interrupted = Thread.interrupted();
        try (FileChannel folder =
                FileChannel.open(Path.of(file.toRealPath().getParent().unwrap().toString()), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException | InvalidPathException notThere) {
            // Windows opens no folder, and needs it not.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
