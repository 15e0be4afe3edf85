package io.tidemark.server.estimation;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidemark.journal.v1.EstimationFillings;
import io.tidemark.journal.v1.EstimationFindings;
import io.tidemark.journal.v1.EstimationHead;
import io.tidemark.journal.v1.EstimationPart;
import io.tidemark.journal.v1.FillingFound;
import io.tidemark.journal.v1.InitialMeasurementSettled;
import io.tidemark.journal.v1.KeptFilling;
import io.tidemark.journal.v1.KeptInitialMeasurement;
import io.tidemark.journal.v1.KeptToDo;
import io.tidemark.journal.v1.OutcomeFound;
import io.tidemark.journal.v1.TideMarkFound;
import io.tidemark.journal.v1.ToDoChanged;
import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.EstimationRun;
import io.tidemark.v1.InitialMeasurementOrigin;
import io.tidemark.v1.InitialMeasurementStatus;
import io.tidemark.v1.ToDoClosing;
import io.tidemark.v1.ToDoReason;
import java.util.List;
import java.util.function.Consumer;

/** The door of this room. */
public final class EstimationState {

    private final RunTable runs = new RunTable();
    private final InitialMeasurementTable initialMeasurements = new InitialMeasurementTable();
    private final ToDoTable toDos = new ToDoTable();

    /** The runs. */
    public RunTable runs() {
        return runs;
    }

    /** The initial measurements. */
    public InitialMeasurementTable initialMeasurements() {
        return initialMeasurements;
    }

    /** The To Dos. */
    public ToDoTable toDos() {
        return toDos;
    }

    /**
     * Applies one record, live or in recovery.
     *
     * @return for FINDINGS the numbers that its outcomes got, as {@code long[]} (0: the component is gone); for DELIVERED the
     *     number, as {@code Long}; a {@link Refusal} when what stood in the way came after the check; else null
     * @throws IllegalStateException when the payload is not what the type says
     */
    public Object apply(byte type, byte[] payload, Effects effects) {
        try {
            switch (type) {
                case EstimationRecord.RUN -> runs.put(EstimationRun.parseFrom(payload));
                case EstimationRecord.FINDINGS -> {
                    return found(EstimationFindings.parseFrom(payload), effects);
                }
                case EstimationRecord.DELIVERED -> {
                    return delivered(KeptInitialMeasurement.parseFrom(payload), effects);
                }
                case EstimationRecord.FILLINGS -> filled(EstimationFillings.parseFrom(payload), effects);
                case EstimationRecord.SETTLED -> settled(InitialMeasurementSettled.parseFrom(payload), effects);
                case EstimationRecord.TO_DO_CHANGED -> changed(ToDoChanged.parseFrom(payload));
                default -> throw new IllegalStateException("record type " + type + " is not estimation's");
            }
            return null;
        } catch (Refusal refusal) {
            return refusal;
        } catch (InvalidProtocolBufferException broken) {
            throw new IllegalStateException("the payload of an estimation record cannot be read", broken);
        }
    }

    private long[] found(EstimationFindings findings, Effects effects) {
        for (TideMarkFound mark : findings.getMarksList()) {
            if (effects.isRegistered(mark.getHandle())
                    && effects.latestContiguous(mark.getHandle()) == mark.getSeenMillis()) {
                effects.setTideMark(mark.getHandle(), mark.getMarkMillis());
            }
        }
        long[] numbers = new long[findings.getOutcomesCount()];
        for (int i = 0; i < numbers.length; i++) {
            OutcomeFound outcome = findings.getOutcomes(i);
            if (effects.isRegistered(outcome.getHandle())) {
                numbers[i] = outcome.getIsToDo()
                        ? toDos.add(toDo(outcome.getHandle(), findings.getRun())
                                .setReason(ToDoReason.MISSING_MEASUREMENTS)
                                .setFromMillis(outcome.getFromMillis())
                                .setToMillis(outcome.getToMillis()))
                        : initialMeasurements.add(estimate(findings.getRun(), outcome));
            }
        }
        return numbers;
    }

