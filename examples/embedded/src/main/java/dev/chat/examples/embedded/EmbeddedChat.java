package dev.chat.examples.embedded;

import dev.chat.core.Chat;
import dev.chat.core.delivery.Delivery;
import dev.chat.core.error.RejectedException;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.room.Change;
import dev.chat.core.room.Message;
import dev.chat.core.room.Position;
import dev.chat.core.room.Room;
import dev.chat.core.user.User;
import java.util.concurrent.CountDownLatch;

/** A chat inside an ordinary program: a user asks, a bot answers, and a subscriber prints both. */
public final class EmbeddedChat {
    private EmbeddedChat() {}

    public static void main(String[] arguments) throws RejectedException, InterruptedException {
        try (Chat chat = Chat.on(new InMemoryPersistence()).build()) {
            User ada = chat.users().create("Ada");
            User bot = chat.users().create("Engine");
            Room room = chat.rooms().create(ada.id(), "Engines");
            chat.members().join(bot.id(), room.id());

            CountDownLatch answered = new CountDownLatch(1);
            chat.hub().subscribe(ada.id(), room.id(), Position.START, null, delivery -> print(delivery, answered));
            chat.hub().subscribe(bot.id(), room.id(), Position.START, null, delivery -> answer(chat, bot, delivery));

            chat.messages().send(ada.id(), room.id(), "ada-1", "Can it compose music?");
            // The same client id again: stored once, and so heard once.
            chat.messages().send(ada.id(), room.id(), "ada-1", "Can it compose music?");
            answered.await();
        }
    }

    /** A subscriber has a thread of its own: it may send, and take its time. */
    private static void answer(Chat chat, User bot, Delivery delivery) {
        if (delivery instanceof Delivery.Changes changes) {
            for (Change change : changes.batch().changes()) {
                if (change instanceof Change.MessageChanged sent
                        && !sent.message().isBy(bot.id())) {
                    answer(chat, bot, sent.message());
                }
            }
        }
    }

    private static void answer(Chat chat, User bot, Message question) {
        try {
            // A client id made of what is answered: after a restart the same question gets no second answer.
            String clientId = "answer-" + question.position();
            chat.messages().send(bot.id(), question.room(), clientId, "It can if you describe it.");
        } catch (RejectedException left) {
            System.out.println("No answer: " + left.getMessage());
        }
    }

    private static void print(Delivery delivery, CountDownLatch answered) {
        if (delivery instanceof Delivery.Changes changes) {
            for (Change change : changes.batch().changes()) {
                switch (change) {
                    case Change.RoomChanged it -> print(change, it.state().name());
                    case Change.MemberChanged it ->
                        print(change, it.member().user().name() + " is here");
                    case Change.MessageChanged it -> {
                        Message message = it.message();
                        print(change, message.author().name() + ": " + message.text());
                        if (message.author().name().value().equals("Engine")) {
                            answered.countDown();
                        }
                    }
                }
            }
        }
    }

    private static void print(Change change, Object what) {
        System.out.println(change.position() + " " + what);
    }
}
