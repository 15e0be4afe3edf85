package io.tidemark.server.metering.estimation;

import static io.tidemark.server.metering.Portfolio.HOUR;

import io.tidemark.server.metering.Portfolio;
import io.tidemark.server.metering.SetOfReadings;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.grid.IntervalGrid;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** One interval component that a test describes step by step; instants are ISO-8601, and what is not said is the default. */
final class IntervalCase {

    static final long ABSENT = TideMark.ABSENT;

    final SetOfReadings readings;
    private final IntervalGrid grid;
    private final List<Installation> installations = new ArrayList<>();
    private final List<InProgress> inProgress = new ArrayList<>();
    private ServicePointState place = ServicePointState.UNHINDERED;
    private IntervalSettings settings = IntervalSettings.DEFAULT;
    private OptionalInt lastUsableHours = OptionalInt.empty();
    private boolean fillWithZero;
    private long mark = ABSENT;

    IntervalCase() {
        this(new IntervalGrid(HOUR, 0));
    }

    IntervalCase(IntervalGrid grid) {
        this.grid = grid;
        this.readings = SetOfReadings.ofIntervals(grid);
    }

    IntervalCase installed(Installation... events) {
        installations.addAll(List.of(events));
        return this;
    }

    IntervalCase mark(String latestContiguous) {
        mark = latestContiguous == null ? ABSENT : Portfolio.at(latestContiguous);
        return this;
    }

    IntervalCase measured(String from, String to) {
        readings.add(from, to);
        return this;
    }

    IntervalCase underWay(String from, String to) {
        inProgress.add(new InProgress(
                OutcomeKind.INITIAL_MEASUREMENT, inProgress.size(), Portfolio.at(from), Portfolio.at(to)));
        return this;
    }

    IntervalCase openToDo(String from, String to) {
        inProgress.add(new InProgress(OutcomeKind.TO_DO, inProgress.size(), Portfolio.at(from), Portfolio.at(to)));
        return this;
    }

    IntervalCase place(ServicePointState state) {
        place = state;
        return this;
    }

    IntervalCase fillWithZero() {
        fillWithZero = true;
        return this;
    }

    IntervalCase lastUsable(int hours) {
        lastUsableHours = OptionalInt.of(hours);
        return this;
    }

    IntervalCase hours(int toWait, int toEstimate) {
        settings = new IntervalSettings(
                settings.create(),
                settings.maxDaysToEstimate(),
                settings.method(),
                toWait,
                toEstimate,
                settings.cutOffTime(),
                settings.rollingDelayFrom(),
                settings.innerInitialMeasurement());
        return this;
    }

    IntervalCase cutOff(String time) {
        settings = new IntervalSettings(
                settings.create(),
                settings.maxDaysToEstimate(),
                EstimationMethod.PREDICTABLE_CUTOFF,
                settings.hoursToWait(),
                settings.hoursToEstimate(),
                LocalTime.parse(time),
                settings.rollingDelayFrom(),
                settings.innerInitialMeasurement());
        return this;
    }

    IntervalCase maxDays(int days) {
        settings = new IntervalSettings(
                settings.create(),
                OptionalInt.of(days),
                settings.method(),
                settings.hoursToWait(),
                settings.hoursToEstimate(),
                settings.cutOffTime(),
                settings.rollingDelayFrom(),
                settings.innerInitialMeasurement());
        return this;
    }

    IntervalCase with(Creation create, RollingDelayFrom from, InnerInitialMeasurement inner) {
        settings = new IntervalSettings(
                create,
                settings.maxDaysToEstimate(),
                settings.method(),
                settings.hoursToWait(),
                settings.hoursToEstimate(),
                settings.cutOffTime(),
                from,
                inner);
        return this;
    }

    IntervalCase with(InnerInitialMeasurement inner) {
        return with(Creation.INITIAL_MEASUREMENT, RollingDelayFrom.LATEST_CONTIGUOUS, inner);
    }

    IntervalCase with(Creation create) {
        return with(create, RollingDelayFrom.LATEST_CONTIGUOUS, InnerInitialMeasurement.SKIP_GAP);
    }

    ComponentEstimate at(String process) {
        return at(process, process);
    }

    ComponentEstimate at(String process, String system) {
        return estimate(Portfolio.at(process), Portfolio.at(system));
    }

    ComponentEstimate estimate(long processMillis, long systemMillis) {
        return IntervalEstimator.estimate(
                new EstimationRun(processMillis, systemMillis, fillWithZero, lastUsableHours),
                settings,
                new IntervalComponent(
                        grid,
                        new InstallationHistory(installations),
                        readings,
                        readings.latestMillis(),
                        mark,
                        inProgress),
                number -> place);
    }

    /** The outcomes, "from to" each, in minutes. */
    static List<String> asked(ComponentEstimate estimate) {
        return estimate.outcomes().stream()
                .map(outcome -> shown(outcome.fromMillis()) + " " + shown(outcome.toMillis()))
                .toList();
    }

    static String horizon(ComponentEstimate estimate) {
        Horizon horizon = estimate.horizon().orElseThrow();
        return shown(horizon.fromMillis()) + " " + shown(horizon.toMillis());
    }

    /** An instant as far as its minutes. */
    static String shown(long atMillis) {
        return Instant.ofEpochMilli(atMillis).toString().substring(0, 16);
    }
}
