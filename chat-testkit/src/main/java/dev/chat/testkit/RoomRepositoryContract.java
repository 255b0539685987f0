package dev.chat.testkit;

import static dev.chat.testkit.StoreContract.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.room.Position;
import dev.chat.core.room.Room;
import dev.chat.core.room.RoomId;
import dev.chat.core.room.RoomName;
import dev.chat.core.room.RoomRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link RoomRepository} keeps to. */
public interface RoomRepositoryContract extends StoreContract {
    private RoomRepository rooms() {
        return persistence().rooms();
    }

    private static Room deleted(Room room) {
        Position last = room.head().next();
        return new Room(room.id(), room.name(), last, last, 0, room.createdAt(), Samples.NOW);
    }

    private static Room renamed(Room room, RoomName name) {
        Position last = room.head().next();
        return new Room(room.id(), name, last, last, room.memberCount(), room.createdAt(), null);
    }

    @Test
    default void findsARoomWithEverythingItHas() throws Exception {
        Room room = Samples.storedRoom(persistence());

        assertThat(rooms().find(room.id())).contains(room);
        assertThat(rooms().find(new RoomId(UUID.randomUUID()))).isEmpty();
    }

    @Test
    default void headsAreThoseOfTheRoomsThatThereAre() throws Exception {
        Room first = Samples.storedRoom(persistence());
        Room second = Samples.storedRoom(persistence());
        writing(() -> {
            rooms().lock(second.id());
            rooms().update(Samples.withHead(second, 17));
        });

        assertThat(rooms().heads(List.of(first.id(), second.id(), new RoomId(UUID.randomUUID()))))
                .containsOnly(Map.entry(first.id(), first.head()), Map.entry(second.id(), new Position(17)));
        assertThat(rooms().heads(List.of())).isEmpty();
    }

    @Test
    default void nameOfAnotherRoomIsTaken() throws Exception {
        Room room = Samples.storedRoom(persistence());
        Room twin = Samples.room(room.name().value().toUpperCase(Locale.ROOT));

        assertRejected(ErrorCode.NAME_TAKEN, () -> writing(() -> rooms().insert(twin)));

        assertThat(rooms().find(twin.id())).isEmpty();
    }

    @Test
    default void updatedRoomReplacesTheFormer() throws Exception {
        Room room = Samples.storedRoom(persistence());
        Room further = new Room(room.id(), room.name(), room.version(), new Position(17), 4, room.createdAt(), null);
        Room renamed = renamed(further, new RoomName(Samples.uniqueName("New")));

        writing(() -> {
            rooms().lock(room.id());
            rooms().update(further);
        });
        assertThat(rooms().find(room.id())).contains(further);
        writing(() -> {
            rooms().lock(room.id());
            rooms().update(renamed);
        });

        assertThat(rooms().find(room.id())).contains(renamed);
        writing(() -> rooms().insert(Samples.room(room.name().value())));
    }

    @Test
    default void roomCannotTakeTheNameOfAnother() throws Exception {
        Room room = Samples.storedRoom(persistence());
        Room other = Samples.storedRoom(persistence());

        assertRejected(
                ErrorCode.NAME_TAKEN,
                () -> writing(() -> {
                    rooms().lock(room.id());
                    rooms().update(renamed(room, other.name()));
                }));

        assertThat(rooms().find(room.id())).contains(room);
    }

    @Test
    default void deletedRoomIsFoundButItsNameIsFree() throws Exception {
        Room room = Samples.storedRoom(persistence());
        writing(() -> {
            rooms().lock(room.id());
            rooms().update(deleted(room));
        });
        Room heir = Samples.room(room.name().value());

        writing(() -> rooms().insert(heir));

        assertThat(rooms().find(room.id())).contains(deleted(room));
        assertThat(rooms().find(heir.id())).contains(heir);
    }

    @Test
    default void lockedRoomIsTheLatest() throws Exception {
        Room room = Samples.storedRoom(persistence());

        assertThat(write(() -> rooms().lock(room.id()))).contains(room);
        assertThat(write(() -> rooms().lock(new RoomId(UUID.randomUUID())))).isEmpty();
    }

