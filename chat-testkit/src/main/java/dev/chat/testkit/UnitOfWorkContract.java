package dev.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.Persistence;
import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.Epoch;
import dev.chat.core.room.Room;
import dev.chat.core.store.UnitOfWork;
import dev.chat.core.user.User;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link UnitOfWork} keeps to. */
public interface UnitOfWorkContract extends StoreContract {
    @Test
    default void storeThatWritesSaysSoAndIsAsBefore() throws Exception {
        Room room = Samples.storedRoom(persistence());
        Epoch epoch = persistence().changeLog().epoch();

        persistence().requireWritable();
        persistence().requireWritable();

        assertThat(persistence().rooms().find(room.id())).contains(room);
        assertThat(persistence().changeLog().epoch()).isEqualTo(epoch);
    }

    @Test
    default void whatIsWrittenIsThereAfterTheCommit() throws Exception {
        User user = Samples.storedUser(persistence());

        assertThat(persistence().users().find(user.id())).contains(user);
    }

    @Test
    default void whatIsWrittenCanBeReadWithinTheSameUnitOfWork() throws Exception {
        User user = Samples.user();

        writing(() -> {
            persistence().users().insert(user);
            assertThat(persistence().users().find(user.id())).contains(user);
        });
    }

    @Test
    default void refusalRollsEverythingBack() {
        User user = Samples.user();
        RejectedException refusal = new RejectedException(ErrorCode.NOT_ALLOWED, "No.");

        assertThatThrownBy(() -> writing(() -> {
                    persistence().users().insert(user);
                    throw refusal;
                }))
                .isSameAs(refusal);

        assertThat(persistence().users().find(user.id())).isEmpty();
    }

