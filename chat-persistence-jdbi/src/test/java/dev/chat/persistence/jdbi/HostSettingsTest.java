package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.Chat;
import dev.chat.core.room.Message;
import dev.chat.core.room.Position;
import dev.chat.core.room.Room;
import dev.chat.core.room.RoomListing;
import dev.chat.core.session.SignedIn;
import dev.chat.core.session.Token;
import dev.chat.core.user.User;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host's H2 database that compares and names as the host has set it: keys stay exact, or it is refused. */
class HostSettingsTest {
    private static DataSource host(String settings) {
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1" + settings);
        return source;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";IGNORECASE=TRUE",
                ";DATABASE_TO_UPPER=FALSE",
                ";DATABASE_TO_LOWER=TRUE",
                ";CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                ";DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                ";IGNORE_UNKNOWN_SETTINGS=TRUE;NO_SUCH_SETTING=1",
                ";MODE=LEGACY",
                ";MODE=DB2",
                ";MODE=HSQLDB",
                ";MODE=MySQL",
                ";MODE=MySQL;IGNORECASE=TRUE;DATABASE_TO_LOWER=TRUE",
                ";MODE=MariaDB",
                ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
            })
    void keysAreExactWhateverTheSettings(String settings) throws Exception {
        assertExact(host(settings));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set collation english strength primary",
                "set collation german strength tertiary",
                "set ignorecase true",
            })
    void keysAreExactWhateverTheDatabaseIsSetTo(String setting) throws Exception {
        DataSource host = host("");
        Jdbi.create(host).useHandle(handle -> handle.execute(setting));
        assertExact(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STRICT", "Derby", "MSSQLServer", "Oracle"})
    void modeThatUnderstandsTooLittleIsRefused(String mode) {
        assertThatThrownBy(() -> JdbiPersistence.open(host(";MODE=" + mode)))
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageContaining("MODE=" + mode);
    }

    private static void assertExact(DataSource host) throws Exception {
        Chat chat = Chat.on(JdbiPersistence.open(host)).build();
        SignedIn ada = chat.sessions().signUp("Ada");
        User accented = chat.users().create("Àda");
        Room room = chat.rooms().create(ada.user().id(), "Room");
        Room other = chat.rooms().create(ada.user().id(), "Ròom");

        Message small =
                chat.messages().send(ada.user().id(), room.id(), "abc-1", "One").message();
        Message large =
                chat.messages().send(ada.user().id(), room.id(), "ABC-1", "Two").message();
        assertThat(large.position()).isNotEqualTo(small.position());
        assertThat(chat.messages()
                        .send(ada.user().id(), room.id(), "abc-1", "One")
                        .message())
                .isEqualTo(small);
        assertThat(chat.messages()
                        .send(ada.user().id(), room.id(), "ABC-1", "Two")
                        .message())
                .isEqualTo(large);
        chat.messages().edit(ada.user().id(), room.id(), small.position(), "Three");

        assertThat(chat.sessions().authenticate(ada.token())).isEqualTo(ada.user());
        Token otherCase = new Token(swapped(ada.token().value()));
        assertThatThrownBy(() -> chat.sessions().authenticate(otherCase)).hasMessageContaining("void");

        assertThat(chat.users().list(null, 10)).containsExactly(ada.user(), accented);
        assertThat(chat.users().list(ada.user().nameKey(), 10)).containsExactly(accented);
        List<RoomListing> listed = chat.rooms().list(ada.user().id(), null, 10);
        assertThat(listed).extracting(each -> each.room().id()).containsExactly(room.id(), other.id());
        chat.members().join(accented.id(), room.id());
        chat.members().leave(ada.user().id(), room.id());
        assertThat(chat.history().open(accented.id(), room.id(), 10).caller().isOwner())
                .isTrue();
        assertThat(chat.rooms().get(room.id()).head()).isEqualTo(new Position(8));

        for (User user : List.of(ada.user(), accented, chat.users().create("Third"))) {
            chat.users().delete(user.id());
        }
        assertThat(chat.users().create("ada").isDeleted()).isFalse();
        chat.close();
    }

    private static String swapped(String token) {
        String large = token.toUpperCase(Locale.ROOT);
        return large.equals(token) ? token.toLowerCase(Locale.ROOT) : large;
    }
}
