package dev.chat.testkit;

import dev.chat.core.Persistence;
import dev.chat.core.room.ChangeLog;
import dev.chat.core.room.MemberRepository;
import dev.chat.core.room.MessageRepository;
import dev.chat.core.room.RoomRepository;
import dev.chat.core.session.SessionRepository;
import dev.chat.core.store.StoreException;
import dev.chat.core.store.UnitOfWork;
import dev.chat.core.store.Work;
import dev.chat.core.user.IdentityRepository;
import dev.chat.core.user.UserRepository;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store that fails at chosen points, or waits; what it keeps is in a real one. Faults befall units of work, and not
 * reads outside of one. It has one {@linkplain UnitOfWork#writers writer}, so that tests know who waits behind whom.
 * Safe for use by many threads at once.
 */
public final class FaultyPersistence implements Persistence {
    private static final int PATIENCE_SECONDS = 60;

    private final Persistence real;
    private final UnitOfWork unitOfWork = new FaultyUnitOfWork();
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger readsLeft = new AtomicInteger(Integer.MAX_VALUE);
    private final AtomicReference<@Nullable Runnable> afterRead = new AtomicReference<>();
    private volatile Supplier<Fault> faults = () -> Fault.NONE;
    private volatile @Nullable RuntimeException failure;
    private volatile boolean holdsReads;
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile CountDownLatch released = new CountDownLatch(0);

    /** Creates a store without faults, for now. */
    public FaultyPersistence(Persistence real) {
        this.real = real;
    }

    /** {@return a failure after which the same call may succeed} */
    public static StoreException outOfReach() {
        return new StoreException("out of reach", new IOException("secret-address:5432"), true);
    }

    /** Lets faults befall the next writing units of work, one each. */
    public void befall(Fault... next) {
        Queue<Fault> queue = new ConcurrentLinkedQueue<>(List.of(next));
        faults = () -> queue.isEmpty() ? Fault.NONE : queue.remove();
    }

    /** Asks for each writing unit of work what befalls it. */
    public void befall(Supplier<Fault> each) {
        faults = each;
    }

    /** Fails whatever is asked, from now on. */
    public void failWith(RuntimeException always) {
        failure = always;
    }

    /** Fails, as a store does that cannot be reached, once it was read so often. */
    public void failAfterReads(int count) {
        readsLeft.set(count);
    }

    /** Ends all faults. */
    public void mend() {
        failure = null;
        faults = () -> Fault.NONE;
        readsLeft.set(Integer.MAX_VALUE);
    }

    /** Runs something once the next unit of work that reads has read, before its reader learns of it. */
    public void afterNextRead(Runnable action) {
        afterRead.set(action);
    }

    /** Lets those who write wait, until they are released. */
    public void hold() {
        holdsReads = false;
        held = new CountDownLatch(1);
        released = new CountDownLatch(1);
    }

    /** Lets those who read within a unit of work wait, until they are released. */
    public void holdReads() {
        hold();
        holdsReads = true;
    }

    /** Waits until somebody is held. */
    public void awaitHeld() {
        await(held);
    }

    /** Lets go of those who are held, and holds nobody any more. */
    public void release() {
        released.countDown();
    }

    /** {@return how many writing units of work were begun, those that joined one not counted} */
    public int written() {
        return written.get();
    }

    @Override
    public UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    @Override
    public UserRepository users() {
        return real.users();
    }

    @Override
    public IdentityRepository identities() {
        return real.identities();
    }

    @Override
    public SessionRepository sessions() {
        return real.sessions();
    }

    @Override
    public RoomRepository rooms() {
        return real.rooms();
    }

    @Override
    public MemberRepository members() {
        return real.members();
    }

    @Override
    public MessageRepository messages() {
        return real.messages();
    }

    @Override
    public ChangeLog changeLog() {
        return real.changeLog();
    }

    @Override
    public void requireWritable() {
        real.requireWritable();
    }

    @Override
    public void close() {
        real.close();
    }

    private void waitIf(boolean concerned) {
        if (concerned) {
            held.countDown();
            await(released);
        }
    }

    private void requireHealth() {
        RuntimeException present = failure;
        if (present != null) {
            throw present;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("Nobody came");
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private final class FaultyUnitOfWork implements UnitOfWork {
        @SuppressWarnings("ThreadLocalUsage") // One of each store's.
        private final ThreadLocal<Fault> current = ThreadLocal.withInitial(() -> Fault.NONE);

        @Override
        public <T extends @Nullable Object, X extends Exception> T write(Work<T, X> work) throws X {
            if (real.unitOfWork().isOpen()) {
                return real.unitOfWork().write(work);
            }
            requireHealth();
            waitIf(!holdsReads);
            written.incrementAndGet();
            Fault fault = faults.get();
            current.set(fault);
            try {
                return write(work, fault);
            } finally {
                current.remove();
            }
        }

        private <T extends @Nullable Object, X extends Exception> T write(Work<T, X> work, Fault fault) throws X {
            if (fault == Fault.UNREACHABLE) {
                throw outOfReach();
            }
            T result = real.unitOfWork().write(() -> {
                T unstored = work.run();
                if (fault == Fault.COMMIT_FAILS) {
                    throw outOfReach();
                }
                return unstored;
            });
            if (fault == Fault.ANSWER_LOST) {
                throw outOfReach();
            }
            return result;
        }

        @Override
        public <T extends @Nullable Object, X extends Exception> T read(Work<T, X> work) throws X {
            if (real.unitOfWork().isOpen()) {
                return real.unitOfWork().read(work);
            }
            requireHealth();
            waitIf(holdsReads);
            if (readsLeft.getAndDecrement() <= 0) {
                throw outOfReach();
            }
            T result = real.unitOfWork().read(work);
            Runnable action = afterRead.getAndSet(null);
            if (action != null) {
                action.run();
            }
            return result;
        }

        @Override
        public boolean isOpen() {
            return real.unitOfWork().isOpen();
        }

        @Override
        public int writers() {
            return 1;
        }

        @Override
        public void afterCommit(Runnable action) {
            Fault fault = current.get();
            if (fault != Fault.ANSWER_LOST && fault != Fault.DIES_BEFORE_PUBLISHING) {
                real.unitOfWork().afterCommit(action);
            }
        }

        @Override
        public void afterCommit(BooleanSupplier isStored, Runnable action) {
            afterCommit(action);
        }

        @Override
        public void standsApart() {
            real.unitOfWork().standsApart();
        }
    }
}
