package io.tidemark.server.estimation.run;

import io.tidemark.journal.v1.EstimationFindings;
import io.tidemark.journal.v1.TideMarkFound;
import io.tidemark.server.estimation.EstimationRecord;
import io.tidemark.server.estimation.InitialMeasurementTable;
import io.tidemark.server.ingest.SubmittedChange;
import io.tidemark.server.metering.estimation.ComponentEstimate;
import io.tidemark.server.metering.estimation.Outcome;
import io.tidemark.server.metering.estimation.OutcomeKind;
import io.tidemark.server.metering.estimation.Skip;
import io.tidemark.server.metering.estimation.SkipReason;
import io.tidemark.server.metering.estimation.TideMarkScan.Verdict;
import io.tidemark.server.query.Pieces;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.shard.State;
import io.tidemark.v1.EstimationOutcome;
import io.tidemark.v1.EstimationRunState;
import io.tidemark.v1.RunEstimationResponse;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import org.agrona.collections.IntArrayList;

/** A run of periodic estimation, piece by piece. */
public final class EstimationPieces implements Pieces<RunEstimationResponse> {

    /** Components that are examined under the state's lock before it is let go. */
    private static final int EXAMINED_A_LOOK_MAX = 512;

    /** Components in an answer, and those examined for it: each answer waits until its record is durable. */
    private static final int COMPONENTS_A_PIECE_MAX = 8_192;

    private static final int EXAMINED_A_PIECE_MAX = 2_048;
    private static final int OUTCOMES_A_RECORD_MAX = 4_096;

    private enum Phase {
        BEGIN,
        SCAN,
        FILL,
        END,
        DONE
    }

    /** An answer, and the record that must be durable before it is given. */
    private record Part(
            RunEstimationResponse.Builder answer,
            EstimationFindings.Builder findings,
            java.util.List<EstimationOutcome.Builder> outcomes) {

        boolean isEmpty() {
            return findings.getMarksCount() == 0 && outcomes.isEmpty();
        }
    }

    private final EstimationRuns runs;
    private final State state;
    private final RunOptions options;
    private final int[] handles;
    private final Runnable wake;
    private final EstimationRuns.Held held;
    private final RunCounts counts;
    private final IntArrayList toFill = new IntArrayList();
    private final ArrayDeque<Part> parts = new ArrayDeque<>();
    private AwaitedRecord<RunEstimationResponse> awaited;
    private FillSteps fillSteps;
    private Phase phase = Phase.BEGIN;
    private EstimationRunState how = EstimationRunState.COMPLETED;
    private int next;

    /** The part that the next look goes on with; null for a new one. */
    private Part open;

    /** Components that were looked at for the open part, and those of them that were examined. */
    private int looked;

    private int examined;

    /**
     * Begins a run.
     *
     * @param handles the components, in the order of the answer
     * @param wake runs when there is a piece again
     * @throws Refusal when another run holds one of them
     */
    public EstimationPieces(EstimationRuns runs, RunOptions options, int[] handles, Runnable wake) {
        this.runs = runs;
        this.state = runs.state();
        this.options = options;
        this.handles = handles;
        this.wake = wake;
        this.held = options.isDryRun() ? null : runs.begin(handles, true, wake);
        this.counts = RunCounts.ofEstimation(number(), options, handles.length, runs.nowMillis());
    }

    private long number() {
        return held == null ? 0 : held.number();
    }

    @Override
    public boolean isOpenEnded() {
        return phase != Phase.DONE || awaited != null;
    }

    @Override
    public boolean isEnding() {
        return held != null && held.isStopping();
    }

    @Override
    public RunEstimationResponse next() {
        while (true) {
            if (awaited != null) {
                if (!awaited.isDone()) {
                    return null;
                }
                AwaitedRecord<RunEstimationResponse> reached = awaited;
                awaited = null;
                RunEstimationResponse answer = reached.answer();
                if (answer != null) {
                    return answer;
                }
            }
            if (held != null && held.isStopping() && phase != Phase.DONE && phase != Phase.END) {
                how = EstimationRunState.CANCELLED;
                parts.clear();
                phase = Phase.END;
            }
            if (!parts.isEmpty()) {
                RunEstimationResponse answer = give(parts.poll());
                if (answer != null) {
                    return answer;
                }
                continue;
            }
            switch (phase) {
                case BEGIN -> {
                    phase = Phase.SCAN;
                    if (held != null) {
                        await(EstimationRecord.RUN, counts.running().toByteArray(), result -> null);
                    }
                }
                case SCAN -> scan();
                case FILL -> fill();
                case END -> {
                    RunEstimationResponse summary = end();
                    if (summary != null) {
                        return summary;
                    }
                }
                case DONE -> {
                    return null;
                }
            }
        }
    }

    private void await(byte type, byte[] record, Function<SubmittedChange.Result, RunEstimationResponse> answer) {
        awaited = new AwaitedRecord<>(runs.submit(type, record), answer, wake);
    }

    private RunEstimationResponse.Builder message() {
        return RunEstimationResponse.newBuilder()
                .setRun(number())
                .setScanned(counts.scanned())
                .setTotal(handles.length);
    }

    private Part newPart() {
        return new Part(message(), EstimationFindings.newBuilder().setRun(number()), new java.util.ArrayList<>());
    }

