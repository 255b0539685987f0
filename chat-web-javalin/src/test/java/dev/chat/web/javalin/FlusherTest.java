package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FlusherTest {
    @Test
    void whatFailsForOneIsNothingToTheOthers() throws InterruptedException {
        CountDownLatch flushed = new CountDownLatch(1);
        try (Flusher flusher = new Flusher()) {
            flusher.start();
            flusher.schedule(new Outlet(() -> {
                throw new IllegalStateException("broken");
            }));
            flusher.schedule(new Outlet(flushed::countDown));
            assertThat(flushed.await(Api.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    private record Outlet(Runnable flush) implements Flusher.Flushable {
        @Override
        public boolean markScheduled() {
            return true;
        }

        @Override
        public void flushScheduled() {
            flush.run();
        }
    }
}
