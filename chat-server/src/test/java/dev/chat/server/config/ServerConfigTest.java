package dev.chat.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.web.javalin.TrustedProxies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

class ServerConfigTest {
    @TempDir
    private Path home;

    private final Map<Setting, String> options = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void defaultsAreForOneMachine() throws Exception {
        assertThat(read())
                .isEqualTo(new ServerConfig(
                        "127.0.0.1",
                        8080,
                        Set.of(),
                        "/",
                        new Database.Embedded(Path.of("chat-data"), Database.Durability.SYNC),
                        TrustedProxies.NONE,
                        new Limits(1000, 100, 30, 100, 100, 100, 1000, 500, 1000),
                        new LogSettings(Level.INFO, Optional.empty(), Optional.empty(), 10, 5)));
    }

    @Test
    void optionsComeBeforeTheEnvironmentBeforeTheFileBeforeTheDefault() throws Exception {
        file("port = 1\nhost = 10.0.0.1\nlog-level = warn\n");
        environment.putAll(Map.of("CHAT_PORT", "2", "CHAT_HOST", "10.0.0.2"));
        options.put(Setting.PORT, "3");

        ServerConfig config = read();

        assertThat(config.port()).isEqualTo(3);
        assertThat(config.host()).isEqualTo("10.0.0.2");
        assertThat(config.logs().level()).isEqualTo(Level.WARN);
        assertThat(config.path()).isEqualTo("/");
    }

    @Test
    void fileInTheDataFolderIsReadInsteadOfTheInstalledOne() throws Exception {
        file("port = 1\n");
        Path data = Files.createDirectories(home.resolve("data"));
        Files.writeString(data.resolve("chat.properties"), "path = /chat\n");
        options.put(Setting.DATA, data.toString());

        assertThat(read().port()).isEqualTo(8080);
        assertThat(read().path()).isEqualTo("/chat");
    }

    @Test
    void installedFileSetsNothingAndNamesEverySettingWithItsDefault() throws Exception {
        Path installed = Path.of("src/dist/conf/chat.properties");

        assertThat(ConfigFile.read(installed)).isEmpty();

        String text = Files.readString(installed);
        assertThat(Arrays.stream(Setting.values()))
                .allSatisfy(setting -> assertThat(text)
                        .contains(("\n#" + setting.key() + " = " + setting.defaultValue()).stripTrailing()));
    }

    @Test
    void connectionsAreThoseThatAreSet() throws Exception {
        options.put(Setting.DATABASE_URL, "jdbc:postgresql://db/chat");
        assertThat(((Database.PostgreSql) read().database()).connections()).isEqualTo(16);

        environment.put("CHAT_DATABASE_CONNECTIONS", "5");
        assertThat(((Database.PostgreSql) read().database()).connections()).isEqualTo(5);

        environment.put("CHAT_DATABASE_CONNECTIONS", "1");
        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("a number from 2 to 1000");
    }

    @Test
    void unknownKeyIsAnErrorThatNamesTheNearest() throws Exception {
        file("databse-url = x\n");

        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageEndingWith("sets \"databse-url\", which there is not. Is it database-url?");
    }

    @Test
    void missingFileIsAnError() {
        assertThatThrownBy(() -> Settings.of(options, environment, Optional.of("/nowhere/at/all"), home))
                .hasMessage("The file /nowhere/at/all cannot be read.");
    }

    @Test
    void dataFolderNeedsAName() {
        options.put(Setting.DATA, " ");

        assertThatThrownBy(this::read).hasMessage("--data is \" \", but must be a path.");
    }

    @ParameterizedTest
    @CsvSource({
        "PORT,-1",
        "PORT,65536",
        "PORT,http",
        "PUBLIC_HOST,http://chat.example.org",
        "PUBLIC_HOST,chat.example.org:8080",
        "PUBLIC_HOST,'chat.example.org,'",
        "PATH,/a b",
        "PATH,/../x",
        "PATH,a//b",
        "DURABILITY,never",
        "TRUSTED_PROXIES,proxy.example.org",
        "TRUSTED_PROXIES,10.0.0.1/8",
        "MAX_CONNECTIONS_PER_ADDRESS,0",
        "MAX_FRAMES_PER_SECOND,0",
        "MAX_FRAMES_PER_SECOND,1000001",
        "MAX_NEW_USERS_PER_HOUR,-1",
        "LIMITS,none",
        "LOG_LEVEL,loud",
        "LOG_FILE_SIZE,0",
        "LOG_FILES,21"
    })
    void impossibleValueIsNamedWhereItWasSet(Setting setting, String value) throws Exception {
        environment.put(setting.variable(), value);
        assertThatThrownBy(this::read)
                .hasMessageStartingWith(setting.variable() + " is \"" + value + "\", but must be ");

        environment.clear();
        file(setting.key() + " = " + value + "\n");
        assertThatThrownBy(this::read).hasMessageStartingWith(setting.key() + " in the file ");
    }