    @Test
    default void failureRollsEverythingBack() {
        User user = Samples.user();
        IllegalArgumentException failure = new IllegalArgumentException("broken");

        assertThatThrownBy(() -> writing(() -> {
                    persistence().users().insert(user);
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(persistence().users().find(user.id())).isEmpty();
    }

    @Test
    default void innerWorkJoinsTheOuter() {
        User outer = Samples.user();
        User inner = Samples.user();

        assertThatThrownBy(() -> writing(() -> {
                    persistence().users().insert(outer);
                    writing(() -> persistence().users().insert(inner));
                    throw new IllegalArgumentException("after the inner one has ended");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(persistence().users().find(outer.id())).isEmpty();
        assertThat(persistence().users().find(inner.id())).isEmpty();
    }

    @Test
    default void failureOfInnerWorkIsNotSwallowed() {
        User outer = Samples.user();
        User inner = Samples.user();

        assertThatThrownBy(() -> writing(() -> {
                    persistence().users().insert(outer);
                    assertThatThrownBy(() -> writing(() -> {
                                persistence().users().insert(inner);
                                throw new IllegalArgumentException("broken");
                            }))
                            .isInstanceOf(IllegalArgumentException.class);
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(persistence().users().find(outer.id())).isEmpty();
        assertThat(persistence().users().find(inner.id())).isEmpty();
    }

    @Test
    default void readingJoinsTheOuterAndSeesWhatItWrote() throws Exception {
        User user = Samples.user();

        writing(() -> {
            persistence().users().insert(user);
            assertThat(persistence()
                            .unitOfWork()
                            .read(() -> persistence().users().find(user.id())))
                    .contains(user);
        });
    }

    @Test
    default void isOpenOnItsOwnThreadForAsLongAsItTakes() throws Exception {
        UnitOfWork unitOfWork = persistence().unitOfWork();
        List<Boolean> open = new ArrayList<>();

        open.add(unitOfWork.isOpen());
        writing(() -> {
            open.add(unitOfWork.isOpen());
            open.add(CompletableFuture.supplyAsync(unitOfWork::isOpen, UnitOfWorkContract::onAThreadOfItsOwn)
                    .join());
            unitOfWork.afterCommit(() -> open.add(unitOfWork.isOpen()));
        });
        open.add(unitOfWork.read(unitOfWork::isOpen));
        open.add(unitOfWork.isOpen());

        assertThat(open).containsExactly(false, true, false, false, true, false);
    }

    @Test
    default void writingOutsideIsRefused() {
        assertThatThrownBy(() -> persistence().users().insert(Samples.user()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void writingWithinReadingIsRefused() {
        UnitOfWork unitOfWork = persistence().unitOfWork();

        assertThatThrownBy(() -> unitOfWork.read(() -> unitOfWork.write(() -> "never")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> unitOfWork.read(() -> {
                    persistence().users().insert(Samples.user());
                    return "never";
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void actionsRunAfterTheCommitInTheirOrder() throws Exception {
        User user = Samples.user();
        List<String> done = new ArrayList<>();

        writing(() -> {
            persistence().unitOfWork().afterCommit(() -> done.add(seenByAnother(user)));
            persistence().unitOfWork().afterCommit(() -> done.add("second"));
            persistence().users().insert(user);
            assertThat(done).isEmpty();
        });

        assertThat(done).containsExactly("seen: true", "second");
    }

    private String seenByAnother(User user) {
        return "seen: "
                + CompletableFuture.supplyAsync(
                                () -> persistence().users().find(user.id()).isPresent(),
                                UnitOfWorkContract::onAThreadOfItsOwn)
                        .join();
    }

    /** Whoever waits for a task of the common pool may be made to run it, and is then not another at all. */
    private static void onAThreadOfItsOwn(Runnable task) {
        Thread.ofPlatform().start(task);
    }

    @Test
    default void actionThatFailsKeepsNeitherTheResultNorTheOthersBack() throws Exception {
        List<String> done = new ArrayList<>();

        String result = write(() -> {
            persistence().unitOfWork().afterCommit(() -> {
                throw new IllegalArgumentException("broken");
            });
            persistence().unitOfWork().afterCommit(() -> done.add("second"));
            return "stored";
        });

        assertThat(result).isEqualTo("stored");
        assertThat(done).containsExactly("second");
    }

    @Test
    default void actionsOfInnerWorkWaitForTheOuter() throws Exception {
        List<String> done = new ArrayList<>();

        writing(() -> {
            writing(() -> persistence().unitOfWork().afterCommit(() -> done.add("inner")));
            assertThat(done).isEmpty();
        });

        assertThat(done).containsExactly("inner");
    }

    @Test
    default void actionsAreDroppedOnRollback() {
        List<String> done = new ArrayList<>();

        assertThatThrownBy(() -> writing(() -> {
                    persistence().unitOfWork().afterCommit(() -> done.add("never"));
                    throw new IllegalArgumentException("broken");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(done).isEmpty();
    }

    @Test
    default void actionsNeedAWritingUnitOfWork() {
        UnitOfWork unitOfWork = persistence().unitOfWork();

        assertThatThrownBy(() -> unitOfWork.afterCommit(() -> {})).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> unitOfWork.read(() -> {
                    unitOfWork.afterCommit(() -> {});
                    return "never";
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void anActionMayOpenTheNextUnitOfWork() throws Exception {
        User user = Samples.user();

        writing(() -> persistence().unitOfWork().afterCommit(() -> insert(persistence(), user)));

        assertThat(persistence().users().find(user.id())).contains(user);
    }

    private static void insert(Persistence persistence, User user) {
        try {
            persistence.unitOfWork().write(() -> {
                persistence.users().insert(user);
                return true;
            });
        } catch (RejectedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    default void othersSeeNothingBeforeTheCommit() throws Exception {
        User user = Samples.user();
        CountDownLatch started = new CountDownLatch(1);

        CompletableFuture<Boolean> seen = CompletableFuture.supplyAsync(
                () -> {
                    await(started);
                    return persistence().users().find(user.id()).isPresent();
                },
                UnitOfWorkContract::onAThreadOfItsOwn);
        boolean seenEarly = write(() -> {
            persistence().users().insert(user);
            started.countDown();
            // A store with one lock for everything lets the other wait: then there is no answer before the commit,
            // either.
            return seen.completeOnTimeout(false, 200, TimeUnit.MILLISECONDS).join();
        });

        assertThat(seenEarly).isFalse();
        assertThat(persistence().users().find(user.id())).isPresent();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("The other thread did not come");
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