    /** Looks at some components and makes parts of what is found; a part may take some looks. */
    private void scan() {
        int first = next;
        int examinedBefore = examined;
        Part part = open == null ? newPart() : open;
        Lock lock = state.lock().read();
        lock.lock();
        try {
            Examination examination = new Examination(state, options);
            FirstLook firstLook = new FirstLook(state, examination.run());
            while (next < handles.length
                    && looked + next - first < COMPONENTS_A_PIECE_MAX
                    && examined - examinedBefore < EXAMINED_A_LOOK_MAX
                    && parts.isEmpty()) {
                int handle = handles[next++];
                if (!state.registry().components().isRegistered(handle)) {
                    continue;
                }
                Verdict verdict = firstLook.verdict(handle);
                if (verdict == Verdict.NOT_DUE) {
                    skip(part, handle, new Skip(SkipReason.NOT_DUE, Long.MAX_VALUE));
                } else if (verdict == Verdict.EXAMINE) {
                    examined++;
                    part = examine(part, examination, handle);
                }
            }
            if (state.estimation().initialMeasurements().inProgressCount() > InitialMeasurementTable.IN_PROGRESS_MAX) {
                throw Refusal.of(
                                Refusal.Kind.RESOURCE_EXHAUSTED,
                                "TOO_MANY_IN_PROGRESS",
                                "there are more than " + InitialMeasurementTable.IN_PROGRESS_MAX
                                        + " initial measurements in progress; finalise or discard some, then start"
                                        + " again")
                        .with("limit", InitialMeasurementTable.IN_PROGRESS_MAX);
            }
        } finally {
            lock.unlock();
        }
        counts.scanned(next - first);
        looked += next - first;
        if (next < handles.length
                && looked < COMPONENTS_A_PIECE_MAX
                && examined < EXAMINED_A_PIECE_MAX
                && parts.isEmpty()) {
            open = part;
            return;
        }
        open = null;
        looked = 0;
        examined = 0;
        part.answer.setScanned(counts.scanned());
        parts.add(part);
        if (next == handles.length) {
            phase = options.isFilling() && !options.isDryRun() ? Phase.FILL : Phase.END;
        }
    }

    private void skip(Part part, int handle, Skip skip) {
        counts.skipped(skip.reason());
        if (!options.isWithoutSkipped()) {
            part.answer.addSkipped(EstimationForms.skip(handle, id(handle), skip));
        }
    }

    private String id(int handle) {
        return state.registry().components().id(handle);
    }

    /** Examines a component; the part that goes on after it, where the given one is full. */
    private Part examine(Part given, Examination examination, int handle) {
        Part part = given;
        ComponentEstimate estimate = examination.estimate(handle);
        long seen = state.tideMarks().latestContiguous(handle);
        if (estimate.latestContiguousMillis() != seen) {
            part.findings.addMarks(TideMarkFound.newBuilder()
                    .setHandle(handle)
                    .setSeenMillis(seen)
                    .setMarkMillis(estimate.latestContiguousMillis()));
        }
        if (estimate.skip().isPresent()) {
            skip(part, handle, estimate.skip().get());
            return part;
        }
        counts.examined(estimate);
        String id = id(handle);
        estimate.horizon()
                .filter(horizon -> !horizon.isEmpty())
                .ifPresent(horizon -> given.answer.addHorizons(EstimationForms.horizon(handle, id, horizon)));
        boolean isFillable = false;
        for (Outcome outcome : estimate.outcomes()) {
            isFillable |= outcome.kind() == OutcomeKind.INITIAL_MEASUREMENT;
            part.outcomes.add(EstimationForms.outcome(
                    handle,
                    id,
                    examination.type(handle).id(),
                    estimate.horizon().orElseThrow(),
                    outcome));
            if (part.outcomes.size() == OUTCOMES_A_RECORD_MAX) {
                parts.add(part);
                part = newPart();
            }
        }
        if (isFillable && options.isFilling()) {
            toFill.addInt(handle);
        }
        return part;
    }

    /** Gives a part out: at once, or when its record is durable. */
    private RunEstimationResponse give(Part part) {
        if (held == null || part.isEmpty()) {
            part.outcomes.forEach(part.answer::addOutcomes);
            return part.answer.build();
        }
        part.outcomes.forEach(outcome -> part.findings.addOutcomes(EstimationForms.found(outcome)));
        await(EstimationRecord.FINDINGS, part.findings.build().toByteArray(), result -> {
            long[] numbers = (long[]) result.result();
            for (int i = 0; i < numbers.length; i++) {
                part.answer.addOutcomes(part.outcomes.get(i).setId(numbers[i]));
            }
            return part.answer.build();
        });
        return null;
    }

    private void fill() {
        if (fillSteps == null) {
            fillSteps = new FillSteps(state, toFill.toIntArray());
        }
        FillSteps.Group group = fillSteps.next();
        if (group == null) {
            phase = Phase.END;
            return;
        }
        group.filled().forEach(one -> counts.filled(!one.getProblem().isEmpty()));
        await(
                EstimationRecord.FILLINGS,
                group.record(number()),
                result -> message().addAllFilled(group.filled()).build());
    }

    private RunEstimationResponse end() {
        phase = Phase.DONE;
        var ended = counts.ended(how, runs.nowMillis());
        RunEstimationResponse summary = message().setSummary(ended).build();
        if (held == null) {
            return summary;
        }
        runs.end(held);
        await(EstimationRecord.RUN, ended.toByteArray(), result -> summary);
        return null;
    }

    @Override
    public void ended() {
        if (phase != Phase.DONE) {
            phase = Phase.DONE;
            if (held != null) {
                runs.end(held);
                runs.submit(
                        EstimationRecord.RUN,
                        counts.ended(EstimationRunState.CANCELLED, runs.nowMillis())
                                .toByteArray());
            }
        }
    }

    @Override
    public String toString() {
        return "run " + number() + " over "
                + Arrays.stream(handles).limit(3).boxed().toList();
    }
}
