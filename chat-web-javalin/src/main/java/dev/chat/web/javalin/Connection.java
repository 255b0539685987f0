package dev.chat.web.javalin;

import dev.chat.core.Chat;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.Epoch;
import dev.chat.core.room.RoomId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A WebSocket of a known caller: handles its frames one after the other, and sends what its rooms bring. */
final class Connection implements Connections.Live {
    private static final int MAX_SUBSCRIPTIONS = 500;

    private final Chat chat;
    private final Caller caller;
    private final Epoch epoch;
    private final @Nullable RoomId only;
    private final SocketOutbox outbox;
    private final Connections connections;
    private final Flusher flusher;
    private final BatchEncoder encoder;
    private final Map<RoomId, RoomSubscriber> subscribers = new ConcurrentHashMap<>();
    private volatile boolean over;
    private boolean handling;
    private boolean stopping;

    /** Creates a connection that carries one room, or many if there is no such room. */
    Connection(Chat chat, Caller caller, @Nullable RoomId only, SocketOutbox outbox, Shared shared) {
        this.chat = chat;
        this.caller = caller;
        this.only = only;
        this.outbox = outbox;
        connections = shared.connections();
        flusher = shared.flusher();
        encoder = shared.encoder();
        epoch = chat.history().epoch();
        // Before anybody can find this connection to tell it something else.
        answer(Frames.welcome(caller.user(), epoch));
    }

    @Override
    public Caller caller() {
        return caller;
    }

    Epoch epoch() {
        return epoch;
    }

    /** Begins a socket that carries many rooms. */
    void open() {
        outbox.iterate();
    }

    /** Begins a socket that carries one room. */
    void open(Command.Subscribe room) throws Refusal, RejectedException {
        subscribe(null, room);
        outbox.iterate();
    }

    /** Ends a socket whose address makes no sense. */
    void refuse(Problem problem) {
        answer(Frames.error(null, problem, only));
        close(CloseCode.SUBSCRIPTION_OVER);
    }

    /** Handles a frame; called by one thread at a time. */
    void onText(String text) {
        if (!beginHandling()) {
            return;
        }
        try {
            handle(text);
        } finally {
            endHandling();
            outbox.iterate();
        }
    }

    /** Lets go of everything; the socket is closed, or about to be. */
    void onClosed() {
        over = true;
        outbox.queue().drop();
        subscribers.values().forEach(RoomSubscriber::close);
        connections.remove(this);
    }

    @Override
    public void end() {
        close(CloseCode.UNAUTHENTICATED);
    }

    /** Closes the socket once what waits is sent; nothing is handled any more. */
    void close(CloseCode code) {
        over = true;
        outbox.queue().end(code.code(), code.reason());
        flusher.schedule(outbox);
    }

    @Override
    public void stop() {
        synchronized (this) {
            stopping = true;
            if (handling) {
                return;
            }
        }
        close(CloseCode.STOPPING);
    }

    @Override
    public void announce(byte[] frame) {
        if (only == null) {
            if (!outbox.queue().add(frame)) {
                abandon();
            }
            flusher.schedule(outbox);
        }
    }

    /** Gives up on a reader that is too slow. */
    void abandon() {
        over = true;
        outbox.queue().drop();
        // Not here: the hub may be calling, with a room's lock held, and both take the locks of other rooms.
        Thread.startVirtualThread(() -> {
            try {
                outbox.close(CloseCode.TOO_SLOW.code(), CloseCode.TOO_SLOW.reason());
            } finally {
                onClosed();
            }
        });
    }

    boolean offer(ChangeBatch batch) {
        boolean accepted = outbox.queue().add(encoder.encode(batch));
        flusher.schedule(outbox);
        return accepted;
    }

    /** A subscription began; one that the room had before gets nothing more. */
    void begin(RoomSubscriber subscriber, byte[] frame) {
        RoomSubscriber replaced = subscribers.put(subscriber.room(), subscriber);
        if (replaced != null) {
            replaced.silence();
        }
        tell(subscriber.room(), frame);
    }

    /** A subscription is over, or never came to be. */
    void finish(RoomSubscriber subscriber, byte[] frame) {
        RoomSubscriber present = subscribers.remove(subscriber.room());
        if (present != null) {
            present.silence();
        }
        tell(subscriber.room(), frame);
        if (only != null) {
            close(CloseCode.SUBSCRIPTION_OVER);
        }
    }

    void subscribe(@Nullable String id, Command.Subscribe command) throws Refusal, RejectedException {
        RoomId room = command.room();
        RoomSubscriber earlier = subscribers.get(room);
        if (earlier == null && subscribers.size() >= MAX_SUBSCRIPTIONS) {
            throw new Refusal(
                    ProblemCode.TOO_MANY_SUBSCRIPTIONS,
                    "A socket can carry at most %d rooms.".formatted(MAX_SUBSCRIPTIONS));
        }
        RoomSubscriber subscriber = new RoomSubscriber(this, room, id);
        subscriber.attach(chat.hub().subscribe(caller.id(), room, command.after(), command.epoch(), subscriber));
        if (earlier != null) {
            earlier.close();
        }
        if (over) {
            subscriber.close();
        }
    }

    private void handle(String text) {
        String id = null;
        RoomId room = null;
        try {
            CommandFrame frame = new CommandFrame(Json.read(text), only);
            id = frame.id();
            room = frame.room();
            run(id, frame.command());
        } catch (Refusal | RejectedException | RuntimeException failure) {
            answer(Frames.error(id, Problem.of(failure), room));
        }
    }

    private void run(@Nullable String id, Command command) throws Refusal, RejectedException {
        switch (command) {
            case Command.Subscribe subscribe -> subscribe(id, subscribe);
            case Command.Unsubscribe unsubscribe -> unsubscribe(id, unsubscribe.room());
            case Command.Send send ->
                answer(Frames.sent(
                        id, send.room(), chat.messages().send(caller.id(), send.room(), send.clientId(), send.text())));
            case Command.Edit edit ->
                answer(Frames.changed(
                        "edited",
                        id,
                        edit.room(),
                        chat.messages().edit(caller.id(), edit.room(), edit.position(), edit.text())));
            case Command.Delete delete ->
                answer(Frames.changed(
                        "deleted",
                        id,
                        delete.room(),
                        chat.messages().delete(caller.id(), delete.room(), delete.position())));
            case Command.Ping ping -> answer(Frames.pong(id));
        }
    }

    private void unsubscribe(@Nullable String id, RoomId room) {
        RoomSubscriber subscriber = subscribers.remove(room);
        if (subscriber != null) {
            subscriber.close();
        }
        tell(room, Frames.unsubscribed(id, room));
    }

    private void answer(byte[] frame) {
        if (!outbox.queue().add(frame)) {
            abandon();
        }
    }

    private void tell(RoomId room, byte[] frame) {
        if (!outbox.queue().add(room, frame)) {
            abandon();
        }
        flusher.schedule(outbox);
    }

    private synchronized boolean beginHandling() {
        handling = !over && !stopping;
        return handling;
    }

    private void endHandling() {
        synchronized (this) {
            handling = false;
            if (!stopping) {
                return;
            }
        }
        close(CloseCode.STOPPING);
    }

    /**
     * What all connections share.
     *
     * @param connections knows all that are open
     * @param flusher sends
     * @param encoder encodes
     */
    record Shared(Connections connections, Flusher flusher, BatchEncoder encoder) {}
}
