package io.tidemark.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.journal.SimulatedFiles.PowerCut;
import io.tidemark.server.step.Step;
import io.tidemark.server.step.Steps;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import java.util.EnumSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

@TortureRow("power-loss")
class PowerLossTest {

    private static final int LIVES = 6;
    private static final int STEPS_MAX = 400;

    @Test
    void whatWasAcknowledgedSurvivesPowerLossAndKillAtAnyCallAndTheRestIsAPrefix() {
        Torture.seeds(300, 2000, seed -> {
            SplittableRandom random = new SplittableRandom(~seed);
            CrashingStore store = new CrashingStore(seed);
            for (int life = 0; life < LIVES; life++) {
                store.files.cutAtCall(random.nextInt(1, random.nextInt(2, 400)));
                boolean cut = runUntilCut(store);
                Torture.faults(cut ? 1 : 0);
                store.end(cut ? random.nextInt(3) > 0 : random.nextBoolean());
            }
            store.open(Steps.NONE);
        });
    }

    private static boolean runUntilCut(CrashingStore store) throws Exception {
        try {
            store.open(Steps.NONE);
            for (int step = 0; step < STEPS_MAX; step++) {
                if (!store.step()) {
                    return false;
                }
            }
            return false;
        } catch (PowerCut cut) {
            return true;
        }
    }

    @Test
    void theProcessMayEndAtEachNamedStep() throws Exception {
        int endings = Torture.full() ? 40 : 8;
        for (Step named : EnumSet.range(Step.BEFORE_WRITE, Step.AFTER_CUT)) {
            int reached = 0;
            for (int ending = 0; ending < endings; ending++) {
                for (boolean powerLost : new boolean[] {false, true}) {
                    reached += endAt(named, ending, powerLost) ? 1 : 0;
                    Torture.tried(1, 1);
                }
            }
            assertThat(reached).as("endings at %s", named).isPositive();
        }
    }

    /** Ends the process when the step is reached for the n-th time, in each of a few lives. True if it ever was. */
    private static boolean endAt(Step named, int n, boolean powerLost) throws Exception {
        CrashingStore store = new CrashingStore(1000L * named.ordinal() + n);
        boolean reached = false;
        for (int life = 0; life < 4; life++) {
            int[] left = {named == Step.BEFORE_CUT || named == Step.AFTER_CUT ? 1 : 1 + n};
            // A torn tail to be cut, where the cut is what is to be interrupted.
            boolean tear = left[0] == 1 && life % 2 == 0 && named.name().endsWith("CUT");
            if (tear) {
                store.files.cutAtCall(60 + 3L * n);
            }
            try {
                store.open(step -> {
                    if (step == named && --left[0] == 0) {
                        throw new PowerCut(named.name());
                    }
                });
                for (int step = 0; step < STEPS_MAX; step++) {
                    if (!store.step()) {
                        break;
                    }
                }
            } catch (PowerCut ended) {
                reached |= ended.getMessage().equals(named.name());
            }
            store.end(powerLost);
        }
        store.open(Steps.NONE);
        return reached;
    }
}
