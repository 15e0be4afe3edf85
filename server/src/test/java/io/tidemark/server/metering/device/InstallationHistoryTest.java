package io.tidemark.server.metering.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.server.metering.grid.Period;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstallationHistoryTest {

    /** Days of April, counted in milliseconds: nothing here depends on their length. */
    private static final Period APRIL_1_TO_15 = new Period(1, 15);

    private static final Period FROM_APRIL_18 = new Period(18, Period.STILL_OPEN);
    private static final Period ALWAYS = new Period(Period.NO_BEGINNING, Period.STILL_OPEN);

    private static Installation installed(Period installed, Period effective, Period... off) {
        return new Installation(
                installed,
                effective,
                List.of(off),
                ZoneOffset.UTC,
                IncomingDataShift.ALWAYS_STANDARD,
                1,
                Double.NaN,
                Double.NaN);
    }

    private static InstallationHistory history(Installation... installations) {
        return new InstallationHistory(List.of(installations));
    }

    private static List<Period> periods(List<InstalledPeriod> parts) {
        return parts.stream().map(InstalledPeriod::period).toList();
    }

    @Test
    void aHorizonOverTwoInstallationsIsCutIntoTwoPeriods() {
        InstallationHistory history = history(installed(FROM_APRIL_18, ALWAYS), installed(APRIL_1_TO_15, ALWAYS));
        assertThat(periods(history.split(10, 20))).containsExactly(new Period(10, 15), new Period(18, 20));
    }

    @Test
    void adjoiningInstallationsStayApart() {
        InstallationHistory history = history(installed(APRIL_1_TO_15, ALWAYS), installed(new Period(15, 30), ALWAYS));
        assertThat(periods(history.split(10, 20))).containsExactly(new Period(10, 15), new Period(15, 20));
    }

    @Test
    void anInstallationCountsOnlyWhileItsConfigurationIsEffective() {
        InstallationHistory history =
                history(installed(FROM_APRIL_18, new Period(20, 25)), installed(APRIL_1_TO_15, new Period(16, 17)));
        assertThat(periods(history.split(0, 100))).containsExactly(new Period(20, 25));
        assertThat(history.installations()).hasSize(1);
    }

    @Test
    void anInstallationIsInForceAtItsBeginningAndNoLongerAtItsEnd() {
        InstallationHistory history = history(installed(APRIL_1_TO_15, ALWAYS));
        assertThat(history.inForceAt(0)).isEmpty();
        assertThat(history.inForceAt(1)).isPresent();
        assertThat(history.inForceAt(14)).isPresent();
        assertThat(history.inForceAt(15)).isEmpty();
    }

    @Test
    void theEventThatSpeaksForAnInstantIsTheOneInForceElseTheLatestBefore() {
        Installation first = installed(APRIL_1_TO_15, ALWAYS);
        Installation second = installed(FROM_APRIL_18, ALWAYS);
        InstallationHistory history = history(first, second);
        assertThat(history.latestBegunBy(0)).isEmpty();
        assertThat(history.latestBegunBy(14)).contains(first);
        assertThat(history.latestBegunBy(16)).contains(first);
        assertThat(history.latestBegunBy(18)).contains(second);
        assertThat(history.firstBeginningAfter(0)).contains(first);
        assertThat(history.firstBeginningAfter(1)).contains(second);
        assertThat(history.firstBeginningAfter(18)).isEmpty();
    }

    @Test
    void disconnectedTimeIsCutToTheSpanAndToTheInstallation() {
        InstallationHistory history =
                history(installed(APRIL_1_TO_15, ALWAYS, new Period(3, 5), new Period(5, 7), new Period(14, 16)));
        assertThat(history.disconnected(4, 20)).containsExactly(new Period(4, 7), new Period(14, 15));
        assertThat(history.connected(0, 20)).containsExactly(new Period(1, 3), new Period(7, 14));
    }

    @Test
    void anOffTimeThatNeverEndedLastsToTheRemoval() {
        Installation off = installed(APRIL_1_TO_15, ALWAYS, new Period(10, Period.STILL_OPEN));
        assertThat(history(off).disconnected(0, 100)).containsExactly(new Period(10, 15));
        assertThat(off.isOffAt(9)).isFalse();
        assertThat(off.isOffAt(10)).isTrue();
        assertThat(off.offAt(12)).contains(new Period(10, Period.STILL_OPEN));
    }

    @Test
    void twoInForceAtOnceAreRefused() {
        List<Installation> both = List.of(installed(APRIL_1_TO_15, ALWAYS), installed(new Period(14, 20), ALWAYS));
        assertThat(InstallationHistory.firstOverlap(both)).contains(14L);
        assertThatThrownBy(() -> new InstallationHistory(both))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("14");
    }

    @Test
    void aConfigurationMayEndWhereTheNextBeginsThoughNobodyNotedTheRemoval() {
        InstallationHistory history = history(
                installed(new Period(1, Period.STILL_OPEN), new Period(Period.NO_BEGINNING, 15)),
                installed(new Period(1, Period.STILL_OPEN), new Period(15, Period.STILL_OPEN)));
        assertThat(periods(history.split(10, 20))).containsExactly(new Period(10, 15), new Period(15, 20));
    }
}
