package dev.chat.persistence.jdbi;

import dev.chat.persistence.jdbi.LostPower.Kind;
import dev.chat.persistence.jdbi.RecordedDisk.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The loss of power, at hundreds of moments of a run that writes over its own space all the time: whatever the disk has
 * kept of what was not synced, the store opens, has all that it acknowledged, nothing by halves, and goes on.
 *
 * <p>{@code -Dpower.states=5000 -Dpower.seed=7} tries more of them, and others.
 */
class PowerLossTest {
    private static final int STATES = Integer.getInteger("power.states", 400);
    private static final long SEED = Long.getLong("power.seed", 1);

    /** One in so many is opened by a whole store, the others by H2 alone. */
    private static final int WHOLE = 20;

    private static List<Event> run;

    private final Random random = new Random(SEED);
    private final LostPower power = new LostPower(random);

    @TempDir
    private Path folder;

    @BeforeAll
    static void record(@TempDir Path recorded) throws Exception {
        run = RecordedRun.of(recorded, Durability.POWER_LOSS);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void nothingAcknowledgedIsLostAndNothingIsThereByHalves(Kind kind) throws Exception {
        atMomentsOf(run, STATES, () -> {
            power.restore(kind, folder);
            check(power.acknowledged());
        });
    }

    @Test
    void powerThatIsLostAgainWhileTheStoreRecoversCostsNothingEither() throws Exception {
        atMomentsOf(run, STATES / 16, () -> {
            power.restore(Kind.TORN, folder);
            LostPower again = new LostPower(random);
            again.begin(folder);
            RecordedDisk.Recording recovery = RecordedDisk.install();
            JdbiPersistence.h2(folder, StoreSettings.DEFAULTS, RecordedDisk.PREFIX)
                    .close();
            again.goOn(recovery.events()
                    .subList(0, random.nextInt(recovery.events().size())));
            again.restore(Kind.TORN, folder);
            check(power.acknowledged());
        });
    }

    @Test
    void withoutSyncsTheStoreStillOpensAndAKillCostsNothing(@TempDir Path recorded) throws Exception {
        atMomentsOf(RecordedRun.of(recorded, Durability.PROCESS_DEATH), STATES / 8, () -> {
            power.restore(Kind.TORN, folder);
            check(Map.of());
            power.restore(Kind.KILL, folder);
            check(power.acknowledged());
        });
    }

    private void atMomentsOf(List<Event> events, int count, Step step) throws Exception {
        int now = 0;
        for (int moment : random.ints(count, 0, events.size() + 1).sorted().toArray()) {
            power.goOn(events.subList(now, moment));
            now = moment;
            step.run();
        }
    }

    private void check(Map<String, Integer> acknowledged) throws Exception {
        if (acknowledged.isEmpty() || random.nextInt(WHOLE) == 0) {
            RecordedRun.check(folder, acknowledged);
        } else {
            RecordedRun.checkQuickly(folder, acknowledged);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }
}
