package io.tidemark.server.estimation.run;

import io.tidemark.server.metering.estimation.ComponentEstimate;
import io.tidemark.server.metering.estimation.Outcome;
import io.tidemark.server.metering.estimation.OutcomeKind;
import io.tidemark.server.metering.estimation.SkipReason;
import io.tidemark.v1.EstimationRun;
import io.tidemark.v1.EstimationRunKind;
import io.tidemark.v1.EstimationRunState;

/** A run as it will be kept, while it goes on. One thread at a time. */
final class RunCounts {

    private final EstimationRun.Builder run;

    private RunCounts(EstimationRun.Builder run) {
        this.run = run;
    }

    /** Of a run of estimation. */
    static RunCounts ofEstimation(long number, RunOptions options, int components, long startedMillis) {
        return new RunCounts(EstimationRun.newBuilder()
                .setRun(number)
                .setKind(options.isFilling() ? EstimationRunKind.ESTIMATE_AND_FILL : EstimationRunKind.ESTIMATE)
                .setState(EstimationRunState.RUNNING)
                .setProcessMillis(options.processMillis())
                .setSystemMillis(options.systemMillis())
                .setDryRun(options.isDryRun())
                .setScheduled(options.isScheduled())
                .setStartedMillis(startedMillis)
                .setComponents(components));
    }

    /** Of a run that only fills. */
    static RunCounts ofFilling(long number, int components, long startedMillis) {
        return new RunCounts(EstimationRun.newBuilder()
                .setRun(number)
                .setKind(EstimationRunKind.FILL)
                .setState(EstimationRunState.RUNNING)
                .setStartedMillis(startedMillis)
                .setComponents(components));
    }

    void scanned(int components) {
        run.setScanned(run.getScanned() + components);
    }

    long scanned() {
        return run.getScanned();
    }

    void skipped(SkipReason reason) {
        switch (reason) {
            case NOT_ELIGIBLE -> run.setSkippedNotEligible(run.getSkippedNotEligible() + 1);
            case SUPPRESSED -> run.setSkippedSuppressed(run.getSkippedSuppressed() + 1);
            case NOT_DUE -> run.setSkippedNotDue(run.getSkippedNotDue() + 1);
            case NO_HORIZON -> run.setSkippedNoHorizon(run.getSkippedNoHorizon() + 1);
        }
    }

    void examined(ComponentEstimate estimate) {
        run.setGaps(run.getGaps() + estimate.gaps().size());
        long lastFrom = Long.MIN_VALUE;
        for (Outcome outcome : estimate.outcomes()) {
            if (outcome.kind() == OutcomeKind.TO_DO) {
                run.setToDos(run.getToDos() + 1);
            } else {
                run.setInitialMeasurements(run.getInitialMeasurements() + 1);
            }
            if (outcome.fromMillis() != lastFrom) {
                run.setIntervals(run.getIntervals() + Math.max(1, outcome.intervals()));
                lastFrom = outcome.fromMillis();
            }
        }
        if (!estimate.complete()) {
            run.setIncomplete(run.getIncomplete() + 1);
        }
    }

    void filled(boolean isException) {
        if (isException) {
            run.setExceptions(run.getExceptions() + 1);
        } else {
            run.setFilled(run.getFilled() + 1);
        }
    }

    EstimationRun running() {
        return run.build();
    }

    EstimationRun ended(EstimationRunState how, long nowMillis) {
        return run.setState(how)
                .setDurationMillis(Math.max(0, nowMillis - run.getStartedMillis()))
                .build();
    }
}