    private static KeptInitialMeasurement.Builder estimate(long run, OutcomeFound outcome) {
        return KeptInitialMeasurement.newBuilder()
                .setHandle(outcome.getHandle())
                .setFromMillis(outcome.getFromMillis())
                .setToMillis(outcome.getToMillis())
                .setIntervals(outcome.getIntervals())
                .setStatus(InitialMeasurementStatus.PENDING)
                .setOrigin(InitialMeasurementOrigin.ESTIMATED)
                .setRun(run)
                .addAllDisconnectedMillis(outcome.getDisconnectedMillisList())
                .setZeroFilledIntervals(outcome.getZeroFilledIntervals());
    }

    private static KeptToDo.Builder toDo(int handle, long run) {
        return KeptToDo.newBuilder().setHandle(handle).setRun(run);
    }

    private Object delivered(KeptInitialMeasurement one, Effects effects) {
        if (!effects.isRegistered(one.getHandle())) {
            return Refusal.of(
                    Refusal.Kind.NOT_FOUND, "UNKNOWN_COMPONENT", "the component was deleted a moment ago; register it");
        }
        boolean isInProgress = InitialMeasurementTable.isInProgress(one);
        if (one.getStatus() == InitialMeasurementStatus.FINALIZED) {
            write(one, one.getValuesList(), one.getConditionsList(), effects);
        }
        KeptInitialMeasurement.Builder kept = one.toBuilder();
        if (!isInProgress) {
            kept.clearValues().clearConditions();
        }
        return initialMeasurements.add(kept);
    }

    private void filled(EstimationFillings fillings, Effects effects) {
        for (FillingFound found : fillings.getFillingsList()) {
            KeptInitialMeasurement before = initialMeasurements.get(found.getId());
            if (before == null || before.getStatus() == InitialMeasurementStatus.DISCARDED) {
                continue;
            }
            if (InitialMeasurementTable.isInProgress(before)) {
                filledInProgress(fillings.getRun(), before, found);
            } else if (before.hasFilling()) {
                filledFinal(before, found, effects);
            }
        }
    }

    private void filledInProgress(long run, KeptInitialMeasurement before, FillingFound found) {
        boolean isException = !found.getFilling().getProblem().isEmpty();
        KeptInitialMeasurement after = before.toBuilder()
                .clearValues()
                .addAllValues(found.getValuesList())
                .clearConditions()
                .addAllConditions(found.getConditionsList())
                .setStatus(isException ? InitialMeasurementStatus.EXCEPTION : InitialMeasurementStatus.PENDING)
                .setFilling(filling(run, before, found.getFilling()))
                .build();
        initialMeasurements.put(after);
        if (isException) {
            toDos.openFor(toDo(after.getHandle(), after.getFilling().getRun())
                    .setReason(ToDoReason.NOT_FILLED)
                    .setFromMillis(after.getFromMillis())
                    .setToMillis(after.getToMillis())
                    .setInitialMeasurement(after.getId()));
        } else {
            toDos.closeOf(after.getHandle(), after.getId());
        }
        if (!before.getValuesList().equals(after.getValuesList())) {
            initialMeasurements.measured(
                    after.getHandle(), after.getFromMillis(), after.getToMillis() + 1, after.getHandle());
        }
    }

    /** Values that became final follow the measurements they rest on; where no rule has a value any more they stay. */
    private void filledFinal(KeptInitialMeasurement before, FillingFound found, Effects effects) {
        boolean isException = !found.getFilling().getProblem().isEmpty();
        KeptFilling filling = isException
                ? before.getFilling().toBuilder()
                        .setTouched(found.getFilling().getTouched())
                        .build()
                : filling(0, before, found.getFilling());
        initialMeasurements.put(before.toBuilder().setFilling(filling).build());
        if (isException) {
            return;
        }
        int step = effects.intervalMillis(before.getHandle());
        boolean isDifferent = false;
        for (int i = 0; i < found.getValuesCount(); i++) {
            long at = before.getFromMillis() + (long) i * step;
            int there = effects.conditionAt(before.getHandle(), at);
            if (ConditionCode.isEstimatedHere(there) && ConditionCode.isEstimatedHere(found.getConditions(i))) {
                isDifferent |= effects.put(before.getHandle(), at, found.getValues(i), found.getConditions(i));
            }
        }
        // Only what is different goes on, so that two that rest on each other come to rest.
        if (isDifferent) {
            initialMeasurements.measured(
                    before.getHandle(), before.getFromMillis(), before.getToMillis() + 1, before.getHandle());
        }
    }

