package dev.chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.server.config.Database;
import dev.chat.server.config.ServerConfig;
import dev.chat.server.config.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainCommandLineTest {
    @TempDir
    private Path home;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void nothingIsInTheDataFolder() {
        environment.put("CHAT_DATA", home.resolve("data").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--port 0",
                "--port 8090 --host 0.0.0.0 --path /chat --log-level warn",
                "--data /var/lib/chat --durability process",
                "--database-url jdbc:postgresql://db:5432/chat?ssl=true --database-user chat"
            })
    void saysWhatTheWholeCommandLineSays(String line) {
        String[] arguments = split(line);

        assertThat(plain(arguments)).contains(whole(arguments).getFirst());
    }

    @Test
    void environmentAndNamedFileCount() throws Exception {
        Path file = Files.writeString(home.resolve("settings"), "port = 1\nhost = 10.0.0.1\n");
        environment.put("CHAT_PORT", "2");

        ServerConfig config = plain("--config", file.toString()).orElseThrow();

        assertThat(config.port()).isEqualTo(2);
        assertThat(config.host()).isEqualTo("10.0.0.1");
    }

    @Test
    void everyOptionIsKnown() {
        for (Setting setting : Setting.values()) {
            setting.option()
                    .filter(option -> setting != Setting.DATABASE_URL)
                    .ifPresent(option ->
                            assertThat(plain(option, valid(setting))).as(option).isPresent());
        }
        ServerConfig config =
                plain("--database-url", "jdbc:postgresql://db/chat").orElseThrow();
        assertThat(config.database()).isInstanceOf(Database.PostgreSql.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "serve --port 0",
                "replay log.txt",
                "--port",
                "--port=0",
                "--port 0 --port 1",
                "--port 80a",
                "--prot 80",
                "--data --port",
                "--data replay",
                "--data serve",
                "--data @file",
                "--data \"x\"",
                "--config no/such/file",
                "-- --port 0"
            })
    void everythingElseIsLeftToTheWholeCommandLine(String line) {
        assertThat(plain(split(line))).isEmpty();
    }

    private Optional<ServerConfig> plain(String... arguments) {
        return PlainCommandLine.read(arguments, environment, home);
    }

    private List<ServerConfig> whole(String... arguments) {
        List<ServerConfig> served = new ArrayList<>();
        ProgramCommandLine.create(served::add, environment, home).execute(arguments);
        return served;
    }

    private static String valid(Setting setting) {
        String byDefault = setting == Setting.TRUSTED_PROXIES ? "127.0.0.1" : setting.defaultValue();
        return byDefault.isEmpty() ? "x" : byDefault;
    }

    private static String[] split(String line) {
        return line.isEmpty() ? new String[0] : line.split(" ", -1);
    }
}
