package dev.chat.examples.embedded;

import dev.chat.core.Chat;
import dev.chat.core.delivery.Delivery;
import dev.chat.core.error.RejectedException;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.room.Change;
import dev.chat.core.room.Position;
import dev.chat.core.room.Room;
import dev.chat.core.user.User;

/** A chat inside an ordinary program: two people, a room, and somebody who listens. */
public final class EmbeddedChat {
    private EmbeddedChat() {}

    public static void main(String[] arguments) throws RejectedException {
        // Delivers where it is sent, so that this program ends when all is said; leave it out to have a thread do it.
        try (Chat chat =
                Chat.on(new InMemoryPersistence()).dispatcher(Runnable::run).build()) {
            User ada = chat.users().create("Ada");
            User alan = chat.users().create("Alan");
            Room room = chat.rooms().create(ada.id(), "Engines");
            chat.members().join(alan.id(), room.id());

            chat.hub().subscribe(alan.id(), room.id(), Position.START, null, EmbeddedChat::print);

            chat.messages().send(ada.id(), room.id(), "ada-1", "Can it compose music?");
            chat.messages().send(alan.id(), room.id(), "alan-1", "It can if you describe it.");
            // The same client id again: stored once, and so heard once.
            chat.messages().send(alan.id(), room.id(), "alan-1", "It can if you describe it.");
        }
    }

    private static void print(Delivery delivery) {
        if (delivery instanceof Delivery.Changes changes) {
            for (Change change : changes.batch().changes()) {
                switch (change) {
                    case Change.RoomChanged it -> print(change, it.state().name());
                    case Change.MemberChanged it ->
                        print(change, it.member().user().name() + " is here");
                    case Change.MessageChanged it ->
                        print(
                                change,
                                it.message().author().name() + ": "
                                        + it.message().text());
                }
            }
        }
    }

    private static void print(Change change, Object what) {
        System.out.println(change.position() + " " + what);
    }
}