    private static KeptFilling filling(long run, KeptInitialMeasurement before, KeptFilling found) {
        return run != 0 || !before.hasFilling()
                ? found.toBuilder().setRun(run).build()
                : found.toBuilder()
                        .setRun(before.getFilling().getRun())
                        .setIsAgain(true)
                        .build();
    }

    private void settled(InitialMeasurementSettled record, Effects effects) {
        KeptInitialMeasurement before = initialMeasurements.inProgressOne(record.getId());
        KeptInitialMeasurement after = before.toBuilder()
                .setStatus(record.getStatus())
                .clearValues()
                .clearConditions()
                .build();
        initialMeasurements.put(after);
        toDos.closeOf(after.getHandle(), after.getId());
        if (record.getStatus() == InitialMeasurementStatus.FINALIZED) {
            write(before, record.getValuesList(), record.getConditionsList(), effects);
            if (after.hasFilling()) {
                // Its own values are not what they rest on.
                KeptInitialMeasurement written = initialMeasurements.get(after.getId());
                initialMeasurements.put(
                        written.toBuilder().setTouched(after.getTouched()).build());
            }
        }
    }

    private void write(KeptInitialMeasurement one, List<Double> values, List<Integer> conditions, Effects effects) {
        int step = effects.intervalMillis(one.getHandle());
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i);
            int condition = conditions.get(i);
            if (!Double.isNaN(value) || ConditionCode.isDisconnected(condition)) {
                effects.put(one.getHandle(), one.getFromMillis() + (long) i * step, value, condition);
            }
        }
        if (!values.isEmpty()) {
            measured(one.getHandle(), one.getFromMillis(), one.getToMillis() + 1, effects);
        }
    }

    private void changed(ToDoChanged record) {
        KeptToDo before = toDos.openOne(record.getId());
        if (record.getIsClosed()) {
            toDos.close(before, ToDoClosing.BY_HAND);
        } else {
            toDos.put(before.toBuilder().setAssignee(record.getAssignee()).build());
        }
    }

    /** Whether anything here waits for measurements of any component. */
    public boolean watches() {
        return initialMeasurements.hasWatched() || !toDos.isEmpty();
    }

    /** Whether anything here waits for measurements of this one. */
    public boolean watches(int handle) {
        return initialMeasurements.isWatched(handle) || toDos.hasOpen(handle);
    }

    /** Measurements of [from, to) of a component changed. */
    public void measured(int handle, long fromMillis, long toMillis, Effects effects) {
        initialMeasurements.measured(handle, fromMillis, toMillis, 0);
        toDos.measured(handle, fromMillis, toMillis, effects);
    }

    /** A component was deleted. */
    public void forget(int handle) {
        initialMeasurements.forget(handle);
        toDos.forget(handle);
    }

    /** Gives the whole state out in parts, in the order in which {@link #restore} takes them; for a checkpoint. */
    public void writeSnapshot(Consumer<EstimationPart> parts) {
        parts.accept(EstimationPart.newBuilder()
                .setHead(EstimationHead.newBuilder()
                        .setLastRun(runs.last())
                        .setLastInitialMeasurement(initialMeasurements.last())
                        .setLastToDo(toDos.last()))
                .build());
        runs.all()
                .forEach(run ->
                        parts.accept(EstimationPart.newBuilder().setRun(run).build()));
        initialMeasurements
                .inOrder()
                .forEach(one -> parts.accept(
                        EstimationPart.newBuilder().setInitialMeasurement(one).build()));
        toDos.inOrder()
                .forEach(toDo ->
                        parts.accept(EstimationPart.newBuilder().setToDo(toDo).build()));
    }

    /** Takes one part of a checkpoint in; the state was empty before the first. */
    public void restore(EstimationPart part) {
        switch (part.getPartCase()) {
            case HEAD -> {
                runs.restoreLast(part.getHead().getLastRun());
                initialMeasurements.restoreLast(part.getHead().getLastInitialMeasurement());
                toDos.restoreLast(part.getHead().getLastToDo());
            }
            case RUN -> runs.put(part.getRun());
            case INITIAL_MEASUREMENT -> initialMeasurements.put(part.getInitialMeasurement());
            case TO_DO -> toDos.put(part.getToDo());
            case PART_NOT_SET -> throw new IllegalStateException("an empty part of the estimation state");
        }
    }
}
