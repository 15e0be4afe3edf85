package io.tidemark.server.estimation.run;

import io.tidemark.journal.v1.KeptInitialMeasurement;
import io.tidemark.server.metering.estimation.ComponentEstimate;
import io.tidemark.server.metering.estimation.ExaminedGap;
import io.tidemark.server.metering.estimation.Outcome;
import io.tidemark.server.metering.estimation.TideMark;
import io.tidemark.server.shard.State;
import io.tidemark.server.store.ReadingColumns;
import io.tidemark.v1.ExplainEstimationResponse;
import io.tidemark.v1.ExplainValueResponse;
import io.tidemark.v1.InitialMeasurementStatus;
import io.tidemark.v1.ValueEvidence;
import java.util.concurrent.locks.Lock;

/** Answers "why". Takes the read lock itself; any thread. */
public final class Explanations {

    /** The most outcomes in an explanation. */
    private static final int OUTCOMES_MAX = 10_000;

    private Explanations() {}

    /** What a run would make of a component. */
    public static ExplainEstimationResponse ofEstimation(State state, RunOptions options, int handle) {
        Lock lock = state.lock().read();
        lock.lock();
        try {
            Examination examination = new Examination(state, options);
            ComponentEstimate estimate = examination.estimate(handle);
            String id = state.registry().components().id(handle);
            String type = examination.type(handle).id();
            ExplainEstimationResponse.Builder answer = ExplainEstimationResponse.newBuilder()
                    .setHandle(handle)
                    .setComponent(id)
                    .setType(type)
                    .setProcessMillis(options.processMillis())
                    .setComplete(estimate.complete() && estimate.outcomes().size() <= OUTCOMES_MAX);
            if (estimate.latestContiguousMillis() != TideMark.ABSENT) {
                answer.setLatestContiguousMillis(estimate.latestContiguousMillis());
            }
            estimate.skip().ifPresent(skip -> answer.setSkip(EstimationForms.skip(handle, id, skip)));
            estimate.horizon().ifPresent(horizon -> {
                answer.setHorizon(EstimationForms.horizon(handle, id, horizon));
                estimate.outcomes().stream()
                        .limit(OUTCOMES_MAX)
                        .forEach((Outcome outcome) ->
                                answer.addOutcomes(EstimationForms.outcome(handle, id, type, horizon, outcome)));
            });
            estimate.installed()
                    .forEach(part -> answer.addInstalled(EstimationForms.period(
                            part.period().fromMillis(), part.period().toMillis())));
            estimate.connected()
                    .forEach(part -> answer.addConnected(EstimationForms.period(part.fromMillis(), part.toMillis())));
            estimate.gaps().forEach((ExaminedGap gap) -> answer.addGaps(EstimationForms.gap(gap)));
            return answer.build();
        } finally {
            lock.unlock();
        }
    }

    /** Where the value of a component at an instant comes from. */
    public static ExplainValueResponse ofValue(State state, int handle, long atMillis) {
        Lock lock = state.lock().read();
        lock.lock();
        try {
            ExplainValueResponse.Builder answer = ExplainValueResponse.newBuilder();
            KeptInitialMeasurement covering = covering(state, handle, atMillis);
            int index = covering == null || covering.getIntervals() == 0
                    ? 0
                    : (int) ((atMillis - covering.getFromMillis())
                            / state.store().grid(handle).lengthMillis());
            int condition = state.store().conditionAt(handle, atMillis);
            if (condition != 0) {
                ReadingColumns one = new ReadingColumns();
                state.store().copy(handle, atMillis, atMillis + 1, one);
                answer.setValue(one.value[0]).setCondition(condition).setIsFinal(true);
            } else if (covering != null && index < covering.getValuesCount()) {
                condition = covering.getConditions(index);
                answer.setValue(covering.getValues(index)).setCondition(condition);
            }
            if (covering != null) {
                explain(answer, covering, index, condition);
            }
            return answer.build();
        } finally {
            lock.unlock();
        }
    }

    /** The initial measurement that the value at an instant belongs to: the latest that was made and not discarded. */
    private static KeptInitialMeasurement covering(State state, int handle, long atMillis) {
        KeptInitialMeasurement found = null;
        for (KeptInitialMeasurement one :
                state.estimation().initialMeasurements().all(handle)) {
            boolean covers = one.getIntervals() == 0
                    ? one.getFromMillis() == atMillis
                    : one.getFromMillis() <= atMillis && atMillis < one.getToMillis();
            boolean isLater = found == null || one.getId() > found.getId();
            if (covers && isLater && one.getStatus() != InitialMeasurementStatus.DISCARDED) {
                found = one;
            }
        }
        return found;
    }

    private static void explain(
            ExplainValueResponse.Builder answer, KeptInitialMeasurement covering, int index, int condition) {
        answer.setInitialMeasurement(covering.getId()).setFoundByRun(covering.getRun());
        if (!covering.hasFilling()) {
            return;
        }
        answer.setFilledByRun(covering.getFilling().getRun())
                .setFilledAgain(covering.getFilling().getIsAgain());
        boolean isEstimated = condition != 0
                && index < covering.getFilling().getRules().size()
                && covering.getFilling().getRules().byteAt(index) != 0
                && condition < io.tidemark.server.metering.condition.ConditionCode.ESTIMATED_ELSEWHERE;
        if (isEstimated) {
            for (ValueEvidence evidence : covering.getFilling().getEvidenceList()) {
                if (evidence.getFromIndex() <= index && index < evidence.getToIndex()) {
                    answer.addEvidence(evidence);
                }
            }
        }
    }
}
