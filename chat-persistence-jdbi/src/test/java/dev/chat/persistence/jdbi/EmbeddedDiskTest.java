package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.persistence.jdbi.file.DiskFiles;
import java.io.File;
import org.junit.jupiter.api.Test;

class EmbeddedDiskTest {
    private static final long MEGABYTE = 1L << 20;

    private static EmbeddedDisk disk(long total, long usable) {
        File folder = new File("folder") {
            private static final long serialVersionUID = 1L;

            @Override
            public long getTotalSpace() {
                return total;
            }

            @Override
            public long getUsableSpace() {
                return usable;
            }
        };
        return new EmbeddedDisk(folder, DiskFiles.of("nothing"));
    }

    @Test
    void writersAreTurnedAwayFromTheLastOfTheRoom() {
        disk(100_000 * MEGABYTE, 16 * MEGABYTE).requireRoom();
        EmbeddedDisk full = disk(100_000 * MEGABYTE, 16 * MEGABYTE - 1);
        assertThatThrownBy(full::requireRoom)
                .isInstanceOf(StoreDiskException.class)
                .hasMessageContaining("The disk of folder is full")
                .hasMessageNotContaining("\n");
    }

    @Test
    void smallDiskKeepsLessBack() {
        disk(24 * MEGABYTE, 3 * MEGABYTE).requireRoom();
        assertThatThrownBy(disk(24 * MEGABYTE, 3 * MEGABYTE - 1)::requireRoom).isInstanceOf(StoreDiskException.class);
    }

    @Test
    void fileSystemThatDoesNotTellIsNotTakenForFull() {
        disk(0, 0).requireRoom();
    }
}
