package dev.chat.persistence.jdbi;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.persistence.jdbi.file.DiskFile;
import dev.chat.persistence.jdbi.file.DiskFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFileTest {
    @TempDir
    private Path folder;

    private Path path;
    private FaultyDisk.Control disk;
    private DiskFile file;
    private FileChannel channel;

    @BeforeEach
    void open() throws IOException {
        disk = FaultyDisk.install();
        path = folder.resolve("file");
        file = DiskFiles.of(FaultyDisk.PREFIX + path);
        channel = FilePath.get(DiskFiles.PREFIX + FaultyDisk.PREFIX + path).open("rw");
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
        DiskFiles.forget(FaultyDisk.PREFIX + path);
    }

    private void write(String text, long position) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(US_ASCII)), position);
    }

    private String read(long position, int length) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(length);
        int count = channel.read(target, position);
        return count < 0 ? "" : new String(target.array(), 0, count, US_ASCII);
    }

    @Test
    void whatTheDiskRefusesReadsAsWrittenAndIsWrittenInOrderOnceThereIsRoom() throws IOException {
        write("0123456789", 0);
        disk.setRoom(3);
        write("abcdef", 8);
        write("X", 0);
        assertThat(channel.size()).isEqualTo(14);
        assertThat(read(0, 100)).isEqualTo("X1234567abcdef");
        assertThat(read(9, 3)).isEqualTo("bcd");
        assertThat(read(14, 1)).isEmpty();
        channel.truncate(12);
        write("Z", 12);
        assertThat(read(0, 100)).isEqualTo("X1234567abcdZ");

        assertThatThrownBy(file::requireWritten).hasMessage("No space left on device");
        assertThatThrownBy(file::sync).hasMessage("No space left on device");
        assertThat(path).as("nothing overtakes what waits").hasContent("01234567abc");

        disk.setRoom(Long.MAX_VALUE);
        file.requireWritten();
        assertThat(path).hasContent("X1234567abcdZ");
        assertThat(read(0, 100)).isEqualTo("X1234567abcdZ");
        assertThat(disk.onDisk()).isEmpty();
        file.sync();
        assertThat(disk.onDisk()).isEqualTo("X1234567abcdZ".getBytes(US_ASCII));
    }

    @Test
    void syncAfterAFailedOneCoversWhatThatLost() throws IOException {
        write("first", 0);
        disk.setFailingSyncs(true);
        assertThatThrownBy(file::sync).hasMessage("Input/output error");
        disk.setFailingSyncs(false);
        write("second", 5);

        file.sync();

        assertThat(disk.onDisk()).isEqualTo("firstsecond".getBytes(US_ASCII));
    }

    @Test
    void syncOfH2sOwnWaitsLikeAWriteAndWhatComesAfterItComesAfterIt() throws IOException {
        write("first", 0);
        disk.setFailingSyncs(true);
        channel.force(true);
        channel.truncate(2);
        assertThat(channel.size()).isEqualTo(2);
        assertThat(path).as("not cut before what it was is on disk").hasContent("first");
        assertThatThrownBy(file::requireWritten).hasMessage("Input/output error");
        assertThatThrownBy(file::sync).hasMessage("Input/output error");
        disk.setFailingSyncs(false);

        file.sync();

        assertThat(path).hasContent("fi");
        assertThat(disk.onDisk()).isEqualTo("fi".getBytes(US_ASCII));
    }

    @Test
    void whatIsOnDiskIsNotSyncedAgain() throws IOException {
        write("first", 0);
        channel.force(true);
        disk.setFailingSyncs(true);

        file.sync();

        assertThat(disk.onDisk()).isEqualTo("first".getBytes(US_ASCII));
    }

    @Test
    void tooMuchInMemoryIsSyncedUnasked() throws IOException {
        String megabyte = "m".repeat(1 << 20);
        for (int index = 0; index < 20; index++) {
            write(megabyte, (long) index << 20);
        }
        assertThat(disk.onDisk()).hasSizeGreaterThan(16 << 20);
    }
}
