package io.tidemark.server.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.journal.v1.EstimationFillings;
import io.tidemark.journal.v1.EstimationFindings;
import io.tidemark.journal.v1.EstimationPart;
import io.tidemark.journal.v1.FillingFound;
import io.tidemark.journal.v1.InitialMeasurementSettled;
import io.tidemark.journal.v1.KeptDependency;
import io.tidemark.journal.v1.KeptFilling;
import io.tidemark.journal.v1.OutcomeFound;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.InitialMeasurementStatus;
import io.tidemark.v1.ToDoClosing;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EstimationStateTest {

    private static final int HANDLE = 7;
    private static final int REGISTER = 8;

    private final EstimationState state = new EstimationState();
    private final PlainEffects effects = new PlainEffects();

    /** Readings in a map, at every tenth millisecond. */
    private static final class PlainEffects implements Effects {
        final TreeMap<Long, Double> readings = new TreeMap<>();

        @Override
        public boolean isRegistered(int handle) {
            return handle == HANDLE || handle == REGISTER;
        }

        @Override
        public long latestContiguous(int handle) {
            return 0;
        }

        @Override
        public void setTideMark(int handle, long markMillis) {}

        @Override
        public int intervalMillis(int handle) {
            return 10;
        }

        @Override
        public int conditionAt(int handle, long atMillis) {
            return readings.containsKey(atMillis) ? 301_000 : 0;
        }

        @Override
        public boolean put(int handle, long atMillis, double value, int condition) {
            Double before = readings.put(atMillis, value);
            return before == null || before != value;
        }

        @Override
        public boolean isGapGone(int handle, long fromMillis, long toMillis) {
            return readings.subMap(fromMillis, toMillis).size() == (toMillis - fromMillis) / 10;
        }
    }

    private long[] find(boolean isToDo, long from, long to) {
        return (long[]) state.apply(
                EstimationRecord.FINDINGS,
                EstimationFindings.newBuilder()
                        .setRun(1)
                        .addOutcomes(OutcomeFound.newBuilder()
                                .setHandle(HANDLE)
                                .setIsToDo(isToDo)
                                .setFromMillis(from)
                                .setToMillis(to)
                                .setIntervals((int) (to - from) / 10))
                        .build()
                        .toByteArray(),
                effects);
    }

    private void fill(long id, String problem, double... values) {
        FillingFound.Builder found = FillingFound.newBuilder()
                .setId(id)
                .setFilling(KeptFilling.newBuilder()
                        .setProblem(problem)
                        .setTouched(state.initialMeasurements().get(id).getTouched())
                        .addDependencies(KeptDependency.newBuilder()
                                .setHandle(REGISTER)
                                .setFromMillis(0)
                                .setToMillis(1_000)));
        for (double value : values) {
            found.addValues(value).addConditions(301_000);
        }
        state.apply(
                EstimationRecord.FILLINGS,
                EstimationFillings.newBuilder()
                        .setRun(2)
                        .addFillings(found)
                        .build()
                        .toByteArray(),
                effects);
    }

    private Object settle(long id, InitialMeasurementStatus status, double... values) {
        InitialMeasurementSettled.Builder settled =
                InitialMeasurementSettled.newBuilder().setId(id).setStatus(status);
        for (double value : values) {
            settled.addValues(value).addConditions(601_000);
        }
        return state.apply(EstimationRecord.SETTLED, settled.build().toByteArray(), effects);
    }

    @Test
    void what_cannot_be_filled_is_an_exception_with_a_to_do_that_ends_with_it() {
        long id = find(false, 100, 130)[0];
        fill(id, "NO_VALUE_FOUND", Double.NaN, Double.NaN, Double.NaN);
        fill(id, "NO_VALUE_FOUND", Double.NaN, Double.NaN, Double.NaN);
        assertThat(state.initialMeasurements().get(id).getStatus()).isEqualTo(InitialMeasurementStatus.EXCEPTION);
        assertThat(state.toDos().of(HANDLE, false)).hasSize(1);
        fill(id, "", 1, 2, 3);
        assertThat(state.initialMeasurements().get(id).getStatus()).isEqualTo(InitialMeasurementStatus.PENDING);
        assertThat(state.toDos().of(HANDLE, true))
                .singleElement()
                .satisfies(toDo -> assertThat(toDo.getClosing()).isEqualTo(ToDoClosing.INITIAL_MEASUREMENT_SETTLED));
    }

    @Test
    void settling_twice_is_refused_and_writes_nothing() {
        long id = find(false, 100, 120)[0];
        assertThat(settle(id, InitialMeasurementStatus.FINALIZED, 1, 2)).isNull();
        assertThat(settle(id, InitialMeasurementStatus.FINALIZED, 8, 9)).isInstanceOf(Refusal.class);
        assertThat(effects.readings).containsEntry(100L, 1.0).containsEntry(110L, 2.0);
        assertThat(state.initialMeasurements().inProgress(HANDLE)).isEmpty();
    }

    @Test
    void a_change_of_what_a_filling_rests_on_makes_it_stale_until_it_is_filled_again() {
        long id = find(false, 100, 130)[0];
        fill(id, "", 1, 2, 3);
        assertThat(state.initialMeasurements().stale()).isEmpty();
        state.measured(REGISTER, 1_000, 1_001, effects);
        assertThat(state.initialMeasurements().stale()).isEmpty();
        state.measured(REGISTER, 999, 1_000, effects);
        assertThat(state.initialMeasurements().stale()).containsExactly(id);
        fill(id, "", 1, 2, 3);
        assertThat(state.initialMeasurements().stale()).isEmpty();
        state.measured(HANDLE, 110, 120, effects);
        assertThat(state.initialMeasurements().stale()).containsExactly(id);
        settle(id, InitialMeasurementStatus.DISCARDED);
        assertThat(state.initialMeasurements().stale()).isEmpty();
        assertThat(state.watches()).isFalse();
    }

    @Test
    void a_snapshot_restores_to_the_same_state() {
        long filled = find(false, 100, 130)[0];
        fill(filled, "", 1, 2, 3);
        long exception = find(false, 200, 210)[0];
        fill(exception, "NO_VALUE_FOUND", Double.NaN);
        settle(find(false, 300, 310)[0], InitialMeasurementStatus.DISCARDED);
        find(true, 400, 410);
        effects.readings.put(400L, 4.0);
        state.measured(HANDLE, 400, 410, effects);
        state.measured(REGISTER, 5, 6, effects);

        EstimationState restored = new EstimationState();
        parts(state).forEach(restored::restore);

        assertThat(parts(restored)).isEqualTo(parts(state));
        assertThat(restored.initialMeasurements().stale()).containsExactlyInAnyOrder(filled, exception);
        assertThat(restored.initialMeasurements().inProgress(HANDLE)).hasSize(2);
        assertThat(restored.toDos().of(HANDLE, true)).isEqualTo(state.toDos().of(HANDLE, true));
    }

    private static List<EstimationPart> parts(EstimationState of) {
        List<EstimationPart> parts = new ArrayList<>();
        of.writeSnapshot(parts::add);
        return parts;
    }

    @Test
    void filling_a_final_estimate_again_goes_on_to_others_only_where_it_is_different() {
        long one = find(false, 100, 120)[0];
        fill(one, "", 1, 2);
        assertThat(settle(one, InitialMeasurementStatus.FINALIZED, 1, 2)).isNull();
        long[] other = (long[]) state.apply(
                EstimationRecord.FINDINGS,
                EstimationFindings.newBuilder()
                        .setRun(1)
                        .addOutcomes(OutcomeFound.newBuilder()
                                .setHandle(REGISTER)
                                .setFromMillis(100)
                                .setToMillis(120)
                                .setIntervals(2))
                        .build()
                        .toByteArray(),
                effects);
        FillingFound.Builder rests = FillingFound.newBuilder()
                .setId(other[0])
                .addValues(5)
                .addValues(6)
                .addConditions(301_000)
                .addConditions(301_000)
                .setFilling(KeptFilling.newBuilder()
                        .addDependencies(KeptDependency.newBuilder()
                                .setHandle(HANDLE)
                                .setFromMillis(0)
                                .setToMillis(1_000)));
        state.apply(
                EstimationRecord.FILLINGS,
                EstimationFillings.newBuilder()
                        .setRun(2)
                        .addFillings(rests)
                        .build()
                        .toByteArray(),
                effects);
        fill(one, "", 1, 2);
        assertThat(state.initialMeasurements().stale()).isEmpty();
        fill(one, "", 1, 3);
        assertThat(state.initialMeasurements().stale()).containsExactly(other[0]);
    }

    @Test
    void a_component_that_is_gone_leaves_nothing_behind() {
        long id = find(false, 100, 130)[0];
        find(true, 200, 210);
        fill(id, "", 1, 2, 3);
        state.forget(HANDLE);
        assertThat(state.watches()).isFalse();
        assertThat(state.initialMeasurements().all(HANDLE)).isEmpty();
        assertThat(state.toDos().of(HANDLE, true)).isEmpty();
        assertThat(state.initialMeasurements().inProgressCount()).isZero();
    }
}
