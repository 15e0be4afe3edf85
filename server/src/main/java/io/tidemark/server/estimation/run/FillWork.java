package io.tidemark.server.estimation.run;

import com.google.protobuf.ByteString;
import io.tidemark.journal.v1.FillingFound;
import io.tidemark.journal.v1.KeptDependency;
import io.tidemark.journal.v1.KeptFilling;
import io.tidemark.journal.v1.KeptInitialMeasurement;
import io.tidemark.server.estimation.InitialMeasurementTable;
import io.tidemark.server.metering.filling.Dependency;
import io.tidemark.server.metering.filling.Evidence;
import io.tidemark.server.metering.filling.FilledIntervals;
import io.tidemark.server.metering.filling.FilledRead;
import io.tidemark.server.metering.filling.FillingProblem;
import io.tidemark.server.metering.filling.FillingRule;
import io.tidemark.server.metering.filling.interval.IntervalEstimate;
import io.tidemark.server.metering.filling.interval.IntervalFilling;
import io.tidemark.server.metering.filling.scalar.ScalarFilling;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.shard.State;
import io.tidemark.v1.FillingRuleKind;
import io.tidemark.v1.InitialMeasurementStatus;
import io.tidemark.v1.ValueEvidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills the estimates of one component: those in progress, and those that became final and rest on measurements which
 * have changed since. Under the read lock.
 */
final class FillWork {

    /** The most intervals of an initial measurement that is filled; a longer one is an exception. */
    static final int INTERVALS_MAX = 200_000;

    /**
     * What became of an initial measurement.
     *
     * @param one as it was
     * @param found for the journal
     */
    record Filled(KeptInitialMeasurement one, FillingFound found) {

        /** Whether it had become final before. */
        boolean isSettled() {
            return !InitialMeasurementTable.isInProgress(one);
        }
    }

    private final State state;
    private final int handle;
    private final Surroundings surroundings;

    FillWork(State state, int handle) {
        this.state = state;
        this.handle = handle;
        this.surroundings = new Surroundings(state, handle);
    }

    /** What the filling came to, by beginning. */
    List<Filled> fill() {
        List<KeptInitialMeasurement> estimates = new ArrayList<>();
        for (KeptInitialMeasurement one :
                state.estimation().initialMeasurements().all(handle)) {
            boolean isStale = one.getStatus() == InitialMeasurementStatus.FINALIZED
                    && one.hasFilling()
                    && one.getTouched() != one.getFilling().getTouched();
            if (InitialMeasurementTable.isEstimate(one) && (InitialMeasurementTable.isInProgress(one) || isStale)) {
                estimates.add(one);
            }
        }
        if (estimates.isEmpty()) {
            return List.of();
        }
        return state.store().grid(handle) == null ? fillReads(estimates) : fillIntervals(estimates);
    }

    private List<Filled> fillReads(List<KeptInitialMeasurement> estimates) {
        List<Filled> filled = new ArrayList<>(estimates.size());
        for (KeptInitialMeasurement one : estimates) {
            FilledRead read = ScalarFilling.fill(
                    surroundings.scalar(one.getFromMillis()), surroundings.rules(), one.getFromMillis());
            KeptFilling.Builder filling = filling(one, read.rule(), read.dependencies(), read.problem());
            filling.setRules(ByteString.copyFrom(new byte[] {rule(read.rule())}));
            if (read.evidence() != null) {
                filling.addEvidence(evidence(read.evidence()));
            }
            filled.add(new Filled(
                    one,
                    FillingFound.newBuilder()
                            .setId(one.getId())
                            .addValues(read.value())
                            .addConditions(read.condition())
                            .setFilling(filling)
                            .build()));
        }
        return filled;
    }

