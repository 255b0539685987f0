package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class H2PlanTest implements PlanContract {
    private static final JdbcDataSource SOURCE = new JdbcDataSource();
    private static final Jdbi JDBI = Columns.withArrays(Jdbi.create(SOURCE));

    private static final int MESSAGES = 1_000_000;

    @BeforeAll
    static void fill() {
        // The plans are the same as on disk, and the filling is faster.
        SOURCE.setUrl("jdbc:h2:mem:plans;DB_CLOSE_DELAY=-1");
        JdbiPersistence.open(SOURCE, Durability.POWER_LOSS, "public").close();
        JDBI.useHandle(handle -> PlanContract.fill(handle, "system_range", MESSAGES));
    }

    @AfterAll
    static void forget() {
        JDBI.useHandle(handle -> handle.execute("set db_close_delay 0"));
    }

    @Override
    public void assertReadsInOrderBy(String index, String sql, Object... arguments) {
        // H2 gives the indexes of constraints names of its own.
        String name = index.endsWith("_pk") ? "primary_key" : index;
        String plan = explain(sql, arguments);
        assertThat(plan)
                .contains("/* public." + name)
                .doesNotContain("tablescan")
                .endsWith("/* index sorted */");
    }

    @Test
    void roomsOfAUser() {
        assertReadsInOrderBy("chat_members_user", JdbiMemberRepository.ROOMS_OF, USER);
    }

    @Test
    void countOfAUsersRooms() {
        assertThat(explain(JdbiMemberRepository.COUNT, USER))
                .contains("/* public.chat_members_user")
                .doesNotContain("tablescan");
    }

    @Test
    void rolesOfAUser() {
        UUID[] rooms = {PlanContract.id("c", 1), PlanContract.id("c", 2)};

        assertThat(explain(JdbiMemberRepository.ROLES, USER, rooms))
                .containsPattern("/\\* public\\.(primary_key_\\w+|chat_members_user): user_id = .1 and room_id in");
    }

    @Test
    void membersAmongUsers() {
        UUID[] rooms = {PlanContract.ROOM, PlanContract.ROOM};
        UUID[] users = {USER, PlanContract.id("a", 501)};

        assertThat(explain(JdbiMemberRepository.BY_KEYS, rooms, users))
                .containsPattern(
                        "/\\* public\\.(primary_key_\\w+|chat_members_user\\w*): (room_id|user_id) = wanted.* and (room_id|user_id) = wanted")
                .doesNotContain("tablescan");
    }

    @Test
    void messagesByKeys() {
        UUID[] authors = {USER, USER};
        String[] clientIds = {"client-500", "client-20500"};

        assertThat(explain(JdbiMessageRepository.BY_KEYS, authors, clientIds))
                .containsPattern(
                        "/\\* public\\.chat_messages_client_id\\w*: author_id = wanted.* and client_id = wanted")
                .doesNotContain("tablescan");
    }

    @Test
    void headsAndLocksOfRooms() {
        UUID[] rooms = {PlanContract.id("c", 1), PlanContract.id("c", 2)};

        for (String sql : List.of(JdbiRoomRepository.HEADS, JdbiRoomRepository.LOCK)) {
            assertThat(explain(sql, (Object) rooms))
                    .contains("/* public.primary_key")
                    .contains("id in");
        }
    }

    private static String explain(String sql, Object... arguments) {
        return JDBI.withHandle(handle -> handle.select("explain " + sql, arguments)
                .mapTo(String.class)
                .one()
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " "));
    }
}
