package dev.chat.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes up what one client says, edits and deletes, and remembers it until it is acknowledged. Used by the client's
 * thread alone; anyone may silence it, and ask whether it is done.
 */
final class Author {
    private static final Set<String> TRY_AGAIN = Set.of("unavailable", "internal_error", "rate_limited");
    private static final List<String> SAMPLES = List.of(
            "Good morning!",
            "Grüße aus Köln, è già ora?",
            "世界，你好。お元気ですか",
            "مرحبا بالعالم",
            "👩‍👩‍👧‍👦 🏳️‍🌈 🇳🇴",
            "Zoe\u0308 and Zo\u00eb",
            "<b>not bold</b> & \"quoted\" \\ back\nnext line",
            "{\"type\":\"send\"}");
    private static final int LONG = 2_000;

    private final Journal journal;
    private final Random random;
    private final String prefix;
    private final List<String> rooms;
    private final List<Command> outbox = new ArrayList<>();
    private final List<Own> own = new ArrayList<>();
    private int number;
    private volatile int waiting;
    private volatile int acknowledged;
    private volatile boolean silent;

    /**
     * Creates an author.
     *
     * @param prefix what makes its tokens its own
     */
    Author(Journal journal, Random random, String prefix, List<String> rooms) {
        this.journal = journal;
        this.random = random;
        this.prefix = prefix;
        this.rooms = rooms;
    }

    /** Makes up one more thing to do, unless it was silenced. */
    void makeUp() {
        if (silent) {
            return;
        }
        Own message = random.nextInt(4) == 0 ? anOwnMessage() : null;
        Command command = message == null ? send() : correction(message);
        journal.wanted(command);
        outbox.add(command);
        waiting = outbox.size();
    }

    /** Makes nothing up any more. */
    void silence() {
        silent = true;
    }

    /** {@return whether everything that was made up is acknowledged} */
    boolean isDone() {
        return silent && waiting == 0;
    }

    /** {@return how much was acknowledged} */
    int acknowledged() {
        return acknowledged;
    }

    /** {@return what is to be done, in that order} */
    List<Command> outbox() {
        return outbox;
    }

    /** {@return whether what is refused with this code may go well the next time} */
    static boolean isTriedAgain(String code) {
        return TRY_AGAIN.contains(code);
    }

    /** What is needed to say a command by REST or a frame: its text, and the client id of a send. */
    static Map<String, String> body(Command command) {
        String text = command.text();
        if (text == null) {
            return Map.of();
        }
        return command.kind() == Command.Kind.SEND
                ? Map.of("clientId", command.token(), "text", text)
                : Map.of("text", text);
    }

    /** The server says that it is done. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes; others only look.
    void acknowledged(Command command, Message message) {
        command.acknowledged(System.nanoTime(), message);
        acknowledged++;
        if (command.kind() == Command.Kind.SEND) {
            own.add(new Own(command.room(), command.token(), message.position()));
        } else {
            free(command);
        }
        remove(command);
    }

    /** The server says that it is not done: it is tried again, or was refused for no reason that there is. */
    void refused(Command command, String code) {
        command.refused();
        if (!isTriedAgain(code)) {
            Promise promise = command.kind() == Command.Kind.SEND ? Promise.IT_GOES_ON : Promise.CORRECTIONS_ARE_KEPT;
            journal.found(promise, "the " + command + " was refused with " + code);
            remove(command);
        }
    }

    private void remove(Command command) {
        outbox.remove(command);
        waiting = outbox.size();
    }

    private Command send() {
        String token = prefix + "-" + number++;
        String text = random.nextInt(30) == 0
                ? "long ".repeat(random.nextInt(LONG))
                : SAMPLES.get(random.nextInt(SAMPLES.size()));
        return Command.send(rooms.get(random.nextInt(rooms.size())), token, token + " " + text);
    }

    private Command correction(Own message) {
        message.busy = true;
        if (random.nextInt(3) == 0) {
            message.deleted = true;
            return Command.delete(message.room, message.token, message.position);
        }
        String text = message.token + " edit " + number++;
        return Command.edit(message.room, message.token, message.position, text);
    }

    private @Nullable Own anOwnMessage() {
        Own drawn = own.isEmpty() ? null : own.get(random.nextInt(own.size()));
        return drawn == null || drawn.busy || drawn.deleted ? null : drawn;
    }

    private void free(Command command) {
        own.stream().filter(message -> message.token.equals(command.token())).forEach(message -> message.busy = false);
    }

    /** A message that the author may correct, one correction at a time. */
    private static final class Own {
        private final String room;
        private final String token;
        private final long position;
        private boolean busy;
        private boolean deleted;

        private Own(String room, String token, long position) {
            this.room = room;
            this.token = token;
            this.position = position;
        }
    }
}
