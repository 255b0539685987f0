package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.user.User;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    @Test
    void whoGivesUpOnAReaderDoesNotCloseTheSocketItself() throws Exception {
        try (Chat chat = Chat.on(new InMemoryPersistence()).build()) {
            User ada = chat.users().create("Ada");
            Closing session = new Closing();
            Connection connection = new Connection(
                    chat,
                    new Caller(ada, null),
                    null,
                    new SocketOutbox(new Line(session), 1024),
                    Runnable::run,
                    new Connection.Shared(
                            new Connections(1), new BatchEncoder(), new FrameLimits(1, System::nanoTime)));
            connection.abandon(CloseCode.TOO_SLOW);
            assertThat(session.closer.get(Api.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isNotSameAs(Thread.currentThread());
        }
    }

    /** Tells who closed it. */
    private static final class Closing extends CoreSession.Empty {
        private final CompletableFuture<Thread> closer = new CompletableFuture<>();

        @Override
        public void close(int code, String reason, Callback callback) {
            closer.complete(Thread.currentThread());
        }
    }
}