    /** Estimates of one place are filled together; what another place measured is not for them. */
    private List<Filled> fillIntervals(List<KeptInitialMeasurement> estimates) {
        IntervalGrid grid = state.store().grid(handle);
        Map<KeptInitialMeasurement, Filled> filled = new LinkedHashMap<>();
        Map<Surroundings.Place, List<KeptInitialMeasurement>> byPlace = new LinkedHashMap<>();
        long coveredTo = Long.MIN_VALUE;
        for (KeptInitialMeasurement one : estimates) {
            filled.put(one, null);
            FillingProblem problem = problem(grid, one, coveredTo);
            if (problem != null) {
                filled.put(one, exception(one, problem));
            } else {
                coveredTo = one.getToMillis();
                byPlace.computeIfAbsent(surroundings.place(one.getFromMillis()), place -> new ArrayList<>())
                        .add(one);
            }
        }
        byPlace.forEach((place, ofPlace) -> {
            List<FilledIntervals> results = IntervalFilling.fill(
                    surroundings.interval(place),
                    surroundings.rules(),
                    ofPlace.stream()
                            .map(one -> new IntervalEstimate(
                                    new io.tidemark.server.metering.grid.Period(one.getFromMillis(), one.getToMillis()),
                                    EstimationForms.periods(one.getDisconnectedMillisList())))
                            .toList());
            for (int i = 0; i < results.size(); i++) {
                filled.put(ofPlace.get(i), filled(ofPlace.get(i), results.get(i)));
            }
        });
        return List.copyOf(filled.values());
    }

    private static FillingProblem problem(IntervalGrid grid, KeptInitialMeasurement one, long coveredTo) {
        if (!grid.isOnGrid(one.getFromMillis()) || !grid.isOnGrid(one.getToMillis())) {
            return new FillingProblem(
                    FillingProblem.Reason.NO_VALUE_FOUND,
                    "the component's intervals have changed since; discard it and let a run find the gap again");
        }
        if (one.getFromMillis() < coveredTo) {
            return new FillingProblem(
                    FillingProblem.Reason.NO_VALUE_FOUND, "it overlaps another estimate; discard one of them");
        }
        if (grid.count(one.getFromMillis(), one.getToMillis()) > INTERVALS_MAX) {
            return new FillingProblem(
                    FillingProblem.Reason.TOO_MANY_INTERVALS,
                    "it has more than " + INTERVALS_MAX + " intervals, which is as many as are filled at once");
        }
        return null;
    }

    private static Filled exception(KeptInitialMeasurement one, FillingProblem problem) {
        return new Filled(
                one,
                FillingFound.newBuilder()
                        .setId(one.getId())
                        .setFilling(KeptFilling.newBuilder()
                                .setTouched(one.getTouched())
                                .setProblem(problem.reason().name())
                                .setProblemMessage(problem.message()))
                        .build());
    }

    private Filled filled(KeptInitialMeasurement one, FilledIntervals result) {
        byte[] rules = new byte[result.values().length];
        FillingFound.Builder found = FillingFound.newBuilder().setId(one.getId());
        for (int i = 0; i < rules.length; i++) {
            rules[i] = rule(result.ruleAt(i));
            found.addValues(result.values()[i]).addConditions(result.conditions()[i]);
        }
        KeptFilling.Builder filling = filling(one, result.lastRule(), result.dependencies(), result.problem());
        filling.setRules(ByteString.copyFrom(rules));
        result.evidence().forEach(evidence -> filling.addEvidence(evidence(evidence)));
        return new Filled(one, found.setFilling(filling).build());
    }

    private KeptFilling.Builder filling(
            KeptInitialMeasurement one, FillingRule lastRule, List<Dependency> dependencies, FillingProblem problem) {
        KeptFilling.Builder filling =
                KeptFilling.newBuilder().setTouched(one.getTouched()).setLastRule(kind(lastRule));
        for (Dependency dependency : dependencies) {
            filling.addDependencies(KeptDependency.newBuilder()
                    .setHandle(surroundings.handleOf(dependency))
                    .setFromMillis(dependency.span().fromMillis())
                    .setToMillis(dependency.span().toMillis()));
        }
        if (problem != null) {
            filling.setProblem(problem.reason().name()).setProblemMessage(problem.message());
        }
        return filling;
    }

    private static ValueEvidence evidence(Evidence evidence) {
        return ValueEvidence.newBuilder()
                .setFromIndex(evidence.fromIndex())
                .setToIndex(evidence.toIndex())
                .setRule(kind(evidence.rule()))
                .setText(evidence.text())
                .build();
    }

    private static byte rule(FillingRule rule) {
        return (byte) (rule == null ? 0 : rule.ordinal() + 1);
    }

    private static FillingRuleKind kind(FillingRule rule) {
        return rule == null ? FillingRuleKind.FILLING_RULE_KIND_UNSPECIFIED : FillingRuleKind.valueOf(rule.name());
    }
}
