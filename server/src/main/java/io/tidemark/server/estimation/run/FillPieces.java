package io.tidemark.server.estimation.run;

import io.tidemark.server.estimation.EstimationRecord;
import io.tidemark.server.ingest.SubmittedChange;
import io.tidemark.server.query.Pieces;
import io.tidemark.v1.EstimationRun;
import io.tidemark.v1.EstimationRunState;
import io.tidemark.v1.FillInitialMeasurementsResponse;
import java.util.function.Function;

/** A run that only fills, piece by piece. It holds no components: filling twice comes to the same. */
public final class FillPieces implements Pieces<FillInitialMeasurementsResponse> {

    private enum Phase {
        BEGIN,
        FILL,
        DONE
    }

    private final EstimationRuns runs;
    private final Runnable wake;
    private final EstimationRuns.Held held;
    private final RunCounts counts;
    private final FillSteps steps;
    private AwaitedRecord<FillInitialMeasurementsResponse> awaited;
    private Phase phase = Phase.BEGIN;

    /**
     * Begins to fill.
     *
     * @param handles the components
     * @param wake runs when there is a piece again
     */
    public FillPieces(EstimationRuns runs, int[] handles, Runnable wake) {
        this.runs = runs;
        this.wake = wake;
        this.steps = new FillSteps(runs.state(), handles);
        this.held = runs.begin(handles, false, wake);
        this.counts = RunCounts.ofFilling(held.number(), handles.length, runs.nowMillis());
        counts.scanned(handles.length);
    }

    @Override
    public boolean isOpenEnded() {
        return phase != Phase.DONE || awaited != null;
    }

    @Override
    public boolean isEnding() {
        return held.isStopping();
    }

    @Override
    public FillInitialMeasurementsResponse next() {
        while (true) {
            if (awaited != null) {
                if (!awaited.isDone()) {
                    return null;
                }
                AwaitedRecord<FillInitialMeasurementsResponse> reached = awaited;
                awaited = null;
                FillInitialMeasurementsResponse answer = reached.answer();
                if (answer != null) {
                    return answer;
                }
            }
            switch (phase) {
                case BEGIN -> {
                    phase = Phase.FILL;
                    await(EstimationRecord.RUN, counts.running().toByteArray(), result -> null);
                }
                case FILL -> fill();
                case DONE -> {
                    return null;
                }
            }
        }
    }

    private void fill() {
        FillSteps.Group group = held.isStopping() ? null : steps.next();
        if (group == null) {
            end(held.isStopping() ? EstimationRunState.CANCELLED : EstimationRunState.COMPLETED);
            return;
        }
        group.filled().forEach(one -> counts.filled(!one.getProblem().isEmpty()));
        await(
                EstimationRecord.FILLINGS,
                group.record(held.number()),
                result -> message().addAllFilled(group.filled()).build());
    }

    private void end(EstimationRunState how) {
        phase = Phase.DONE;
        runs.end(held);
        EstimationRun ended = counts.ended(how, runs.nowMillis());
        await(
                EstimationRecord.RUN,
                ended.toByteArray(),
                result -> message().setSummary(ended).build());
    }

    private void await(
            byte type, byte[] record, Function<SubmittedChange.Result, FillInitialMeasurementsResponse> answer) {
        awaited = new AwaitedRecord<>(runs.submit(type, record), answer, wake);
    }

    private FillInitialMeasurementsResponse.Builder message() {
        return FillInitialMeasurementsResponse.newBuilder().setRun(held.number());
    }

    @Override
    public void ended() {
        if (phase != Phase.DONE) {
            phase = Phase.DONE;
            runs.end(held);
            runs.submit(
                    EstimationRecord.RUN,
                    counts.ended(EstimationRunState.CANCELLED, runs.nowMillis()).toByteArray());
        }
    }
}
