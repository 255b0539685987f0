package dev.chat.persistence.jdbi.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process that was killed leaves in the file is what is in the file, so a copy of it shows that at any time. */
public class StoreHeaderTest {
    private static final int COMMITS = 100;

    @Test
    void eachCommitIsFoundThoughTheProcessIsKilledRightAfterIt(@TempDir Path folder) throws Exception {
        FilePath.register(new Headed());
        // Space that was in use a moment ago is used again, as otherwise after 45 seconds.
        try (Connection connection = open("headed:" + folder.resolve("chat"), "RETENTION_TIME=0;WRITE_DELAY=0");
                Statement statement = connection.createStatement()) {
            statement.execute("create table numbers (number int primary key, text varchar)");
            for (int number = 1; number <= COMMITS; number++) {
                statement.execute("insert into numbers values (" + number + ", repeat('x', 500))");
                assertThat(inACopy(folder, number)).isEqualTo(number);
            }
        }
    }

    private static int inACopy(Path folder, int number) throws Exception {
        Path copy = Files.createDirectories(folder.resolve("copy" + number));
        Files.copy(folder.resolve("chat.mv.db"), copy.resolve("chat.mv.db"));
        try (Connection connection = open(copy.resolve("chat").toString(), "ACCESS_MODE_DATA=r");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from numbers")) {
            row.next();
            return row.getInt(1);
        } finally {
            Files.delete(copy.resolve("chat.mv.db"));
        }
    }

    private static Connection open(String file, String settings) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:" + file + ";" + settings, "sa", "");
    }

    /** H2's files, each with a header that names the newest chunk. H2 creates its paths by reflection. */
    public static final class Headed extends FilePathWrapper {
        @Override
        public String getScheme() {
            return "headed";
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            FileChannel base = getBase().open(mode);
            StoreHeader header = new StoreHeader();
            return new FileBaseDefault() {
                @Override
                public long size() throws IOException {
                    return base.size();
                }

                @Override
                public synchronized int read(ByteBuffer target, long position) throws IOException {
                    return base.read(target, position);
                }

                @Override
                public synchronized int write(ByteBuffer source, long position) throws IOException {
                    byte[] content = new byte[source.remaining()];
                    source.get(content);
                    return base.write(ByteBuffer.wrap(header.corrected(content, position)), position);
                }

                @Override
                protected void implTruncate(long size) throws IOException {
                    base.truncate(size);
                }

                @Override
                public void force(boolean metadata) throws IOException {
                    base.force(metadata);
                }

                @Override
                public FileLock tryLock(long position, long size, boolean shared) throws IOException {
                    return base.tryLock(position, size, shared);
                }

                @Override
                protected void implCloseChannel() throws IOException {
                    base.close();
                }
            };
        }
    }
}
