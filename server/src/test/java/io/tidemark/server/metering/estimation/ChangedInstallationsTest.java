package io.tidemark.server.metering.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.SetOfReadings;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.grid.Period;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Installations that are corrected after readings came in, over seeded portfolios; replay with {@code -Dtidemark.seed=N}. */
class ChangedInstallationsTest {

    @Test
    void beforeTheFirstDifferenceTwoHistoriesSayTheSame() {
        Seeds.each(800, seed -> {
            RandomPortfolio portfolio = new RandomPortfolio(seed);
            InstallationHistory changed = change(portfolio);
            long differs = portfolio.history.firstDifference(changed);
            assertThat(changed.firstDifference(portfolio.history)).isEqualTo(differs);
            assertThat(portfolio.history.firstDifference(portfolio.history)).isEqualTo(Long.MAX_VALUE);
            long seen = Long.MAX_VALUE;
            for (long at = portfolio.begin - RandomPortfolio.DAY;
                    at < portfolio.end && seen == Long.MAX_VALUE;
                    at += RandomPortfolio.MINUTE) {
                seen = shown(portfolio.history, at).equals(shown(changed, at)) ? seen : at;
            }
            if (seen != Long.MAX_VALUE) {
                assertThat(differs).isLessThanOrEqualTo(seen).isGreaterThan(seen - RandomPortfolio.MINUTE);
            }
        });
    }

    @Test
    void anIntervalMarkNeverHidesAnIntervalThatIsMissingUnderTheNewInstallations() {
        int[] movedBack = {0};
        Seeds.each(2_000, seed -> {
            RandomPortfolio portfolio = new RandomPortfolio(seed);
            if (portfolio.history.isEmpty()) {
                return;
            }
            SetOfReadings readings = portfolio.intervals();
            // By turns a correction takes something away and adds it.
            InstallationHistory other = change(portfolio);
            InstallationHistory before = seed % 2 == 0 ? portfolio.history : other;
            InstallationHistory changed = seed % 2 == 0 ? other : portfolio.history;
            long start = PlainCommon.begins(portfolio.history.installations().get(0));
            long mark = new PlainIntervals(portfolio, before, readings).follow(start);
            long differs = before.firstDifference(changed);
            PlainIntervals plain = new PlainIntervals(portfolio, changed, readings);
            long moved = new IntervalTideMark(portfolio.grid, changed)
                    .afterChange(mark, differs, readings, readings.latestMillis());
            assertThat(moved).isEqualTo(mark <= differs ? mark : plain.follow(differs));
            assertThat(plain.gaps(start, moved)).isEmpty();
            movedBack[0] += moved < mark ? 1 : 0;
        });
        assertThat(Long.getLong("tidemark.seed") != null || movedBack[0] > 100)
                .as("%d moved back", movedBack[0])
                .isTrue();
    }

    @Test
    void aScalarMarkNeverHidesAReadThatIsMissingUnderTheNewInstallations() {
        Seeds.each(1_000, seed -> {
            RandomPortfolio portfolio = new RandomPortfolio(seed);
            ScalarSettings settings = portfolio.scalarSettings();
            SetOfReadings reads = portfolio.reads(settings.hoursBetweenMeasurements());
            if (portfolio.history.isEmpty()) {
                return;
            }
            InstallationHistory other = change(portfolio);
            InstallationHistory before = seed % 2 == 0 ? portfolio.history : other;
            InstallationHistory changed = seed % 2 == 0 ? other : portfolio.history;
            long start = PlainCommon.begins(portfolio.history.installations().get(0));
            long mark = new PlainReads(portfolio, before, reads, settings).follow(start);
            long moved = new ScalarTideMark(settings.missingReads(changed))
                    .afterChange(mark, before.firstDifference(changed), reads);
            PlainReads plain = new PlainReads(portfolio, changed, reads, settings);
            assertThat(plain.missingBetween(start, moved)).isZero();
        });
    }

    private static List<Object> shown(InstallationHistory history, long at) {
        Installation here = PlainCommon.inForceAt(history, at);
        return here == null
                ? List.of()
                : List.of(
                        here.zone(),
                        here.shift(),
                        here.servicePoint(),
                        PlainCommon.begins(here),
                        PlainCommon.isOff(here, at));
    }

    /** One installation less, or with another beginning, end, service point or off time. */
    private static InstallationHistory change(RandomPortfolio portfolio) {
        List<Installation> installations = new ArrayList<>(portfolio.history.installations());
        if (installations.isEmpty()) {
            return portfolio.history;
        }
        int index = portfolio.random.nextInt(installations.size());
        Installation old = installations.get(index);
        Period inForce = old.inForce();
        long at = Math.min(inForce.fromMillis() + 4 * RandomPortfolio.DAY, inForce.toMillis());
        long within = inForce.fromMillis()
                + RandomPortfolio.MINUTE
                        * (long) (portfolio.random.nextDouble() * (at - inForce.fromMillis()) / RandomPortfolio.MINUTE);
        switch (portfolio.random.nextInt(5)) {
            case 0 -> installations.remove(index);
            case 1 ->
                installations.set(
                        index, with(old, new Period(within, inForce.toMillis()), old.off(), old.servicePoint()));
            case 2 ->
                installations.set(
                        index, with(old, new Period(inForce.fromMillis(), within), old.off(), old.servicePoint()));
            case 3 -> installations.set(index, with(old, inForce, old.off(), 2 - old.servicePoint()));
            default ->
                installations.set(
                        index, with(old, inForce, List.of(new Period(within, Period.STILL_OPEN)), old.servicePoint()));
        }
        return new InstallationHistory(installations);
    }

    private static Installation with(Installation old, Period installed, List<Period> off, int servicePoint) {
        return new Installation(
                installed,
                old.effective(),
                off,
                old.zone(),
                old.shift(),
                servicePoint,
                old.installReading(),
                old.removalReading());
    }
}
