package dev.chat.persistence.jdbi;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.persistence.jdbi.file.DiskFile;
import dev.chat.persistence.jdbi.file.DiskFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFileTest {
    /** Behind the header. */
    private static final int BEGIN = 8_192;

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
        channel.tryLock();
        write("\0", BEGIN - 1);
        file.complete();
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
        DiskFiles.forget(FaultyDisk.PREFIX + path);
    }

    private void write(String text, long position) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(US_ASCII)), position);
    }

    private void commit(String text, long position) throws IOException {
        write(text, BEGIN + position);
        file.commit();
    }

    private String read(long position, int length) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(length);
        int count = channel.read(target, BEGIN + position);
        return count < 0 ? "" : new String(target.array(), 0, count, US_ASCII);
    }

    /** What is in the file on the disk after this lost its power and the file was recovered. */
    private String afterALossOfPower() throws IOException {
        Path lost = folder.resolve("lost");
        Files.write(lost, disk.onDisk("file"));
        Files.write(folder.resolve("lost.journal"), disk.onDisk("file.journal"));
        DiskFiles.of(lost.toString());
        try (FileChannel recovered = FilePath.get(DiskFiles.PREFIX + lost).open("rw")) {
            recovered.tryLock();
            ByteBuffer content = ByteBuffer.allocate((int) recovered.size() - BEGIN);
            recovered.read(content, BEGIN);
            return new String(content.array(), US_ASCII);
        } finally {
            DiskFiles.forget(lost.toString());
        }
    }

    @Test
    void whatTheDiskRefusesReadsAsWrittenAndIsWrittenInOrderOnceThereIsRoom() throws IOException {
        commit("0123456789", 0);
        disk.setRoom(3);
        commit("abcdef", 8);
        commit("X", 0);
        assertThat(channel.size()).isEqualTo(BEGIN + 14);
        assertThat(read(0, 100)).isEqualTo("X1234567abcdef");
        assertThat(read(9, 3)).isEqualTo("bcd");
        assertThat(read(14, 1)).isEmpty();
        channel.truncate(BEGIN + 12);
        commit("Z", 12);
        assertThat(read(0, 100)).isEqualTo("X1234567abcdZ");

        assertThatThrownBy(file::requireWritten).hasMessage("No space left on device");
        assertThatThrownBy(file::sync).hasMessage("No space left on device");

        disk.setRoom(Long.MAX_VALUE);
        file.requireWritten();
        assertThat(read(0, 100)).isEqualTo("X1234567abcdZ");
        assertThat(afterALossOfPower()).isEmpty();
        file.sync();
        assertThat(read(0, 100)).isEqualTo("X1234567abcdZ");
        assertThat(afterALossOfPower()).isEqualTo("X1234567abcdZ");
    }

    @Test
    void whatIsNotInTheJournalOnDiskIsNotInTheFile() throws IOException {
        byte[] before = Files.readAllBytes(path);
        commit("0123456789", 0);
        write("abcdef", BEGIN + 8);
        channel.force(true);

        assertThat(path).hasBinaryContent(before);

        file.sync();
        channel.truncate(BEGIN + 2);
        file.commit();
        assertThat(read(0, 100)).isEqualTo("01");
        assertThat(path.toFile()).hasSize(BEGIN + 14);
    }

    @Test
    void syncAfterAFailedOneCoversWhatThatLost() throws IOException {
        commit("first", 0);
        disk.setFailingSyncs(true);
        assertThatThrownBy(file::sync).hasMessage("Input/output error");
        disk.setFailingSyncs(false);
        commit("second", 5);

        file.sync();

        assertThat(afterALossOfPower()).isEqualTo("firstsecond");
    }

    @Test
    void syncsOfTheFileThatFailLoseNothing() throws IOException {
        String text = "m".repeat(100_000);
        disk.setFailingSyncsOf("file");
        int failures = 0;
        for (int number = 0; failures < 3; number++) {
            commit(number + text, 0);
            failures += isSynced() ? 0 : 1;
        }
        disk.setFailingSyncsOf(null);
        commit("last", 0);

        file.sync();

        assertThat(afterALossOfPower()).startsWith("lastm").hasSizeGreaterThan(text.length());
    }

    @Test
    void syncsThatFailAtAnyMomentLoseNothing() throws IOException {
        String text = "m".repeat(150_000);
        Random random = new Random(1);
        for (int number = 0; number < 100; number++) {
            disk.setSyncsLeft(random.nextInt(4));
            commit(number + text, 0);
            boolean synced = isSynced();
            disk.setSyncsLeft(Integer.MAX_VALUE);
            if (synced) {
                assertThat(afterALossOfPower()).startsWith(number + "m");
            }
        }
        file.sync();
        assertThat(afterALossOfPower()).startsWith("99m");
    }

    private boolean isSynced() {
        try {
            file.sync();
            return true;
        } catch (IOException failed) {
            return false;
        }
    }

    @Test
    void whatIsOnDiskIsNotSyncedAgain() throws IOException {
        commit("first", 0);
        file.sync();
        disk.setFailingSyncs(true);

        file.sync();

        disk.setFailingSyncs(false);
        assertThat(afterALossOfPower()).isEqualTo("first");
    }

    @Test
    void tooMuchInMemoryIsSyncedUnasked() throws IOException {
        String megabyte = "m".repeat(1 << 20);
        for (int index = 0; index < 20; index++) {
            write(megabyte, BEGIN + ((long) index << 20));
        }
        assertThat(afterALossOfPower()).hasSizeGreaterThan(8 << 20);
    }

    @Test
    void journalBeginsAnewInsteadOfGrowing() throws IOException {
        String text = "t".repeat(100_000);
        for (int index = 0; index < 100; index++) {
            commit(text + index, 0);
            file.sync();
        }
        assertThat(folder.resolve("file.journal").toFile().length()).isLessThan(4 << 20);
        assertThat(afterALossOfPower()).isEqualTo(text + 99);
    }
}