    @Test
    default void severalRoomsAreLockedAtOnce() throws Exception {
        List<Room> some = List.of(
                Samples.storedRoom(persistence()),
                Samples.storedRoom(persistence()),
                Samples.storedRoom(persistence()));
        List<RoomId> ids = new ArrayList<>(some.stream().map(Room::id).toList());
        ids.add(new RoomId(UUID.randomUUID()));

        assertThat(write(() -> rooms().lock(ids))).containsExactlyInAnyOrderElementsOf(some);
        assertThat(write(() -> rooms().lock(List.of()))).isEmpty();
    }

    @Test
    default void headsOfSeveralRoomsMoveAndNothingElseOfThem() throws Exception {
        Room first = Samples.storedRoom(persistence());
        Room second = Samples.storedRoom(persistence());
        Room third = Samples.storedRoom(persistence());

        writing(() -> {
            rooms().lock(List.of(first.id(), second.id()));
            rooms().moveHeads(List.of(
                    Samples.withHead(renamed(first, new RoomName("Not moved")), 17), Samples.withHead(second, 4)));
        });

        assertThat(rooms().find(first.id())).contains(Samples.withHead(first, 17));
        assertThat(rooms().find(second.id())).contains(Samples.withHead(second, 4));
        assertThat(rooms().find(third.id())).contains(third);
    }

    @Test
    default void whoLocksSeveralRoomsInWhateverOrderWaitsForOthersAndNotForEver() throws Exception {
        List<RoomId> ids = List.of(
                Samples.storedRoom(persistence()).id(),
                Samples.storedRoom(persistence()).id());
        Callable<Boolean> writer = () -> {
            for (int index = 0; index < 20; index++) {
                List<RoomId> order = index % 2 == 0 ? ids : ids.reversed();
                writing(() -> rooms().moveHeads(rooms().lock(order).stream()
                        .map(room -> Samples.withHead(room, room.head().value() + 1))
                        .toList()));
            }
            return true;
        };

        Concurrently.call(List.of(writer, writer, writer, writer));

        assertThat(rooms().heads(ids)).containsValues(new Position(81)).hasSize(2);
    }

    @Test
    default void roomsAreLockedAndWrittenInAUnitOfWorkOnly() throws Exception {
        Room room = Samples.storedRoom(persistence());

        assertThatThrownBy(() -> rooms().lock(room.id())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> rooms().insert(Samples.room())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> rooms().update(room)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> rooms().moveHeads(List.of(room))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void lockKeepsWritersApart() throws Exception {
        Room room = Samples.storedRoom(persistence());
        int writers = 8;
        int each = 10;
        Callable<Boolean> writer = () -> {
            for (int index = 0; index < each; index++) {
                writing(() -> {
                    Room locked = rooms().lock(room.id()).orElseThrow();
                    rooms().update(Samples.withHead(locked, locked.head().value() + 1));
                });
            }
            return true;
        };

        Concurrently.call(IntStream.range(0, writers).mapToObj(index -> writer).toList());

        assertThat(rooms().find(room.id()).orElseThrow().head()).isEqualTo(new Position(1 + writers * each));
    }

    @Test
    default void listsEachRoomOnceInPages() throws Exception {
        List<Room> some = new ArrayList<>();
        for (int index = 0; index < 7; index++) {
            some.add(Samples.storedRoom(persistence()));
        }
        Room gone = some.removeLast();
        writing(() -> {
            rooms().lock(gone.id());
            rooms().update(deleted(gone));
        });

        List<Room> all = new ArrayList<>();
        @Nullable RoomName after = null;
        List<Room> page;
        do {
            page = rooms().list(after, 3);
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            all.addAll(page);
            after = page.isEmpty() ? after : page.getLast().name();
        } while (!page.isEmpty());

        assertThat(all).containsAll(some).doesNotHaveDuplicates();
        assertThat(all).noneMatch(Room::isDeleted);
    }
}
