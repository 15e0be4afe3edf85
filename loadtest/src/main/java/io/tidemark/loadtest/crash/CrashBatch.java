package io.tidemark.loadtest.crash;

import io.tidemark.loadtest.wire.Population;
import io.tidemark.loadtest.wire.SampleValues;
import io.tidemark.v1.DeletionColumns;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingColumns;
import io.tidemark.v1.ReadingRuns;
import java.util.SplittableRandom;

/**
 * One batch of one writer; its content follows from seed, writer and sequence alone, so that it can be made again after a
 * restart. Row {@code i} is about slots {@code from[i]} to before {@code to[i]} of a component.
 *
 * @param component number among the writer's components
 * @param value of each row's first slot; each further slot has one more
 * @param condition of each row
 */
record CrashBatch(Kind kind, long sequence, int[] component, int[] from, int[] to, double[] value, int[] condition) {

    /** What a batch does. */
    enum Kind {
        COLUMNS,
        RUNS,
        DELETIONS
    }

    private static final int ESTIMATED_ELSEWHERE = 401_000;
    private static final int MANUAL = 601_000;
    private static final int RUN_SLOTS_MAX = 96;
    private static final int DELETIONS_MAX = 10;
    private static final int DELETED_SLOTS_MAX = 50;
    private static final int BATCHES_A_DELETION = 8;

    /** The batch with this sequence. */
    static CrashBatch of(CrashPlan plan, int writer, long sequence) {
        SplittableRandom random =
                new SplittableRandom(plan.seed() ^ (sequence * 1_000_003 + writer) * 0x9E3779B97F4A7C15L);
        int which = random.nextInt(BATCHES_A_DELETION);
        Kind kind = which == 0 ? Kind.DELETIONS : which % 2 == 0 ? Kind.RUNS : Kind.COLUMNS;
        int slotsMax = switch (kind) {
            case COLUMNS -> 1;
            case RUNS -> RUN_SLOTS_MAX;
            case DELETIONS -> DELETED_SLOTS_MAX;
        };
        int rowsMax = kind == Kind.DELETIONS ? DELETIONS_MAX : Math.max(1, plan.batchReadings() / slotsMax);
        int rows = 1 + random.nextInt(rowsMax);
        CrashBatch batch = new CrashBatch(
                kind, sequence, new int[rows], new int[rows], new int[rows], new double[rows], new int[rows]);
        int condition = condition(random);
        for (int i = 0; i < rows; i++) {
            batch.component[i] = random.nextInt(plan.components());
            batch.from[i] = random.nextInt(CrashPlan.SLOTS);
            batch.to[i] = Math.min(CrashPlan.SLOTS, batch.from[i] + 1 + random.nextInt(slotsMax));
            batch.value[i] = sequence * 1_000.0 + i;
            batch.condition[i] = kind == Kind.RUNS ? condition : condition(random);
        }
        return batch;
    }

    private static int condition(SplittableRandom random) {
        int which = random.nextInt(10);
        return which == 0 ? MANUAL : which < 4 ? ESTIMATED_ELSEWHERE : SampleValues.CONDITION;
    }

    /** The batch as it is sent. */
    ReadingBatch message(Population population, int firstComponent, long startMillis) {
        ReadingBatch.Builder message = ReadingBatch.newBuilder().setSequence(sequence);
        switch (kind) {
            case COLUMNS -> {
                ReadingColumns.Builder columns = message.getColumnsBuilder();
                for (int i = 0; i < component.length; i++) {
                    columns.addHandle(population.handle(firstComponent + component[i]))
                            .addTimeMillis(time(startMillis, from[i]))
                            .addValue(value[i])
                            .addCondition(condition[i]);
                }
            }
            case RUNS -> {
                ReadingRuns.Builder runs = message.getRunsBuilder().setCommonCondition(condition[0]);
                for (int i = 0; i < component.length; i++) {
                    runs.addHandle(population.handle(firstComponent + component[i]))
                            .addStartTimeMillis(time(startMillis, from[i]))
                            .addCount(to[i] - from[i]);
                    for (int slot = from[i]; slot < to[i]; slot++) {
                        runs.addValue(value[i] + slot - from[i]);
                    }
                }
            }
            case DELETIONS -> {
                DeletionColumns.Builder deletions = message.getDeletionsBuilder();
                for (int i = 0; i < component.length; i++) {
                    deletions
                            .addHandle(population.handle(firstComponent + component[i]))
                            .addStartTimeMillis(time(startMillis, from[i]))
                            .addEndTimeMillis(time(startMillis, to[i]));
                }
            }
        }
        return message.build();
    }

    private static long time(long startMillis, int slot) {
        return startMillis + slot * SampleValues.SLOT_MILLIS;
    }
}
