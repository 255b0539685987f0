package dev.chat.core.room;

import static dev.chat.core.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RoomsTest {
    private final RoomFixture fixture = new RoomFixture();
    private final Rooms rooms = fixture.chat.rooms();

    RoomsTest() throws Exception {}

    @Test
    void creatorOwnsTheRoomAndItsLogBeginsAtOne() throws Exception {
        Room room = rooms.create(fixture.stranger, "  New   room ");

        assertThat(room.name()).isEqualTo(new RoomName("New room"));
        assertThat(room.version()).isEqualTo(new Position(1));
        assertThat(room.head()).isEqualTo(new Position(2));
        RoomView view = fixture.chat.history().open(fixture.stranger, room.id(), 10);
        assertThat(view.caller().isOwner()).isTrue();
        assertThat(view.caller().version()).isEqualTo(new Position(2));
        assertThat(view.newest().messages()).isEmpty();
    }

    @Test
    void namesAreUniqueInWhateverCase() throws Exception {
        assertRejected(ErrorCode.NAME_TAKEN, () -> rooms.create(fixture.owner, "ROOM"));
        assertRejected(ErrorCode.INVALID_NAME, () -> rooms.create(fixture.owner, " "));
        assertRejected(ErrorCode.INVALID_NAME, () -> rooms.create(fixture.owner, "x".repeat(81)));
        assertThat(rooms.list(fixture.owner, null, 10)).hasSize(1);
    }

    @Test
    void onlyUsersCreateRooms() {
        assertRejected(ErrorCode.USER_NOT_FOUND, () -> rooms.create(new UserId(UUID.randomUUID()), "New"));
    }

    @Test
    void ownersRename() throws Exception {
        Position before = fixture.head();

        Room renamed = rooms.rename(fixture.owner, fixture.room, "Salon");

        assertThat(renamed.version()).isEqualTo(before.next()).isEqualTo(fixture.head());
        assertThat(rooms.get(fixture.room).name()).isEqualTo(new RoomName("Salon"));
        assertThat(rooms.rename(fixture.owner, fixture.room, "Salon")).isEqualTo(renamed);
        assertThat(rooms.rename(fixture.owner, fixture.room, "SALON").name()).isEqualTo(new RoomName("SALON"));
        assertRejected(ErrorCode.NOT_ALLOWED, () -> rooms.rename(fixture.member, fixture.room, "Mine"));
        assertRejected(ErrorCode.NOT_A_MEMBER, () -> rooms.rename(fixture.stranger, fixture.room, "Mine"));
    }

    @Test
    void ownersDeleteAndNothingIsLeft() throws Exception {
        fixture.send(fixture.member, "Hello");
        assertRejected(ErrorCode.NOT_ALLOWED, () -> rooms.delete(fixture.member, fixture.room));

        rooms.delete(fixture.owner, fixture.room);

        assertRejected(ErrorCode.ROOM_NOT_FOUND, () -> rooms.get(fixture.room));
        assertRejected(ErrorCode.ROOM_NOT_FOUND, () -> fixture.open(fixture.member));
        assertRejected(ErrorCode.ROOM_NOT_FOUND, () -> fixture.send(fixture.member, "Hello?"));
        assertRejected(ErrorCode.ROOM_NOT_FOUND, () -> fixture.chat.members().join(fixture.stranger, fixture.room));
        assertRejected(ErrorCode.ROOM_NOT_FOUND, () -> rooms.delete(fixture.owner, fixture.room));
        assertThat(rooms.list(fixture.owner, null, 10)).isEmpty();
        assertThat(rooms.create(fixture.stranger, "Room").memberCount()).isEqualTo(1);
    }

    @Test
    void listTellsWhereTheCallerBelongs() throws Exception {
        rooms.create(fixture.stranger, "Attic");

        List<RoomListing> listings = rooms.list(fixture.member, null, 10);

        assertThat(listings)
                .extracting(listing -> listing.room().name().value(), RoomListing::role)
                .containsExactly(tuple("Attic", Optional.empty()), tuple("Room", Optional.of(Role.MEMBER)));
        assertThat(rooms.list(fixture.member, new RoomName("attic"), 10)).hasSize(1);
    }
}
