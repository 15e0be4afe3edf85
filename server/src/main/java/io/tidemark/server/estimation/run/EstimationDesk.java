package io.tidemark.server.estimation.run;

import io.tidemark.journal.v1.InitialMeasurementSettled;
import io.tidemark.journal.v1.KeptInitialMeasurement;
import io.tidemark.journal.v1.ToDoChanged;
import io.tidemark.server.estimation.EstimationRecord;
import io.tidemark.server.estimation.InitialMeasurementTable;
import io.tidemark.server.ingest.SubmittedChange;
import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.shard.State;
import io.tidemark.server.store.MemoryNeed;
import io.tidemark.server.store.Months;
import io.tidemark.v1.InitialMeasurementOrigin;
import io.tidemark.v1.InitialMeasurementStatus;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What people and other systems do to initial measurements and To Dos. Each change is checked against the state, becomes
 * a record, and is checked once more when it is applied. Safe to call from any thread.
 */
public final class EstimationDesk {

    /** The longest name of somebody who takes a To Do, characters. */
    public static final int ASSIGNEE_LENGTH_MAX = 128;

    private static final long DAY_MILLIS = 86_400_000L;

    private final EstimationRuns runs;
    private final State state;
    private final MemoryNeed memoryNeed;

    /** A desk over the state of these runs. */
    public EstimationDesk(EstimationRuns runs) {
        this.runs = runs;
        this.state = runs.state();
        this.memoryNeed = new MemoryNeed(state.store());
    }

    /**
     * Takes in an initial measurement that somebody delivers.
     *
     * @param toMillis its end; for a scalar its instant again
     * @param values one an interval, or none
     * @param conditions one a value, or none: all regular
     * @return completes with a {@code Long}, its number
     */
    public CompletableFuture<SubmittedChange.Result> deliver(
            int handle,
            long fromMillis,
            long toMillis,
            InitialMeasurementStatus status,
            List<Double> values,
            List<Integer> conditions) {
        KeptInitialMeasurement one = underLock(() -> {
            long intervals = intervals(handle, fromMillis, toMillis);
            checkValues(intervals, values, conditions);
            KeptInitialMeasurement.Builder made = KeptInitialMeasurement.newBuilder()
                    .setHandle(handle)
                    .setFromMillis(fromMillis)
                    .setToMillis(toMillis)
                    .setIntervals((int) intervals)
                    .setStatus(
                            status == InitialMeasurementStatus.INITIAL_MEASUREMENT_STATUS_UNSPECIFIED
                                    ? InitialMeasurementStatus.PENDING
                                    : status)
                    .setOrigin(InitialMeasurementOrigin.DELIVERED)
                    .addAllValues(values)
                    .addAllConditions(conditions);
            for (int i = conditions.size(); i < values.size(); i++) {
                made.addConditions(values.get(i).isNaN() ? ConditionCode.MISSING : ConditionCode.REGULAR);
            }
            if (made.getStatus() == InitialMeasurementStatus.FINALIZED) {
                checkRoom(handle, fromMillis, values);
            }
            return made.build();
        });
        long promised = status == InitialMeasurementStatus.FINALIZED ? promise(one) : 0;
        return submit(EstimationRecord.DELIVERED, one.toByteArray(), promised);
    }

    private long intervals(int handle, long fromMillis, long toMillis) {
        IntervalGrid grid = state.store().grid(handle);
        long earliest = Math.max(Months.BEGIN_MILLIS + DAY_MILLIS, state.earliestMillis());
        if (fromMillis < earliest || toMillis >= Months.END_MILLIS) {
            throw Refusal.invalid(
                    "BAD_INSTANT",
                    "start_time",
                    Instant.ofEpochMilli(fromMillis),
                    "measurements are kept from " + Instant.ofEpochMilli(earliest) + " to "
                            + Instant.ofEpochMilli(Months.END_MILLIS));
        }
        if (grid == null) {
            if (toMillis != fromMillis) {
                throw Refusal.invalid(
                        "FIELD_DOES_NOT_APPLY",
                        "end_time",
                        Instant.ofEpochMilli(toMillis),
                        "a scalar component is read at an instant; leave it out");
            }
            return 0;
        }
        checkOnGrid(grid, fromMillis, "start_time");
        checkOnGrid(grid, toMillis, "end_time");
        if (toMillis <= fromMillis) {
            throw Refusal.invalid(
                    "EMPTY_RANGE",
                    "end_time",
                    Instant.ofEpochMilli(toMillis),
                    "it must be later than start_time, which is " + Instant.ofEpochMilli(fromMillis));
        }
        long intervals = grid.count(fromMillis, toMillis);
        if (intervals > FillWork.INTERVALS_MAX) {
            throw Refusal.invalid(
                            "RANGE_TOO_LONG",
                            "end_time",
                            Instant.ofEpochMilli(toMillis),
                            "it has " + intervals + " intervals and may have " + FillWork.INTERVALS_MAX + "; split it")
                    .with("limit", FillWork.INTERVALS_MAX);
        }
        return intervals;
    }

