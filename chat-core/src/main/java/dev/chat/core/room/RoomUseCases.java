package dev.chat.core.room;

import dev.chat.core.id.IdGenerator;
import dev.chat.core.store.UnitOfWork;
import dev.chat.core.user.UserListener;
import dev.chat.core.user.UserRepository;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * The use cases of rooms, wired to one another.
 *
 * @param rooms rooms as a whole
 * @param members belonging to a room
 * @param messages saying something
 * @param history reading
 * @param changeReader reading the way from a position to now, for the engine itself
 * @param accountChanges carries what becomes of a user into the rooms
 */
public record RoomUseCases(
        Rooms rooms,
        Members members,
        Messages messages,
        History history,
        ChangeReader changeReader,
        UserListener accountChanges) {

    /**
     * {@return the use cases on these ports}
     *
     * @param maxRoomsPerUser how many rooms a user may be a member of
     * @param committed is handed each change once it is committed, on the thread that committed it; must neither block
     *     nor throw
     */
    public static RoomUseCases on(
            UnitOfWork unitOfWork,
            RoomRepository rooms,
            MemberRepository members,
            MessageRepository messages,
            ChangeLog changeLog,
            UserRepository users,
            InstantSource clock,
            IdGenerator ids,
            int maxRoomsPerUser,
            Consumer<Change> committed) {
        RoomLimit limit = new RoomLimit(members, maxRoomsPerUser);
        RoomLog log = new RoomLog(unitOfWork, rooms, members, changeLog, committed);
        ChangeReader changeReader = new ChangeReader(unitOfWork, rooms, changeLog);
        RoomWriter writer = new RoomWriter(unitOfWork, new MessageAppender(messages, members, log, clock));
        Members membersUseCases = new Members(unitOfWork, writer, members, users, limit, log, clock);
        return new RoomUseCases(
                new Rooms(unitOfWork, writer, rooms, members, messages, users, limit, log, clock, ids),
                membersUseCases,
                new Messages(writer, messages, log, clock),
                new History(unitOfWork, members, messages, changeReader, log),
                changeReader,
                new AccountChanges(members, membersUseCases, log));
    }
}