    @Test
    void limitsMayBeSetOneByOneOrBeSwitchedOff() throws Exception {
        options.put(Setting.MAX_CONNECTIONS_PER_USER, "7");
        assertThat(read().limits()).isEqualTo(new Limits(1000, 100, 30, 7, 100, 100, 1000, 500, 1000));

        options.put(Setting.LIMITS, "off");
        assertThat(read().limits().connectionsPerUser()).isEqualTo(Integer.MAX_VALUE);
        assertThat(read().limits().roomsPerUser()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void severalPublicHostsAreSeparatedByCommas() throws Exception {
        options.put(Setting.PUBLIC_HOST, "chat.example.org, bücher.example");

        assertThat(read().publicHosts()).containsExactlyInAnyOrder("chat.example.org", "bücher.example");
    }

    @ParameterizedTest
    @CsvSource({"/,/", "'',/", "chat,/chat", "/chat,/chat", "/chat/,/chat", "/a/b-c/,/a/b-c"})
    void pathHasASlashBeforeAndNoneAfter(String set, String expected) throws Exception {
        options.put(Setting.PATH, set);

        assertThat(read().path()).isEqualTo(expected);
    }

    @Test
    void trustedProxiesAreAddressesWithCommasBetween() throws Exception {
        options.put(Setting.TRUSTED_PROXIES, "10.0.0.0/8, ::1");

        assertThat(read().trustedProxies()).isNotEqualTo(TrustedProxies.NONE);
    }

    /** As Kubernetes sets them in every pod beside a service of this name, and Docker with a link. */
    @ParameterizedTest
    @ValueSource(strings = {"CHAT", "CHAT_DATABASE", "CHAT_HOST", "CHAT_DATA", "CHAT_LOG", "CHAT_MAX_FRAMES"})
    void addressesOfServicesAreNoSettings(String service) throws Exception {
        ServerConfig before = read();
        environment.put(service + "_SERVICE_HOST", "10.96.3.7");
        environment.put(service + "_SERVICE_PORT", "8080");
        environment.put(service + "_SERVICE_PORT_HTTP", "8080");
        environment.put(service + "_PORT", "tcp://10.96.3.7:8080");
        environment.put(service + "_PORT_8080_TCP", "tcp://10.96.3.7:8080");
        environment.put(service + "_PORT_8080_TCP_PROTO", "tcp");
        environment.put(service + "_PORT_8080_TCP_PORT", "8080");
        environment.put(service + "_PORT_8080_TCP_ADDR", "10.96.3.7");
        environment.put(service + "_NAME", "/web/chat");
        environment.put(service + "_ENV_LANG", "C.UTF-8");

        assertThat(read()).isEqualTo(before);
        assertThat(new Environment(environment).notices()).hasSize(service.equals("CHAT") ? 1 : 0);
    }

    @Test
    void ignoredAddressOfAServiceIsNoticed() {
        environment.put("CHAT_PORT", "tcp://10.96.3.7:8080");

        assertThat(new Environment(environment).notices())
                .singleElement()
                .asString()
                .startsWith("CHAT_PORT is \"tcp://10.96.3.7:8080\"")
                .contains("enableServiceLinks: false");
    }

    @Test
    void misspeltVariableIsNoticedAndAnothersIsNot() {
        environment.put("CHAT_DATABSE_URL", "jdbc:postgresql://db/chat");
        environment.put("CHAT_CHROMIUM", "/usr/bin/chromium");
        environment.put("CHAT_DATA", "folder");

        assertThat(new Environment(environment).notices())
                .containsExactly("CHAT_DATABSE_URL is no setting, and is ignored. Is it CHAT_DATABASE_URL?");
    }

    @Test
    void pathThatNoFileCanHaveIsNamed() {
        options.put(Setting.DATA, "a\0b");

        assertThatThrownBy(this::read).hasMessageEndingWith("which is no name of a file.");
    }

    @Test
    void logsGoToTwoFiles() throws Exception {
        options.put(Setting.LOG_FILE, "chat.log");
        options.put(Setting.ACCESS_LOG, "access.log");
        assertThat(read().logs())
                .isEqualTo(new LogSettings(
                        Level.INFO, Optional.of(Path.of("chat.log")), Optional.of(Path.of("access.log")), 10, 5));

        options.put(Setting.ACCESS_LOG, "chat.log");
        assertThatThrownBy(this::read).hasMessage("--access-log and --log-file must be two files.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://secret@db/chat", "jdbc:h2:secret"})
    void otherDatabaseIsRefusedWithoutRepeatingWhatMayBeSecret(String url) {
        environment.put("CHAT_DATABASE_URL", url);

        assertThatThrownBy(this::read)
                .hasMessageStartingWith("CHAT_DATABASE_URL must be such as jdbc:postgresql:")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void passwordShowsNowhere() throws Exception {
        environment.put("CHAT_DATABASE_URL", "jdbc:postgresql://ada:hidden@db:5432/chat?password=hidden");
        environment.put("CHAT_DATABASE_PASSWORD", "hidden");

        assertThat(read().toString()).contains("//db:5432/chat").doesNotContain("hidden");
        assertThat(Setting.DATABASE_PASSWORD.option()).isEmpty();
    }

    private void file(String content) throws Exception {
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/chat.properties"), content);
    }

    private ServerConfig read() throws InvalidSettingException {
        return ServerConfig.from(Settings.of(options, environment, Optional.empty(), home));
    }
}