    private static void checkOnGrid(IntervalGrid grid, long atMillis, String field) {
        if (!grid.isOnGrid(atMillis)) {
            throw Refusal.invalid(
                    "OFF_GRID",
                    field,
                    Instant.ofEpochMilli(atMillis),
                    "the component's intervals begin every " + grid.lengthMillis() / 1_000 + " s, next before it at "
                            + Instant.ofEpochMilli(grid.floor(atMillis)));
        }
    }

    private static void checkValues(long intervals, List<Double> values, List<Integer> conditions) {
        long expected = Math.max(1, intervals);
        if (!values.isEmpty() && values.size() != expected) {
            throw Refusal.invalid(
                            "WRONG_COUNT",
                            "values",
                            values.size() + " values",
                            "the initial measurement takes " + expected + ", one an interval, NaN where there is none")
                    .with("expected", expected);
        }
        if (!conditions.isEmpty() && conditions.size() != values.size()) {
            throw Refusal.invalid(
                    "WRONG_COUNT",
                    "conditions",
                    conditions.size() + " codes",
                    "there are " + values.size() + " values; give a code for each, or none");
        }
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).isInfinite()) {
                throw Refusal.invalid(
                        "NOT_FINITE", "values[" + i + "]", values.get(i), "give a number, or NaN for none");
            }
        }
        for (int i = 0; i < conditions.size(); i++) {
            if (!ConditionCode.isValid(conditions.get(i))) {
                throw Refusal.invalid(
                        "BAD_CONDITION",
                        "conditions[" + i + "]",
                        conditions.get(i),
                        "a condition code lies from " + ConditionCode.CODE_MIN + " to " + ConditionCode.CODE_MAX);
            }
        }
    }

    /**
     * Makes final measurements of one.
     *
     * @param name finds it, under the lock
     * @param values one an interval; none: those it has
     * @param conditions one a value, or none
     */
    public CompletableFuture<SubmittedChange.Result> finalise(
            Supplier<KeptInitialMeasurement> name, List<Double> values, List<Integer> conditions) {
        long[] promised = {0};
        InitialMeasurementSettled record = underLock(() -> {
            KeptInitialMeasurement one = name.get();
            checkValues(one.getIntervals(), values, conditions);
            List<Double> given = values.isEmpty() ? ownValues(one) : values;
            checkRoom(one.getHandle(), one.getFromMillis(), given);
            promised[0] = promise(one);
            InitialMeasurementSettled.Builder settled = InitialMeasurementSettled.newBuilder()
                    .setId(one.getId())
                    .setStatus(InitialMeasurementStatus.FINALIZED);
            for (int i = 0; i < given.size(); i++) {
                settled.addValues(given.get(i));
                settled.addConditions(
                        !conditions.isEmpty() ? conditions.get(i) : condition(one, i, given.get(i), !values.isEmpty()));
            }
            return settled.build();
        });
        return submit(EstimationRecord.SETTLED, record.toByteArray(), promised[0]);
    }

    private static List<Double> ownValues(KeptInitialMeasurement one) {
        boolean isFillable = one.getStatus() != InitialMeasurementStatus.EXCEPTION
                && one.getStatus() != InitialMeasurementStatus.ERROR;
        if (one.getValuesCount() == 0 || !isFillable) {
            throw Refusal.of(
                            Refusal.Kind.FAILED_PRECONDITION,
                            "NO_VALUES",
                            "initial measurement " + one.getId() + " is " + one.getStatus()
                                    + (one.getValuesCount() == 0 ? " and has no values yet" : "")
                                    + "; give the values, or fill it first")
                    .with("field", "values");
        }
        return one.getValuesList();
    }

    /** The code of a value: the one it had, unless somebody gave another value. */
    private int condition(KeptInitialMeasurement one, int index, double value, boolean isGiven) {
        boolean hasValue = index < one.getValuesCount();
        if (hasValue && Double.compare(one.getValues(index), value) == 0) {
            return one.getConditions(index);
        }
        if (!Double.isNaN(value)) {
            return isGiven ? ConditionCode.MANUAL : ConditionCode.REGULAR;
        }
        int step = state.registry().components().intervalMillis(one.getHandle());
        long at = one.getFromMillis() + (long) index * step;
        boolean isOff = EstimationForms.periods(one.getDisconnectedMillisList()).stream()
                .anyMatch(off -> off.covers(at, at + step));
        return isOff ? ConditionCode.NO_READ_DISCONNECTED : ConditionCode.MISSING;
    }

    private void checkRoom(int handle, long atMillis, List<Double> values) {
        if (!values.isEmpty() && !state.store().hasRoom(handle, atMillis)) {
            throw Refusal.of(
                    Refusal.Kind.RESOURCE_EXHAUSTED,
                    "TOO_DENSE",
                    "the component has as many readings in that month as a month may hold; delete some first");
        }
    }

    /** Memory for the blocks that final measurements may need. */
    private long promise(KeptInitialMeasurement one) {
        return memoryNeed.promise(one.getHandle(), one.getFromMillis(), one.getToMillis());
    }

    /** Drops one. */
    public CompletableFuture<SubmittedChange.Result> discard(Supplier<KeptInitialMeasurement> name) {
        KeptInitialMeasurement one = underLock(name);
        return submit(
                EstimationRecord.SETTLED,
                InitialMeasurementSettled.newBuilder()
                        .setId(one.getId())
                        .setStatus(InitialMeasurementStatus.DISCARDED)
                        .build()
                        .toByteArray(),
                0);
    }

    /** The initial measurements, for a name's supplier. */
    public InitialMeasurementTable initialMeasurements() {
        return state.estimation().initialMeasurements();
    }

    /** Gives a To Do to somebody; to nobody when the name is empty. */
    public CompletableFuture<SubmittedChange.Result> assign(long toDo, String assignee) {
        if (assignee.length() > ASSIGNEE_LENGTH_MAX) {
            throw Refusal.invalid(
                            "TOO_LONG",
                            "assignee",
                            assignee,
                            "a name has at most " + ASSIGNEE_LENGTH_MAX + " characters; shorten it")
                    .with("limit", ASSIGNEE_LENGTH_MAX);
        }
        underLock(() -> state.estimation().toDos().openOne(toDo));
        return submit(
                EstimationRecord.TO_DO_CHANGED,
                ToDoChanged.newBuilder()
                        .setId(toDo)
                        .setAssignee(assignee)
                        .build()
                        .toByteArray(),
                0);
    }

    /** Closes a To Do. */
    public CompletableFuture<SubmittedChange.Result> close(long toDo) {
        underLock(() -> state.estimation().toDos().openOne(toDo));
        return submit(
                EstimationRecord.TO_DO_CHANGED,
                ToDoChanged.newBuilder().setId(toDo).setIsClosed(true).build().toByteArray(),
                0);
    }

    private <T> T underLock(Supplier<T> work) {
        state.lock().read().lock();
        try {
            return work.get();
        } finally {
            state.lock().read().unlock();
        }
    }

    private CompletableFuture<SubmittedChange.Result> submit(byte type, byte[] record, long promisedBytes) {
        return runs.submit(type, record).handle((result, failed) -> {
            state.store().budget().release(promisedBytes);
            if (failed != null) {
                throw failed instanceof RuntimeException known ? known : new IllegalStateException(failed);
            }
            if (result.result() instanceof Refusal refusal) {
                throw refusal;
            }
            return result;
        });
    }
}
