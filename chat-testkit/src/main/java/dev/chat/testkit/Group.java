package dev.chat.testkit;

import static dev.chat.testkit.StoreContract.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.Chat;
import dev.chat.core.Persistence;
import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.HistoryQuery;
import dev.chat.core.room.Message;
import dev.chat.core.room.RoomId;
import dev.chat.core.room.Sent;
import dev.chat.core.store.StoreException;
import dev.chat.core.user.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Those who write in rooms while somebody else is at it. */
final class Group {
    private final FaultyPersistence faulty;
    private final Chat chat;
    private final User owner;
    private final RoomId room;
    private int unitsOfWork;

    Group(Persistence persistence) throws RejectedException {
        faulty = new FaultyPersistence(persistence);
        chat = Chat.on(faulty).heartbeat(Duration.ZERO).build();
        owner = chat.users().create(Samples.uniqueName("Owner"));
        room = newRoom();
    }

    Chat chat() {
        return chat;
    }

    /** Whom all rooms belong to. */
    User owner() {
        return owner;
    }

    /** The one in which somebody is at it. */
    RoomId room() {
        return room;
    }

    RoomId newRoom() throws RejectedException {
        return chat.rooms().create(owner.id(), Samples.uniqueName("Room")).id();
    }

    User newMember(RoomId... others) throws RejectedException {
        User user = chat.users().create(Samples.uniqueName("User"));
        chat.members().join(user.id(), room);
        for (RoomId other : others) {
            chat.members().join(user.id(), other);
        }
        return user;
    }

    Callable<Sent> send(User author, String clientId, String text) {
        return send(author, room, clientId, text);
    }

    Callable<Sent> send(User author, RoomId to, String clientId, String text) {
        return () -> chat.messages().send(author.id(), to, clientId, text);
    }

    List<String> texts() throws RejectedException {
        return texts(room);
    }

    List<String> texts(RoomId of) throws RejectedException {
        return chat.history().page(owner.id(), of, new HistoryQuery.Newest(), 200).messages().stream()
                .map(Message::text)
                .map(String::valueOf)
                .toList();
    }

    /** Lets a first send wait in the store, the others behind it, one after the other, and then all go on. */
    List<FutureTask<Sent>> runTogether(List<Callable<Sent>> calls, Fault... faults) throws Exception {
        int before = faulty.written();
        faulty.befall(faults);
        faulty.hold();
        Thread.ofPlatform().start(new FutureTask<>(send(owner, "first", "First")));
        faulty.awaitHeld();
        List<FutureTask<Sent>> tasks = calls.stream().map(FutureTask::new).toList();
        List<Thread> threads = new ArrayList<>();
        for (FutureTask<Sent> task : tasks) {
            threads.add(Concurrently.startWaiting(task));
        }
        faulty.release();
        for (Thread thread : threads) {
            thread.join(TimeUnit.MINUTES.toMillis(1));
        }
        unitsOfWork = faulty.written() - before;
        faulty.mend();
        return tasks;
    }

    /** How many there were when it was last run together, the first one's too. */
    int unitsOfWork() {
        return unitsOfWork;
    }

    static void assertRefused(ErrorCode code, FutureTask<Sent> send) {
        assertRejected(code, () -> {
            try {
                send.get();
            } catch (ExecutionException failure) {
                throw failure.getCause();
            }
        });
    }

    static void assertMayBeTriedAgain(FutureTask<Sent> send) {
        assertThatThrownBy(send::get)
                .cause()
                .isInstanceOfSatisfying(
                        StoreException.class,
                        failure -> assertThat(failure.isRetrySafe()).isTrue());
    }
}
