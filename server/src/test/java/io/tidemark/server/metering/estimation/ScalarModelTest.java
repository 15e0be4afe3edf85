package io.tidemark.server.metering.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.SetOfReadings;
import io.tidemark.server.metering.device.Installation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * Scalar components against the plain model. A failure names its seed; run that one alone with {@code
 * -Dtidemark.seed=N}.
 */
class ScalarModelTest {

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
                "PROCESS_LESS_HOURS_BEFORE_PLUS_HOURS_TO_ESTIMATE",
                "CONFIGURATION_EFFECTIVE_END",
                "REMOVAL",
                "SWITCHED_OFF",
                "PROCESS",
                "WHOLE",
                "COVERED",
                "INITIAL_MEASUREMENT",
                "TO_DO");
    }

    @Test
    void tideMarksAgreeWithThePlainModelWhateverTheOrderOfArrival() {
        Seeds.each(2_000, ScalarModelTest::compareArrivals);
    }

    @Test
    void aLostReadNeverLeavesAMarkBehindAMissingOne() {
        Seeds.each(2_000, ScalarModelTest::loseReads);
    }

    private static ComponentEstimate compareRun(long seed) {
        RandomPortfolio portfolio = new RandomPortfolio(seed);
        ScalarSettings settings = portfolio.scalarSettings();
        assertThat(settings.problems()).isEmpty();
        SetOfReadings reads = portfolio.reads(settings.hoursBetweenMeasurements());
        PlainReads plain = new PlainReads(portfolio, reads, settings);
        long mark = switch (portfolio.random.nextInt(5)) {
            case 0 -> TideMark.ABSENT;
            case 1 -> portfolio.instant();
            case 2 -> portfolio.begin - RandomPortfolio.DAY;
            default -> plain.follow(portfolio.instant());
        };
        EstimationRun run = portfolio.onTheThreshold(portfolio.run(), mark, settings.hoursBeforeEstimation());
        List<InProgress> inProgress = new ArrayList<>(portfolio.inProgress(true));
        inProgress.replaceAll(each -> portfolio.oneIn(2) ? each : nearExpected(portfolio, plain, each));
        ScalarComponent component = new ScalarComponent(portfolio.history, reads, mark, inProgress);

        ComponentEstimate estimate = ScalarEstimator.estimate(run, settings, component, portfolio.servicePoints::get);
        PlainReads.Result expected = plain.run(run, mark, inProgress);

        assertThat(estimate.latestContiguousMillis()).as("tide mark").isEqualTo(expected.mark());
        assertThat(estimate.skip().map(Skip::reason).orElse(null)).as("skip").isEqualTo(expected.skip());
        estimate.horizon().ifPresent(horizon -> {
            assertThat(horizon.fromMillis()).as("begin").isEqualTo(expected.from());
            assertThat(horizon.toMillis()).as("end").isEqualTo(expected.to());
            assertThat(horizon.toMillis()).isLessThanOrEqualTo(run.processMillis());
        });
        List<Outcome> outcomes = new ArrayList<>();
        for (long at : expected.asked()) {
            int place = PlainCommon.inForceAt(portfolio.history, at).servicePoint();
            for (OutcomeKind kind : settings.create().kinds()) {
                outcomes.add(new Outcome(kind, at, at, 0, List.of(), 0, place));
            }
        }
        assertThat(estimate.outcomes()).as("outcomes").isEqualTo(outcomes);
        aSecondRunAsksForNothing(portfolio, run, settings, component, estimate);
        TideMarkScan.Verdict verdict = TideMarkScan.verdict(
                ScanPolicy.ofScalar(run, settings),
                mark,
                TideMarkScan.lastInstalled(portfolio.history),
                TideMarkScan.readsExpectedUntil(portfolio.history, settings),
                FirstLook.held(portfolio));
        FirstLook.agrees(verdict, mark, estimate);
        return estimate;
    }

    private static InProgress nearExpected(RandomPortfolio portfolio, PlainReads plain, InProgress each) {
        long at = plain.expectedFrom(each.fromMillis()) + 300_000L * (portfolio.random.nextInt(7) - 3);
        return new InProgress(each.kind(), each.id(), at, at);
    }

    private static void aSecondRunAsksForNothing(
            RandomPortfolio portfolio,
            EstimationRun run,
            ScalarSettings settings,
            ScalarComponent component,
            ComponentEstimate first) {
        List<InProgress> underWay = new ArrayList<>(component.inProgress());
        for (Outcome outcome : first.outcomes()) {
            underWay.add(
                    new InProgress(outcome.kind(), 100 + underWay.size(), outcome.fromMillis(), outcome.toMillis()));
        }
        ScalarComponent later =
                new ScalarComponent(component.history(), component.reads(), first.latestContiguousMillis(), underWay);
        assertThat(ScalarEstimator.estimate(run, settings, later, portfolio.servicePoints::get)
                        .outcomes())
                .as("second run")
                .isEmpty();
    }

    private static void compareArrivals(long seed) {
        RandomPortfolio portfolio = new RandomPortfolio(seed);
        ScalarSettings settings = portfolio.scalarSettings();
        List<Long> arrivals = new ArrayList<>(
                portfolio.reads(settings.hoursBetweenMeasurements()).instants());
        if (portfolio.random.nextBoolean()) {
            Collections.shuffle(arrivals, portfolio.random);
        }
        SetOfReadings reads = SetOfReadings.ofInstants();
        PlainReads plain = new PlainReads(portfolio, reads, settings);
        ScalarTideMark rule = new ScalarTideMark(settings.missingReads(portfolio.history));
        Installation covering = PlainCommon.inForceAt(portfolio.history, arrivals.get(0));
        long start = covering == null ? arrivals.get(0) : PlainCommon.begins(covering);
        long mark = TideMark.ABSENT;
        for (int i = 0; i < arrivals.size(); i++) {
            reads.add(arrivals.get(i));
            mark = rule.afterArrival(mark, arrivals.get(i), i > 0, OptionalInt.of(744), reads);
            assertThat(mark).as("after arrival %d", i).isEqualTo(plain.follow(start));
        }
    }

    private static void loseReads(long seed) {
        RandomPortfolio portfolio = new RandomPortfolio(seed);
        ScalarSettings settings = portfolio.scalarSettings();
        SetOfReadings reads = portfolio.reads(settings.hoursBetweenMeasurements());
        PlainReads plain = new PlainReads(portfolio, reads, settings);
        ScalarTideMark rule = new ScalarTideMark(settings.missingReads(portfolio.history));
        long start = portfolio.history.isEmpty()
                ? reads.instants().first()
                : PlainCommon.begins(portfolio.history.installations().get(0));
        long mark = plain.follow(start);
        for (int i = 0; i < 4 && !reads.instants().isEmpty(); i++) {
            List<Long> left = new ArrayList<>(reads.instants());
            long lost = left.get(portfolio.random.nextInt(left.size()));
            reads.remove(lost);
            long moved = rule.afterLoss(mark, lost, reads);
            if (lost > mark) {
                assertThat(moved).isEqualTo(mark);
            } else if (lost >= start && moved != TideMark.ABSENT) {
                assertThat(moved).as("after loss %d", i).isBetween(plain.follow(start), mark);
                assertThat(plain.missingBetween(start, moved)).as("missing").isZero();
            }
            mark = moved;
            if (lost < start || mark == TideMark.ABSENT) {
                return;
            }
        }
    }
}
