package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresqlPlanTest implements PlanContract {
    private static Jdbi jdbi;

    @BeforeAll
    static void fill() {
        String url = PostgresqlForTests.newDatabase();
        PostgresqlForTests.open(url).close();
        jdbi = Columns.withArrays(Jdbi.create(url, PostgresqlForTests.USER, PostgresqlForTests.PASSWORD));
        jdbi.useHandle(handle -> PlanContract.fill(handle, "generate_series", 1_000_000));
    }

    @Override
    public void assertReadsInOrderBy(String index, String sql, Object... arguments) {
        assertThat(explain(sql, arguments))
                .containsPattern("Index (Only )?Scan (Backward )?using " + index)
                .doesNotContain("Seq Scan", "Sort", "Bitmap");
    }

    /** One user's rooms are few: PostgreSQL may well sort them, as long as it finds them by the index. */
    @Test
    void roomsOfAUser() {
        assertThat(explain(JdbiMemberRepository.ROOMS_OF, USER))
                .containsPattern("(using|on) chat_members_user")
                .doesNotContain("Seq Scan");
    }

    @Test
    void countOfAUsersRooms() {
        assertThat(explain(JdbiMemberRepository.COUNT, USER))
                .containsPattern("(using|on) chat_members_user")
                .doesNotContain("Seq Scan");
    }

    @Test
    void rolesOfAUser() {
        UUID[] rooms = {PlanContract.id("c", 1), PlanContract.id("c", 2)};

        assertThat(explain(JdbiMemberRepository.ROLES, USER, rooms))
                .containsPattern("(using|on) chat_members_(user|pk)")
                .contains("Index Cond: ((user_id = ", "(room_id = ANY")
                .doesNotContain("Seq Scan");
    }

    @Test
    void membersAmongUsers() {
        UUID[] rooms = {PlanContract.ROOM, PlanContract.ROOM};
        UUID[] users = {USER, PlanContract.id("a", 501)};

        assertThat(explain(JdbiMemberRepository.BY_KEYS, rooms, users))
                .containsPattern("(using|on) chat_members_(user|pk)")
                .doesNotContain("Seq Scan");
    }

    @Test
    void messagesByKeys() {
        UUID[] authors = {USER, USER};
        String[] clientIds = {"client-500", "client-20500"};

        assertThat(explain(JdbiMessageRepository.BY_KEYS, authors, clientIds))
                .containsPattern("(using|on) chat_messages_client_id")
                .doesNotContain("Seq Scan on chat_messages");
    }

    @Test
    void lockedRooms() {
        UUID[] rooms = {PlanContract.id("c", 1), PlanContract.id("c", 2)};

        assertThat(explain(JdbiRoomRepository.LOCK, (Object) rooms))
                .containsPattern("(using|on) chat_rooms_pk")
                .doesNotContain("Seq Scan");
    }

    private static String explain(String sql, Object... arguments) {
        return jdbi.withHandle(handle -> String.join(
                "\n",
                handle.select("explain " + sql, arguments).mapTo(String.class).list()));
    }
}
