package dev.chat.testkit;

import dev.chat.core.Chat;
import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.Position;
import dev.chat.core.room.Role;
import dev.chat.core.room.RoomId;
import dev.chat.core.store.StoreException;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Does at random whatever people can do in a room, the same for the same seed. What the rules refuse is part of the
 * game.
 */
public final class RandomHistory {
    private static final Set<ErrorCode> EXPECTED = EnumSet.of(
            ErrorCode.NOT_A_MEMBER,
            ErrorCode.NOT_ALLOWED,
            ErrorCode.MEMBER_NOT_FOUND,
            ErrorCode.MESSAGE_NOT_FOUND,
            ErrorCode.MESSAGE_DELETED,
            ErrorCode.LAST_OWNER,
            ErrorCode.USER_NOT_FOUND);

    private Chat chat;
    private final Random random;
    private final RoomId room;
    private final List<UserId> users = new ArrayList<>();
    private final UserId watcher;
    private final List<Said> said = new ArrayList<>();

    /** Creates a room with a few users, one of whom, the watcher, only ever looks on. */
    public RandomHistory(Chat chat, long seed) throws RejectedException {
        this.chat = chat;
        random = new Random(seed);
        User owner = chat.users().create(Samples.uniqueName("Owner"));
        users.add(owner.id());
        room = chat.rooms().create(owner.id(), Samples.uniqueName("Room")).id();
        for (int index = 0; index < 3; index++) {
            users.add(chat.users().create(Samples.uniqueName("User")).id());
        }
        watcher = chat.users().create(Samples.uniqueName("Watcher")).id();
        chat.members().join(watcher, room);
    }

    /** {@return the room in which it all happens} */
    public RoomId room() {
        return room;
    }

    /** {@return a member of the room who stays one} */
    public UserId watcher() {
        return watcher;
    }

    /** Goes on in another chat on the same store, as after a restart. */
    public void goOnIn(Chat other) {
        chat = other;
    }

    /** Does one thing, or is refused, or meets a store that fails: what comes of it then is not known. */
    public void step() {
        try {
            act(anyUser());
        } catch (RejectedException rejection) {
            if (!EXPECTED.contains(rejection.code())) {
                throw new AssertionError(rejection);
            }
        } catch (StoreException failure) {
            if (!failure.isRetrySafe()) {
                throw failure;
            }
        }
    }

    private void act(UserId actor) throws RejectedException {
        int dice = random.nextInt(100);
        if (dice < 38) {
            say(new Said(actor, "send-" + said.size(), "Text " + random.nextInt()));
        } else if (dice < 45) {
            say(said.isEmpty() ? new Said(actor, "the-first", "First") : said.get(random.nextInt(said.size())));
        } else if (dice < 60) {
            chat.messages().edit(actor, room, anyPosition(), "Edited " + random.nextInt());
        } else if (dice < 68) {
            chat.messages().delete(actor, room, anyPosition());
        } else if (dice < 80) {
            chat.members().join(actor, room);
        } else if (dice < 84) {
            chat.members().leave(actor, room);
        } else if (dice < 87) {
            chat.members().remove(actor, room, anyUser());
        } else if (dice < 92) {
            chat.members().changeRole(actor, room, anyUser(), random.nextBoolean() ? Role.OWNER : Role.MEMBER);
        } else if (dice < 95) {
            chat.users().rename(actor, Samples.uniqueName("Renamed"));
        } else if (dice < 99) {
            chat.rooms().rename(actor, room, Samples.uniqueName("Renamed"));
        } else {
            chat.users().delete(actor);
            users.set(
                    users.indexOf(actor),
                    chat.users().create(Samples.uniqueName("User")).id());
        }
    }

    private void say(Said what) throws RejectedException {
        said.add(what);
        chat.messages().send(what.author(), room, what.clientId(), what.text());
    }

    private UserId anyUser() {
        return users.get(random.nextInt(users.size()));
    }

    private Position anyPosition() throws RejectedException {
        return new Position(random.nextLong(chat.rooms().get(room).head().value()) + 1);
    }

    private record Said(UserId author, String clientId, String text) {}
}
