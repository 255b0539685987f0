package dev.chat.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything, taken for this process alone. The lock is the operating system's, so it goes with
 * the process however that ends; the file stays.
 */
final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Takes a folder, which is created if need be.
     *
     * @throws StartException if it cannot be created or written, or another process has it
     */
    static DataFolder take(Path folder) throws StartException {
        Path path = folder.toAbsolutePath().normalize();
        try {
            create(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("chat.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new StartException("The data folder " + path + " is in use by another server.");
            }
            return new DataFolder(path, channel);
        } catch (FileAlreadyExistsException file) {
            throw new StartException("The data folder " + path + " is a file.", file);
        } catch (IOException failure) {
            throw new StartException("The data folder " + path + " cannot be written.", failure);
        }
    }

    private static void create(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            // What people write here is for them, not for everyone who has an account on this machine.
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(path);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException takenByThisProcess) {
            return null;
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The lock goes with the process, which is about to end.
        }
    }
}
