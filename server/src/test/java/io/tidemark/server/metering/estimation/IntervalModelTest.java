package io.tidemark.server.metering.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.SetOfReadings;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Interval components against the plain model. A failure names its seed; run that one alone with {@code
 * -Dtidemark.seed=N}.
 */
class IntervalModelTest {

    private static final int PORTFOLIOS = 12_000;

    @Test
    void runsAgreeWithThePlainModel() {
        Seen seen = new Seen();
        Seeds.each(PORTFOLIOS, seed -> seen.count(compareRun(seed)));
        seen.atLeast(
                100,
                "EXAMINED",
                "NOT_ELIGIBLE",
                "SUPPRESSED",
                "NOT_DUE",
                "NO_HORIZON",
                "PROCESS_LESS_MAX_DAYS",
                "LATEST_CONTIGUOUS",
                "PROCESS_LESS_LAST_USABLE_HOURS",
                "LAST_USABLE_MEASUREMENT",
                "INSTALLATION",
                "LATEST_PLUS_HOURS_TO_ESTIMATE",
                "PROCESS_LESS_HOURS_TO_WAIT",
                "CUT_OFF",
                "CONFIGURATION_EFFECTIVE_END",
                "REMOVAL",
                "PROCESS",
                "WHOLE",
                "REDUCED",
                "COVERED",
                "WAITS",
                "INITIAL_MEASUREMENT",
                "TO_DO",
                "ZERO_FILLED",
                "DISCONNECTED");
    }

    @Test
    void tideMarksAgreeWithThePlainModelWhateverTheOrderOfArrival() {
        Seeds.each(3_000, IntervalModelTest::compareTideMark);
    }

    private static ComponentEstimate compareRun(long seed) {
        RandomPortfolio portfolio = new RandomPortfolio(seed);
        SetOfReadings readings = portfolio.intervals();
        IntervalSettings settings = portfolio.intervalSettings();
        PlainIntervals plain = new PlainIntervals(portfolio, readings);
        long mark = switch (portfolio.random.nextInt(5)) {
            case 0 -> TideMark.ABSENT;
            case 1 -> portfolio.instant();
            case 2 -> portfolio.begin - RandomPortfolio.DAY;
            default -> plain.follow(portfolio.instant());
        };
        EstimationRun run = portfolio.onTheThreshold(portfolio.run(), mark, settings.hoursToWait());
        List<InProgress> inProgress = portfolio.inProgress(false);
        IntervalComponent component = new IntervalComponent(
                portfolio.grid, portfolio.history, readings, readings.latestMillis(), mark, inProgress);

        ComponentEstimate estimate = IntervalEstimator.estimate(run, settings, component, portfolio.servicePoints::get);
        PlainIntervals.Result expected = plain.run(run, settings, mark, inProgress);

        assertThat(estimate.latestContiguousMillis()).as("tide mark").isEqualTo(expected.mark());
        assertThat(estimate.skip().map(Skip::reason).orElse(null)).as("skip").isEqualTo(expected.skip());
        estimate.horizon().ifPresent(horizon -> {
            assertThat(horizon.fromMillis()).as("begin").isEqualTo(expected.from());
            assertThat(horizon.toMillis()).as("end").isEqualTo(expected.to());
            assertThat(horizon.toMillis()).isLessThanOrEqualTo(run.processMillis());
        });
        assertThat(estimate.outcomes()).as("outcomes").isEqualTo(expected.outcomes());
        assertThat(estimate.complete()).isTrue();
        aSecondRunAsksForNothing(portfolio, run, settings, component, estimate);
        theFirstLookAgrees(portfolio, run, settings, component, estimate);
        return estimate;
    }

    private static void aSecondRunAsksForNothing(
            RandomPortfolio portfolio,
            EstimationRun run,
            IntervalSettings settings,
            IntervalComponent component,
            ComponentEstimate first) {
        List<InProgress> underWay = new ArrayList<>(component.inProgress());
        for (Outcome outcome : first.outcomes()) {
            underWay.add(
                    new InProgress(outcome.kind(), 100 + underWay.size(), outcome.fromMillis(), outcome.toMillis()));
        }
        IntervalComponent later = new IntervalComponent(
                component.grid(),
                component.history(),
                component.presence(),
                component.latestMillis(),
                first.latestContiguousMillis(),
                underWay);
        assertThat(IntervalEstimator.estimate(run, settings, later, portfolio.servicePoints::get)
                        .outcomes())
                .as("second run")
                .isEmpty();
    }

    private static void theFirstLookAgrees(
            RandomPortfolio portfolio,
            EstimationRun run,
            IntervalSettings settings,
            IntervalComponent component,
            ComponentEstimate estimate) {
        InstallationHistory history = portfolio.history;
        TideMarkScan.Verdict verdict = TideMarkScan.verdict(
                ScanPolicy.ofInterval(run, settings, HorizonEnd.clock(history, run.processMillis())),
                component.latestContiguousMillis(),
                TideMarkScan.lastInstalled(history),
                TideMarkScan.intervalsExpectedUntil(history, portfolio.grid),
                FirstLook.held(portfolio));
        FirstLook.agrees(verdict, component.latestContiguousMillis(), estimate);
    }

    private static void compareTideMark(long seed) {
        RandomPortfolio portfolio = new RandomPortfolio(seed);
        SetOfReadings all = portfolio.intervals();
        SetOfReadings readings = SetOfReadings.ofIntervals(portfolio.grid);
        PlainIntervals plain = new PlainIntervals(portfolio, readings);
        IntervalTideMark rule = new IntervalTideMark(portfolio.grid, portfolio.history);
        List<Long> arrivals = new ArrayList<>(all.instants());
        if (arrivals.isEmpty()) {
            return;
        }
        if (portfolio.random.nextBoolean()) {
            Collections.shuffle(arrivals, portfolio.random);
        }
        long mark = TideMark.ABSENT;
        long start = TideMark.ABSENT;
        int checkEvery = 1 + portfolio.random.nextInt(40);
        for (int i = 0; i < arrivals.size(); i++) {
            long arrived = arrivals.get(i);
            if (start == TideMark.ABSENT) {
                Installation covering = PlainCommon.inForceAt(portfolio.history, arrived);
                start = covering == null ? arrived : PlainCommon.begins(covering);
            }
            readings.add(arrived);
            mark = rule.afterArrival(mark, arrived, readings, readings.latestMillis());
            if (portfolio.oneIn(10)) {
                long lost =
                        readings.instants().first() + portfolio.grid.lengthMillis() * portfolio.random.nextInt(i + 1);
                if (readings.has(lost)) {
                    readings.remove(lost);
                    mark = rule.afterLoss(mark, lost, lost + portfolio.grid.lengthMillis());
                    start = Math.min(start, plain.holeAt(lost));
                }
            }
            if (i % checkEvery == 0 || i == arrivals.size() - 1) {
                assertThat(mark).as("after arrival %d", i).isEqualTo(plain.follow(start));
            }
        }
    }
}
