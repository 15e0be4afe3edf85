package io.tidemark.server.estimation.run;

import io.tidemark.journal.v1.KeptInitialMeasurement;
import io.tidemark.journal.v1.KeptToDo;
import io.tidemark.server.metering.estimation.ComponentEstimate;
import io.tidemark.server.metering.estimation.EstimationRun;
import io.tidemark.server.metering.estimation.InProgress;
import io.tidemark.server.metering.estimation.IntervalComponent;
import io.tidemark.server.metering.estimation.IntervalEstimator;
import io.tidemark.server.metering.estimation.IntervalSettings;
import io.tidemark.server.metering.estimation.OutcomeKind;
import io.tidemark.server.metering.estimation.ScalarComponent;
import io.tidemark.server.metering.estimation.ScalarEstimator;
import io.tidemark.server.metering.estimation.ScalarSettings;
import io.tidemark.server.metering.estimation.ServicePointState;
import io.tidemark.server.registry.Registry;
import io.tidemark.server.registry.entity.MeasuringComponentType;
import io.tidemark.server.registry.entity.ServicePoint;
import io.tidemark.server.shard.State;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Asks the estimators about components of the state. Under the read lock; one thread at a time. */
final class Examination {

    private final State state;
    private final EstimationRun run;

    Examination(State state, RunOptions options) {
        this.state = state;
        Registry registry = state.registry();
        int lastUsable = registry.hoursInPastToRetrieveLastUsableMeasurement();
        this.run = new EstimationRun(
                options.processMillis(),
                options.systemMillis(),
                registry.fillMissingDataWithZero(),
                lastUsable == 0 ? OptionalInt.empty() : OptionalInt.of(lastUsable),
                state.earliestMillis());
    }

    EstimationRun run() {
        return run;
    }

    MeasuringComponentType type(int handle) {
        return state.registry().type(state.registry().components().type(handle));
    }

    ServicePointState servicePoint(int ordinal) {
        ServicePoint point = state.registry().servicePoint(ordinal);
        return new ServicePointState(point.isEstimationEligible(), point.suppressions());
    }

    ComponentEstimate estimate(int handle) {
        long mark = state.tideMarks().latestContiguous(handle);
        if (type(handle).estimation() instanceof IntervalSettings settings) {
            return IntervalEstimator.estimate(
                    run,
                    settings,
                    new IntervalComponent(
                            state.store().grid(handle),
                            state.registry().history(handle),
                            state.store().presence(handle),
                            state.store().latest(handle),
                            mark,
                            inProgress(handle)),
                    this::servicePoint);
        }
        return ScalarEstimator.estimate(
                run,
                (ScalarSettings) type(handle).estimation(),
                new ScalarComponent(
                        state.registry().history(handle), state.store().instants(handle), mark, inProgress(handle)),
                this::servicePoint);
    }

    private List<InProgress> inProgress(int handle) {
        List<InProgress> found = new ArrayList<>();
        for (KeptInitialMeasurement one :
                state.estimation().initialMeasurements().inProgress(handle)) {
            found.add(new InProgress(
                    OutcomeKind.INITIAL_MEASUREMENT, one.getId(), one.getFromMillis(), one.getToMillis()));
        }
        for (KeptToDo toDo : state.estimation().toDos().of(handle, false)) {
            found.add(new InProgress(OutcomeKind.TO_DO, toDo.getId(), toDo.getFromMillis(), toDo.getToMillis()));
        }
        return found;
    }
}
