package dev.chat.persistence.jdbi.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies the files after each commit: a copy is what a killed process would leave behind. */
class StoreHeaderTest {
    private static final int COMMITS = 100;

    @TempDir
    private Path folder;

    private String file;
    private DiskFile opened;

    @BeforeEach
    void open() {
        file = folder.resolve("chat").toString();
        opened = DiskFiles.of(file + ".mv.db");
    }

    @AfterEach
    void forget() {
        DiskFiles.forget(file + ".mv.db");
    }

    @Test
    void eachCommitIsFoundThoughTheProcessIsKilledRightAfterIt() throws Exception {
        // Space that was in use a moment ago is used again, as otherwise after 45 seconds.
        try (Connection connection = connect(DiskFiles.PREFIX + file, "RETENTION_TIME=0;WRITE_DELAY=0");
                Statement statement = connection.createStatement()) {
            statement.execute("create table numbers (number int primary key, text varchar)");
            opened.complete();
            for (int number = 1; number <= COMMITS; number++) {
                statement.execute("insert into numbers values (" + number + ", repeat('x', 500))");
                opened.commit();
                assertThat(inACopy(number)).isEqualTo(number);
            }
        }
    }

    private int inACopy(int number) throws Exception {
        Path copy = Files.createDirectories(folder.resolve("copy" + number));
        for (String each : List.of("chat.mv.db", "chat.journal")) {
            Files.copy(folder.resolve(each), copy.resolve(each));
        }
        String copied = copy.resolve("chat").toString();
        DiskFiles.of(copied + ".mv.db");
        try (Connection connection = connect(DiskFiles.PREFIX + copied, "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from numbers")) {
            row.next();
            return row.getInt(1);
        } finally {
            DiskFiles.forget(copied + ".mv.db");
        }
    }

    private static Connection connect(String file, String settings) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:" + file + ";" + settings, "sa", "");
    }
}
