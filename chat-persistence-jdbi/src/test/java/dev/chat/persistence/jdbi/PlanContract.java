package dev.chat.persistence.jdbi;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** How a database finds what pages and changes hold, once there is much of everything. */
interface PlanContract {
    /**
     * Requires a plan that reads what it returns and hardly more, by this index, in the order in which it returns it.
     */
    void assertReadsInOrderBy(String index, String sql, Object... arguments);

    UUID ROOM = id("c", 1);
    UUID USER = id("a", 500);
    int LIMIT = 50;

    /** An id as {@link #fill} makes them. */
    static UUID id(String kind, int number) {
        return UUID.fromString("00000000-0000-7000-" + kind + "000-%012d".formatted(number));
    }

    /**
     * Fills a store: 20,000 users; 2,000 rooms, all joined by one user, and the first by all users, half of whom have
     * left; messages, most of them in the first room.
     *
     * @param series a table function, such as {@code generate_series}
     * @param messages how many messages
     */
    static void fill(Handle handle, String series, int messages) {
        String id = "cast('00000000-0000-7000-%s000-' || lpad(cast(%s as varchar), 12, '0') as uuid)";
        String user = id.formatted("a", "mod(n, 20000)");
        String room = id.formatted("c", "%s");
        String now = "timestamp with time zone '2026-11-22 10:30:00Z'";
        handle.execute("insert into chat_users select " + user + ", 'User ' || n, 'user ' || n, " + now + ", null from "
                + series + "(1, 20000) as g(n)");
        handle.execute("insert into chat_rooms select " + room.formatted("n")
                + ", 'Room ' || n, 'room ' || n, 1, 200000, 1, " + now + ", null from " + series + "(1, 2000) as g(n)");
        handle.execute("insert into chat_members select " + room.formatted("1") + ", " + user
                + ", 'member', mod(n, 2) = 0, n, " + now + ", null, n from " + series + "(1, 20000) as g(n)");
        handle.execute("insert into chat_members select " + room.formatted("n") + ", " + id.formatted("a", "500")
                + ", 'owner', true, 2, " + now + ", null, 2 from " + series + "(2, 2000) as g(n)");
        handle.execute("insert into chat_messages select "
                + room.formatted("case when mod(n, 10) = 0 then mod(n, 2000) + 2 else 1 end")
                + ", n, n, " + user + ", 'client-' || n, 'Text ' || n, " + now + ", null, null, null from " + series
                + "(1, " + messages + ") as g(n)");
        handle.execute("analyze");
    }

    @Test
    default void historyBackwards() {
        assertReadsInOrderBy("chat_messages_pk", JdbiMessageRepository.BEFORE, ROOM, 100_000L, LIMIT);
        assertReadsInOrderBy("chat_messages_pk", JdbiMessageRepository.BEFORE, ROOM, Long.MAX_VALUE, LIMIT);
    }

    @Test
    default void historyForwards() {
        assertReadsInOrderBy("chat_messages_pk", JdbiMessageRepository.AFTER, ROOM, 100_000L, LIMIT);
        assertReadsInOrderBy("chat_messages_pk", JdbiMessageRepository.AFTER, ROOM, 0L, LIMIT);
    }

    @Test
    default void changedMessages() {
        assertReadsInOrderBy("chat_messages_version", JdbiMessageRepository.CHANGED, ROOM, 100_000L, LIMIT);
    }

    @Test
    default void changedMembers() {
        assertReadsInOrderBy("chat_members_version", JdbiMemberRepository.CHANGED, ROOM, 10_000L, LIMIT);
    }

    @Test
    default void membersOfARoom() {
        assertReadsInOrderBy("chat_members_active", JdbiMemberRepository.FIRST, ROOM, LIMIT);
        assertReadsInOrderBy("chat_members_active", JdbiMemberRepository.NEXT, ROOM, USER, LIMIT);
    }

    @Test
    default void longestStandingMembers() {
        assertReadsInOrderBy("chat_members_seniority", JdbiMemberRepository.EARLIEST, ROOM, "member", 2);
    }

    @Test
    default void listOfRooms() {
        assertReadsInOrderBy("chat_rooms_name_key", JdbiRoomRepository.PAGE, "", LIMIT);
        assertReadsInOrderBy("chat_rooms_name_key", JdbiRoomRepository.PAGE, "room 1500", LIMIT);
    }

    @Test
    default void listOfUsers() {
        assertReadsInOrderBy("chat_users_name_key", JdbiUserRepository.PAGE, "", LIMIT);
        assertReadsInOrderBy("chat_users_name_key", JdbiUserRepository.PAGE, "user 1500", LIMIT);
    }
}
