package dev.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.chat.core.Persistence;
import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.store.Work;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the contracts of all ports of a store have in common. */
public interface StoreContract {
    /** {@return a store that is open; the tests of one class may share it} */
    Persistence persistence();

    /** Closes the store and opens it anew, where it outlives that: {@link #persistence} returns the new one then. */
    default void restart() {}

    /** Runs the work in a unit of work of its own. */
    default <T> T write(Work<T, RejectedException> work) throws RejectedException {
        return persistence().unitOfWork().write(work);
    }

    /** Runs work without a result in a unit of work of its own. */
    default void writing(Writing work) throws RejectedException {
        persistence().unitOfWork().write(() -> {
            work.run();
            return true;
        });
    }

    /** Requires a refusal with this code. */
    static void assertRejected(ErrorCode code, ThrowingCallable call) {
        assertThat(catchThrowable(call))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        rejection -> assertThat(rejection.code()).isEqualTo(code));
    }

    /** Work without a result. */
    @FunctionalInterface
    interface Writing {
        /** Does it. */
        void run() throws RejectedException;
    }
}
