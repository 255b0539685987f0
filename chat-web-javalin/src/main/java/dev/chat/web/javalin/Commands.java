package dev.chat.web.javalin;

import dev.chat.core.Chat;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.RoomId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Carries out what comes through one socket, and has it answered. One at a time; never blocks. */
final class Commands {
    /** There is nothing left to wait for. */
    static final CompletionStage<?> HANDLED = CompletableFuture.completedStage(null);

    private static final Problem RATE_LIMITED =
            new Problem(ProblemCode.RATE_LIMITED, "More frames come than one user may send; slow down.");

    private final Chat chat;
    private final Connection connection;
    private final Subscriptions subscriptions;
    private final FrameLimit limit;

    Commands(Chat chat, Connection connection, Subscriptions subscriptions, FrameLimit limit) {
        this.chat = chat;
        this.connection = connection;
        this.subscriptions = subscriptions;
        this.limit = limit;
    }

    /** {@return completed once the frame is answered; it fails if not even an error could be} */
    CompletionStage<?> handle(String text) {
        try {
            return handle(text, limit.judge());
        } catch (RuntimeException | Error failure) {
            return CompletableFuture.failedStage(failure);
        }
    }

    private CompletionStage<?> handle(String text, FrameLimit.Verdict verdict) {
        String id = null;
        RoomId room = null;
        try {
            CommandFrame frame = new CommandFrame(Json.read(text), connection.only());
            id = frame.id();
            room = frame.room();
            if (verdict == FrameLimit.Verdict.ADMITTED) {
                return run(id, room, frame.command());
            }
            connection.answer(Frames.error(id, RATE_LIMITED, room));
        } catch (Refusal | RuntimeException failure) {
            Problem problem = verdict == FrameLimit.Verdict.ADMITTED ? Problem.of(failure) : RATE_LIMITED;
            connection.answer(Frames.error(id, problem, room));
        }
        if (verdict == FrameLimit.Verdict.ENOUGH) {
            connection.close(CloseCode.TOO_MANY_FRAMES);
        }
        return HANDLED;
    }

    private CompletionStage<?> run(@Nullable String id, @Nullable RoomId room, Command command) {
        return switch (command) {
            case Command.Send send -> send(id, send);
            case Command.Ping ping -> {
                connection.answer(Frames.pong(id));
                yield HANDLED;
            }
            case Command.Blocking blocking ->
                CompletableFuture.runAsync(() -> runBlocking(id, room, blocking), connection.threads());
        };
    }

    private void runBlocking(@Nullable String id, @Nullable RoomId room, Command.Blocking command) {
        try {
            switch (command) {
                case Command.Subscribe subscribe -> subscriptions.subscribe(id, subscribe);
                case Command.Unsubscribe unsubscribe -> subscriptions.unsubscribe(id, unsubscribe.room());
                case Command.Edit edit ->
                    connection.answer(Frames.changed(
                            "edited",
                            id,
                            edit.room(),
                            chat.messages().edit(connection.caller().id(), edit.room(), edit.position(), edit.text())));
                case Command.Delete delete ->
                    connection.answer(Frames.changed(
                            "deleted",
                            id,
                            delete.room(),
                            chat.messages().delete(connection.caller().id(), delete.room(), delete.position())));
            }
        } catch (Refusal | RejectedException | RuntimeException failure) {
            connection.answer(Frames.error(id, Problem.of(failure), room));
        }
    }

    private CompletionStage<?> send(@Nullable String id, Command.Send send) {
        return chat.messages()
                .sendAsync(connection.caller().id(), send.room(), send.clientId(), send.text())
                .handle((sent, failure) -> {
                    connection.answer(
                            failure == null
                                    ? Frames.sent(id, send.room(), sent)
                                    : Frames.error(id, Problem.of(failure), send.room()));
                    return sent;
                });
    }
}
