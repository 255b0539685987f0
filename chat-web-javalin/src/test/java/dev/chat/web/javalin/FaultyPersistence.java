package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Persistence;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.room.ChangeLog;
import dev.chat.core.room.MemberRepository;
import dev.chat.core.room.MessageRepository;
import dev.chat.core.room.RoomRepository;
import dev.chat.core.session.SessionRepository;
import dev.chat.core.store.StoreException;
import dev.chat.core.store.UnitOfWork;
import dev.chat.core.store.Work;
import dev.chat.core.user.UserRepository;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A store in memory that can be made to fail, or to wait. */
final class FaultyPersistence implements Persistence {
    private final Persistence memory = new InMemoryPersistence();
    private volatile RuntimeException failure;
    private final AtomicInteger readsLeft = new AtomicInteger(Integer.MAX_VALUE);
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile CountDownLatch released = new CountDownLatch(0);

    /** Fails from now on, as a store does that cannot be reached. */
    void failRetrySafe() {
        failure = new StoreException("out of reach", new IOException("secret-address:5432"), true);
    }

    /** Fails from now on, as a program does that has a bug. */
    void failForGood() {
        failure = new IllegalStateException("secret-detail");
    }

    /** Fails, as a store does that cannot be reached, once it was read so often. */
    void failAfterReads(int count) {
        readsLeft.set(count);
    }

    void mend() {
        failure = null;
        readsLeft.set(Integer.MAX_VALUE);
    }

    /** Lets the next who writes wait. */
    void hold() {
        held = new CountDownLatch(1);
        released = new CountDownLatch(1);
    }

    /** Waits until somebody waits. */
    void awaitHeld() throws InterruptedException {
        assertThat(held.await(Api.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    void release() {
        released.countDown();
    }

    @Override
    public UnitOfWork unitOfWork() {
        UnitOfWork real = memory.unitOfWork();
        return new UnitOfWork() {
            @Override
            public <T, X extends Exception> T write(Work<T, X> work) throws X {
                requireHealth();
                held.countDown();
                await(released);
                return real.write(work);
            }

            @Override
            public <T, X extends Exception> T read(Work<T, X> work) throws X {
                requireHealth();
                countRead();
                return real.read(work);
            }

            @Override
            public boolean isOpen() {
                return real.isOpen();
            }

            @Override
            public void afterCommit(Runnable action) {
                real.afterCommit(action);
            }
        };
    }

    @Override
    public UserRepository users() {
        return memory.users();
    }

    @Override
    public SessionRepository sessions() {
        return memory.sessions();
    }

    @Override
    public RoomRepository rooms() {
        return memory.rooms();
    }

    @Override
    public MemberRepository members() {
        return memory.members();
    }

    @Override
    public MessageRepository messages() {
        return memory.messages();
    }

    @Override
    public ChangeLog changeLog() {
        return memory.changeLog();
    }

    @Override
    public void close() {
        memory.close();
    }

    private void requireHealth() {
        RuntimeException present = failure;
        if (present != null) {
            throw present;
        }
    }

    private void countRead() {
        if (readsLeft.getAndDecrement() <= 0) {
            throw new StoreException("out of reach", new IOException("secret-address:5432"), true);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
