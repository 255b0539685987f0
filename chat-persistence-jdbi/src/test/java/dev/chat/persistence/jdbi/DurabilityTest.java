package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.room.Message;
import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import dev.chat.core.user.UserId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process has acknowledged is there after it was killed in the middle of its work. */
class DurabilityTest {
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 300;

    @Test
    void h2KeepsWhatAKilledProcessAcknowledged(@TempDir Path folder) throws Exception {
        assertNothingIsLost(folder.toString());
    }

    @Test
    void postgresqlKeepsWhatAKilledProcessAcknowledged() throws Exception {
        assertNothingIsLost(PostgresqlForTests.newDatabase());
    }

    private static void assertNothingIsLost(String database) throws Exception {
        List<String> acknowledged = acknowledgedByAKilledProcess(database);
        String[] ids = acknowledged.removeFirst().split(" ", -1);
        UserId user = new UserId(UUID.fromString(ids[0]));
        RoomId room = new RoomId(UUID.fromString(ids[1]));
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_BEFORE_THE_KILL);

        try (Chat chat = Chat.on(AcknowledgingChild.open(database)).build()) {
            for (String line : acknowledged) {
                String[] parts = line.split(" ", -1);
                Message message = chat.history().message(user, room, new Position(Long.parseLong(parts[0])));
                assertThat(message.text()).hasToString(parts[1]);
            }
            // And the log goes on, without a gap, from what was committed.
            long head = chat.rooms().get(room).head().value();
            assertThat(chat.messages()
                            .send(user, room, "afterwards", "!")
                            .message()
                            .position()
                            .value())
                    .isEqualTo(head + 1);
        }
    }

    private static List<String> acknowledgedByAKilledProcess(String database) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AcknowledgingChild.class.getName(),
                        database)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.endsWith(AcknowledgingChild.LINE_END)) {
                    lines.add(line);
                }
                if (lines.size() == 1 + ACKNOWLEDGED_BEFORE_THE_KILL) {
                    // SIGKILL: no hook, no finally, no flush. What it had printed until then still arrives.
                    // By its handle, since the process itself would close the pipe as well.
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return lines;
    }
}
