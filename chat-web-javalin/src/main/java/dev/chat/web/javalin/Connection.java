package dev.chat.web.javalin;

import dev.chat.core.Chat;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.Epoch;
import dev.chat.core.room.RoomId;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A WebSocket of a known caller: handles its frames one after the other, and sends what its rooms bring. */
final class Connection implements Connections.Live {
    private final Caller caller;
    private final Epoch epoch;
    private final @Nullable RoomId only;
    private final SocketOutbox outbox;
    private final Executor threads;
    private final Connections connections;
    private final BatchEncoder encoder;
    private final Subscriptions subscriptions;
    private final Commands commands;
    private volatile boolean over;
    private boolean handling;
    private @Nullable Duration stopping;

    /**
     * Creates a connection.
     *
     * @param only the one room that it carries; null if it carries many
     * @param threads run what waits for the store
     */
    Connection(Chat chat, Caller caller, @Nullable RoomId only, SocketOutbox outbox, Executor threads, Shared shared) {
        this.caller = caller;
        this.only = only;
        this.outbox = outbox;
        this.threads = threads;
        connections = shared.connections();
        encoder = shared.encoder();
        subscriptions = new Subscriptions(chat, this);
        commands = new Commands(chat, this, subscriptions, shared.limits().newLimit(caller.id()));
        epoch = chat.history().epoch();
        // Before anybody can find this connection to tell it something else.
        answer(Frames.welcome(caller.user(), epoch));
    }

    @Override
    public Caller caller() {
        return caller;
    }

    /** The one room that it carries; null if it carries many. */
    @Nullable
    RoomId only() {
        return only;
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
        subscriptions.subscribe(null, room);
        outbox.iterate();
    }

    /** Ends a socket whose address makes no sense. */
    void refuse(Problem problem) {
        answer(Frames.error(null, problem, only));
        close(CloseCode.SUBSCRIPTION_OVER);
    }

    /**
     * Handles a frame, without blocking.
     *
     * @return completed once it is handled, on whatever thread; until then no other may be. It fails if not even an
     *     error could be answered
     */
    CompletionStage<?> onText(String text) {
        if (!beginHandling()) {
            return Commands.HANDLED;
        }
        return commands.handle(text).whenComplete((handled, failure) -> {
            endHandling();
            outbox.iterate();
        });
    }

    /** Lets go of everything; the socket is closed, or about to be. Does not block. */
    void onClosed() {
        over = true;
        outbox.queue().drop();
        connections.remove(this);
        // Not here: the hub's dispatcher may be writing, with a room's lock held, and this takes the locks of others.
        Thread.startVirtualThread(subscriptions::close);
    }

    @Override
    public int waitingBytes() {
        return outbox.queue().waitingBytes();
    }

    @Override
    public void end() {
        close(CloseCode.UNAUTHENTICATED);
    }

    /** Closes the socket once what waits is sent; nothing is handled any more. */
    void close(CloseCode code) {
        over = true;
        outbox.end(code);
        outbox.iterate();
    }

    @Override
    public void stop(Duration retryAfter) {
        synchronized (this) {
            stopping = retryAfter;
            if (handling) {
                return;
            }
        }
        closeFor(retryAfter);
    }

    @Override
    public void announce(byte[] frame) {
        if (only == null) {
            answer(frame);
            outbox.iterate();
        }
    }

    /** Gives up on a peer that is too slow, or gone. One that is slow can still read why, once it reads on. */
    void abandon(CloseCode code) {
        over = true;
        outbox.queue().drop();
        // Not here: the hub may be calling, with a room's lock held, and both take the locks of other rooms.
        Thread.startVirtualThread(() -> {
            try {
                outbox.close(code);
                if (code == CloseCode.SILENT) {
                    outbox.abort();
                }
            } finally {
                onClosed();
            }
        });
    }

    /** Tells how far the rooms have come. Does not block. */
    void beat() {
        subscriptions.beat();
    }

    /** Run what would keep the thread that reads. */
    Executor threads() {
        return threads;
    }

    boolean isOver() {
        return over;
    }

    synchronized boolean isHandling() {
        return handling;
    }

    boolean offer(ChangeBatch batch) {
        boolean accepted = outbox.queue().add(encoder.encode(batch));
        outbox.iterate();
        return accepted;
    }

    /** A subscription is over, and with it a socket that is about nothing else. */
    void finished() {
        if (only != null) {
            close(CloseCode.SUBSCRIPTION_OVER);
        }
    }

    /** Sends a frame about a room, in its place between the room's changes. */
    void tell(RoomId room, byte[] frame) {
        if (!outbox.queue().add(room, frame)) {
            abandon(CloseCode.TOO_SLOW);
        }
        outbox.iterate();
    }

    /** Sends a frame that may be lost. */
    void mention(byte[] frame) {
        if (outbox.queue().addOfTheMoment(frame)) {
            outbox.iterate();
        }
    }

    /** Sends an answer, once it is {@linkplain SocketOutbox#iterate iterated}. */
    void answer(byte[] frame) {
        if (!outbox.queue().add(frame)) {
            abandon(CloseCode.TOO_SLOW);
        }
    }

    private synchronized boolean beginHandling() {
        handling = !over && stopping == null;
        return handling;
    }

    private void endHandling() {
        Duration retryAfter;
        synchronized (this) {
            handling = false;
            retryAfter = stopping;
        }
        if (retryAfter != null) {
            closeFor(retryAfter);
        }
    }

    private void closeFor(Duration retryAfter) {
        over = true;
        outbox.end(CloseCode.STOPPING, retryAfter);
        outbox.iterate();
    }

    /**
     * What all connections share.
     *
     * @param connections knows all that are open
     * @param encoder encodes
     * @param limits what one may send
     */
    record Shared(Connections connections, BatchEncoder encoder, FrameLimits limits) {}
}
