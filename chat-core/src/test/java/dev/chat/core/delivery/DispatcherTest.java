package dev.chat.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final Dispatcher dispatcher = Dispatcher.start();

    @AfterEach
    void close() {
        dispatcher.close();
    }

    @Test
    void tasksRunInTheOrderInWhichTheyCome() throws InterruptedException {
        List<Integer> numbers = IntStream.range(0, 1_000).boxed().toList();
        for (Integer number : numbers) {
            dispatcher.execute(() -> heard.add(number));
        }
        for (Integer number : numbers) {
            assertThat(next()).isEqualTo(number);
        }
    }

    @Test
    void whatFailsForOneIsNothingToTheOthers() throws InterruptedException {
        dispatcher.execute(() -> {
            throw new IllegalStateException("broken");
        });
        dispatcher.execute(() -> heard.add("whole"));
        assertThat(next()).isEqualTo("whole");
    }

    @Test
    void nothingRunsOnceItIsClosed() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        dispatcher.execute(() -> {
            heard.add(Thread.currentThread());
            try {
                closed.await();
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
        });
        Thread thread = (Thread) next();
        dispatcher.execute(() -> heard.add("too late"));
        dispatcher.close();
        closed.countDown();
        dispatcher.execute(() -> heard.add("much too late"));
        thread.join(PATIENCE);
        assertThat(thread.isAlive()).isFalse();
        assertThat(heard).isEmpty();
    }

    private Object next() throws InterruptedException {
        Object next = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }
}
