package dev.chat.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.room.Change;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.MessageText;
import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import dev.chat.core.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What subscribers of a host application may do, however long they take. */
class SubscriberTest {
    private final Chat chat = chat(false);
    private final UserId owner = chat.users().create("Owner").id();
    private final RoomId room = chat.rooms().create(owner, "Room").id();
    private final BlockingQueue<Delivery> heard = new LinkedBlockingQueue<>();

    SubscriberTest() throws Exception {}

    private static Chat chat(boolean deliversWhereItIsSent) {
        Chat.Builder builder = Chat.on(new InMemoryPersistence()).heartbeat(Duration.ZERO);
        return deliversWhereItIsSent ? builder.dispatcher(Runnable::run).build() : builder.build();
    }

    @AfterEach
    void close() {
        chat.close();
    }

    private static Position head(Chat chat, RoomId room) throws Exception {
        return chat.rooms().get(room).head();
    }

    private Position head() throws Exception {
        return head(chat, room);
    }

    private Position send(String name, String text) throws Exception {
        return chat.messages().send(owner, room, name, text).message().position();
    }

    /** Takes deliveries until one that leads to a position, each batch from where the one before it ended. */
    private static void awaitContiguous(BlockingQueue<Delivery> heard, Position from, Position to) throws Exception {
        Position known = from;
        while (!known.equals(to)) {
            Delivery delivery = heard.poll(30, TimeUnit.SECONDS);
            if (!(delivery instanceof Delivery.Started)) {
                assertThat(delivery).isInstanceOf(Delivery.Changes.class);
                ChangeBatch batch = ((Delivery.Changes) delivery).batch();
                assertThat(batch.after()).isEqualTo(known);
                known = batch.upTo();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void subscriberMaySend(boolean deliversWhereItIsSent) throws Exception {
        try (Chat here = chat(deliversWhereItIsSent)) {
            UserId user = here.users().create("User").id();
            UserId bot = here.users().create("Bot").id();
            RoomId hall = here.rooms().create(user, "Hall").id();
            here.members().join(bot, hall);
            Position known = head(here, hall);
            here.hub().subscribe(user, hall, known, null, heard::add);
            here.hub().subscribe(bot, hall, known, null, delivery -> answer(here, bot, delivery));

            here.messages().send(user, hall, "one", "One?");
            here.messages().send(user, hall, "two", "Two?");

            awaitContiguous(heard, known, new Position(known.value() + 4));
        }
    }

    private static void answer(Chat chat, UserId bot, Delivery delivery) {
        if (!(delivery instanceof Delivery.Changes changes)) {
            return;
        }
        for (Change change : changes.batch().changes()) {
            if (change instanceof Change.MessageChanged sent
                    && !sent.message().author().id().equals(bot)) {
                try {
                    chat.messages().send(bot, change.room(), "answer-" + change.position(), "Yes.");
                } catch (Exception failure) {
                    throw new IllegalStateException(failure);
                }
            }
        }
    }

    @Test
    void directSubscriberThatSendsWithinTheTurnOfAWriterIsRefusedAtOnce() throws Exception {
        try (Chat here = chat(true)) {
            UserId user = here.users().create("User").id();
            RoomId hall = here.rooms().create(user, "Hall").id();
            List<Exception> refusals = new ArrayList<>();
            here.hub().subscribeDirectly(user, hall, head(here, hall), null, delivery -> {
                if (delivery instanceof Delivery.Changes) {
                    try {
                        here.messages().send(user, hall, "again", "Again");
                    } catch (Exception refusal) {
                        refusals.add(refusal);
                    }
                }
            });

            here.messages().send(user, hall, "one", "One");
            here.rooms().rename(user, hall, "Another");

            assertThat(refusals)
                    .hasSize(2)
                    .allSatisfy(refusal -> assertThat(refusal)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("subscribed directly"));
        }
    }

    @Test
    void stuckSubscriberHoldsUpNobodyAndMissesNothing() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        BlockingQueue<Delivery> late = new LinkedBlockingQueue<>();
        BlockingQueue<Delivery> elsewhere = new LinkedBlockingQueue<>();
        RoomId other = chat.rooms().create(owner, "Other").id();
        Position known = head();
        Position knownElsewhere = head(chat, other);
        Subscription slow = chat.hub().subscribe(owner, room, known, null, delivery -> {
            late.add(delivery);
            if (delivery instanceof Delivery.Changes) {
                stuck.countDown();
                awaitUninterrupted(goOn);
            }
        });
        chat.hub().subscribe(owner, room, known, null, heard::add);
        chat.hub().subscribe(owner, other, knownElsewhere, null, elsewhere::add);

        Position first = send("first", "First");
        stuck.await();
        Position second = send("second", "Second");
        Position there =
                chat.messages().send(owner, other, "there", "There").message().position();

        awaitContiguous(heard, known, second);
        awaitContiguous(elsewhere, knownElsewhere, there);
        assertThat(slow.position()).isEqualTo(known);
        goOn.countDown();
        awaitContiguous(late, known, second);
        assertThat(first).isLessThan(second);
    }

    @Test
    void whatASlowSubscriberHasNoRoomForItReadsLaterAndTheLogNamesIt() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch stuck = new CountDownLatch(1);
        Position known = head();
        chat.hub().subscribe(owner, room, known, null, delivery -> {
            heard.add(delivery);
            if (delivery instanceof Delivery.Changes) {
                stuck.countDown();
                awaitUninterrupted(goOn);
            }
        });
        BlockingQueue<Delivery> quick = new LinkedBlockingQueue<>();
        chat.hub().subscribe(owner, room, known, null, quick::add);
        String text = "x".repeat(MessageText.MAX_CHARACTERS);
        int needed = (int) (3 * PatientListener.MAX_WAITING / (2L * text.length()));

        try (Log log = new Log(PatientListener.class)) {
            send("first", "First");
            stuck.await();
            Position last = known;
            for (int number = 0; number < needed; number++) {
                last = send("large-" + number, text);
            }
            awaitContiguous(quick, known, last);
            assertThat(log.messages).singleElement().asString().contains(owner.toString(), room.toString(), " kB wait");
            goOn.countDown();

            awaitContiguous(heard, known, last);
        }
    }

    @Test
    void subscriberThatThrowsIsToldThatItHasLostItsSubscription() throws Exception {
        Position known = head();
        chat.hub().subscribe(owner, room, known, null, delivery -> {
            heard.add(delivery);
            if (delivery instanceof Delivery.Changes) {
                throw new IllegalStateException("broken");
            }
        });

        send("one", "One");

        assertThat(heard.poll(30, TimeUnit.SECONDS)).isInstanceOf(Delivery.Started.class);
        assertThat(heard.poll(30, TimeUnit.SECONDS)).isInstanceOf(Delivery.Changes.class);
        assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(new Delivery.Ended(room, Delivery.Reason.INTERRUPTED));
    }

    @Test
    void slowSubscriberWhoWasRemovedSeesTheRemovalAndNothingAfter() throws Exception {
        UserId member = chat.users().create("Member").id();
        chat.members().join(member, room);
        CountDownLatch goOn = new CountDownLatch(1);
        chat.hub().subscribe(member, room, head(), null, delivery -> {
            heard.add(delivery);
            if (delivery instanceof Delivery.Changes) {
                awaitUninterrupted(goOn);
            }
        });
        Position known = head();

        send("one", "One");
        chat.members().remove(owner, room, member);
        Position removal = head();
        send("two", "Two");
        goOn.countDown();

        awaitContiguous(heard, known, removal);
        assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(new Delivery.Ended(room, Delivery.Reason.LEFT));
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** What a class logs. */
    private static final class Log extends Handler implements AutoCloseable {
        final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final Logger logger;

        Log(Class<?> type) {
            logger = Logger.getLogger(type.getName());
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord entry) {
            messages.add(new SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }
}
