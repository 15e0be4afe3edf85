package io.tidemark.loadtest.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.ReadingSeries;
import io.tidemark.loadtest.verify.Verdict;
import io.tidemark.loadtest.wire.Population;
import io.tidemark.loadtest.wire.SampleValues;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The verifier itself: would it notice? Stores are made batch by batch here, with mistakes a broken server could make. */
class ExpectedReadingsTest {

    private static final CrashPlan PLAN = new CrashPlan(1, 42, 1, 10, 300, 1, 1);
    private static final int BATCHES = 60;

    private final Population population =
            new Population(IntStream.range(1, 1 + PLAN.components()).toArray());
    private final ExpectedReadings expected = new ExpectedReadings(PLAN, 0);

    /** What a server would hold: slot to value and condition, per component. */
    private final List<TreeMap<Integer, double[]>> store = new ArrayList<>();

    ExpectedReadingsTest() {
        for (int i = 0; i < PLAN.components(); i++) {
            store.add(new TreeMap<>());
        }
        expected.advanceTo(BATCHES);
    }

    @Test
    void a_server_that_applies_each_batch_once_and_in_order_passes() {
        applyAll(1, BATCHES);

        assertThat(verdict().isClean()).isTrue();
        assertThat(verdict().verified()).isGreaterThan(1_000);
    }

    @Test
    void a_last_batch_that_is_lost_is_noticed() {
        applyAll(1, BATCHES - 1);

        assertThat(verdict().isClean()).isFalse();
    }

    @Test
    void a_batch_too_many_is_noticed() {
        applyAll(1, BATCHES + 1);

        assertThat(verdict().isClean()).isFalse();
    }

    @Test
    void batches_that_are_applied_again_later_are_noticed() {
        applyAll(1, BATCHES);
        applyAll(BATCHES / 2, BATCHES / 2 + 10);

        assertThat(verdict().isClean()).isFalse();
    }

    @Test
    void a_batch_that_is_applied_in_part_is_noticed() {
        applyAll(1, BATCHES - 1);
        apply(CrashBatch.of(PLAN, 0, BATCHES), 1);

        assertThat(verdict().isClean()).isFalse();
    }

    @Test
    void every_kind_of_batch_comes_up_and_is_the_same_each_time() {
        for (CrashBatch.Kind kind : CrashBatch.Kind.values()) {
            assertThat(IntStream.rangeClosed(1, BATCHES).mapToObj(i -> CrashBatch.of(PLAN, 0, i)))
                    .anyMatch(batch -> batch.kind() == kind);
        }
        assertThat(message(7)).isEqualTo(message(7)).isNotEqualTo(message(8));
    }

    private Object message(int sequence) {
        return CrashBatch.of(PLAN, 0, sequence).message(population, 0, 0);
    }

    private void applyAll(int from, int to) {
        for (int sequence = from; sequence <= to; sequence++) {
            apply(CrashBatch.of(PLAN, 0, sequence), Integer.MAX_VALUE);
        }
    }

    private void apply(CrashBatch batch, int rowsMax) {
        for (int i = 0; i < Math.min(rowsMax, batch.component().length); i++) {
            TreeMap<Integer, double[]> readings = store.get(batch.component()[i]);
            for (int slot = batch.from()[i]; slot < batch.to()[i]; slot++) {
                double[] old = readings.get(slot);
                if (batch.kind() == CrashBatch.Kind.DELETIONS) {
                    readings.remove(slot);
                } else if (old == null || batch.condition()[i] > 500_000 || old[1] < 500_000) {
                    readings.put(slot, new double[] {batch.value()[i] + slot - batch.from()[i], batch.condition()[i]});
                }
            }
        }
    }

    private Verdict verdict() {
        ExpectedReadings.Check check = expected.check(population, 0, 0);
        for (int i = 0; i < PLAN.components(); i++) {
            TreeMap<Integer, double[]> readings = store.get(i);
            check.series(new ReadingSeries(
                    1 + i,
                    "c" + i,
                    readings.keySet().stream()
                            .mapToLong(slot -> slot * SampleValues.SLOT_MILLIS)
                            .toArray(),
                    readings.values().stream().mapToDouble(r -> r[0]).toArray(),
                    readings.values().stream().mapToInt(r -> (int) r[1]).toArray()));
        }
        return check.verdict();
    }
}
