package io.tidemark.loadtest.crash;

import io.tidemark.client.ReadingSeries;
import io.tidemark.loadtest.verify.Verdict;
import io.tidemark.loadtest.wire.Population;
import io.tidemark.loadtest.wire.SampleValues;

/**
 * The plain model of one writer's components: what all its batches up to a sequence make of them, one after the other.
 * Condition 0 is where there is no reading. For one thread.
 */
final class ExpectedReadings {

    /** From here on a reading is actual or manual, and no estimate replaces it. */
    private static final int ACTUAL_FROM = 500_000;

    private final CrashPlan plan;
    private final int writer;
    private final double[][] values;
    private final int[][] conditions;
    private long sequence;

    ExpectedReadings(CrashPlan plan, int writer) {
        this.plan = plan;
        this.writer = writer;
        this.values = new double[plan.components()][CrashPlan.SLOTS];
        this.conditions = new int[plan.components()][CrashPlan.SLOTS];
    }

    /** Goes on to a sequence, none before the last. */
    void advanceTo(long to) {
        while (sequence < to) {
            sequence++;
            apply(CrashBatch.of(plan, writer, sequence));
        }
    }

    private void apply(CrashBatch batch) {
        for (int i = 0; i < batch.component().length; i++) {
            double[] mine = values[batch.component()[i]];
            int[] codes = conditions[batch.component()[i]];
            int code = batch.kind() == CrashBatch.Kind.DELETIONS ? 0 : batch.condition()[i];
            for (int slot = batch.from()[i]; slot < batch.to()[i]; slot++) {
                boolean isOutranked = code != 0 && code < ACTUAL_FROM && codes[slot] >= ACTUAL_FROM;
                if (!isOutranked) {
                    mine[slot] = batch.value()[i] + slot - batch.from()[i];
                    codes[slot] = code;
                }
            }
        }
    }

    /** Begins a comparison with what the server holds. */
    Check check(Population population, int firstComponent, long startMillis) {
        return new Check(population, firstComponent, startMillis);
    }

    /** Compares series by series; each reading once. */
    final class Check {

        private final Population population;
        private final int firstComponent;
        private final long startMillis;
        private final boolean[][] seen = new boolean[plan.components()][CrashPlan.SLOTS];
        private long verified;
        private long different;
        private long invented;

        private Check(Population population, int firstComponent, long startMillis) {
            this.population = population;
            this.firstComponent = firstComponent;
            this.startMillis = startMillis;
        }

        void series(ReadingSeries series) {
            int component = population.numberOf(series.handle()) - firstComponent;
            for (int i = 0; i < series.size(); i++) {
                long since = series.timesMillis()[i] - startMillis;
                int slot = (int) Math.floorDiv(since, SampleValues.SLOT_MILLIS);
                if (component < 0
                        || component >= plan.components()
                        || slot < 0
                        || slot >= CrashPlan.SLOTS
                        || slot * SampleValues.SLOT_MILLIS != since
                        || seen[component][slot]
                        || conditions[component][slot] == 0) {
                    invented++;
                    continue;
                }
                seen[component][slot] = true;
                if (values[component][slot] == series.values()[i]
                        && conditions[component][slot] == series.conditions()[i]) {
                    verified++;
                } else {
                    different++;
                }
            }
        }

        Verdict verdict() {
            long missing = 0;
            for (int component = 0; component < plan.components(); component++) {
                for (int slot = 0; slot < CrashPlan.SLOTS; slot++) {
                    if (conditions[component][slot] != 0 && !seen[component][slot]) {
                        missing++;
                    }
                }
            }
            return new Verdict(verified, missing, different, invented);
        }
    }
}
