package io.tidemark.server.metering.review;

import static io.tidemark.server.metering.review.Times.STOCKHOLM;
import static io.tidemark.server.metering.review.Times.at;
import static io.tidemark.server.metering.review.Times.calendar;
import static io.tidemark.server.metering.review.Times.installed;
import static io.tidemark.server.metering.review.Times.period;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class StalledStreamTest {

    private static final IntervalGrid QUARTERS = new IntervalGrid(900_000L, 0);
    private static final ReadSchedule DAILY = new ReadSchedule(LocalTime.MIDNIGHT, 24, 600_000L, 600_000L);
    private static final long NONE = Long.MIN_VALUE;

    private final InstallationHistory history =
            installed(STOCKHOLM, new Period(at("2026-01-01T12:00:00+01:00"), Period.STILL_OPEN));
    private final CadenceCalendar daily = calendar("P1D", "PT6H", STOCKHOLM);
    private final CadenceCalendar monthly = calendar("P1M", "P14D", STOCKHOLM);

    @Test
    void aStreamIsLateOnceTheReadingAfterItsLatestIsDue() {
        ExpectedStream stream = ExpectedStream.ofIntervals(QUARTERS, history);
        long last = at("2026-01-19T23:45:00+01:00");
        assertThat(Lateness.nextDueMillis(stream, daily, last)).isEqualTo(at("2026-01-21T06:00:00+01:00"));
        assertThat(StalledStream.at(at("2026-01-21T05:59:59+01:00"), stream, daily, last))
                .isEmpty();
        assertThat(StalledStream.at(at("2026-01-21T06:00:00+01:00"), stream, daily, last))
                .contains(new StalledStream(at("2026-01-20T00:00:00+01:00"), at("2026-01-21T06:00:00+01:00"), last));
    }

    @Test
    void aDayThatCameInPartIsDueTheNextMorning() {
        ExpectedStream stream = ExpectedStream.ofIntervals(QUARTERS, history);
        assertThat(Lateness.nextDueMillis(stream, daily, at("2026-01-19T20:00:00+01:00")))
                .isEqualTo(at("2026-01-20T06:00:00+01:00"));
    }

    @Test
    void aStreamOfAMonthlyCadenceIsNotLateBeforeItsMonthIsDue() {
        ExpectedStream stream = ExpectedStream.ofIntervals(QUARTERS, history);
        assertThat(Lateness.nextDueMillis(stream, monthly, at("2026-01-31T23:45:00+01:00")))
                .isEqualTo(at("2026-03-15T00:00:00+01:00"));
    }

    @Test
    void aStreamThatNeverSentIsStalledFromItsInstallation() {
        ExpectedStream stream = ExpectedStream.ofIntervals(QUARTERS, history);
        assertThat(StalledStream.at(at("2026-01-02T06:00:00+01:00"), stream, daily, NONE))
                .hasValueSatisfying(stalled -> {
                    assertThat(stalled.sinceMillis()).isEqualTo(at("2026-01-01T12:00:00+01:00"));
                    assertThat(stalled.isNeverReceived()).isTrue();
                });
    }

    @Test
    void aRemovedComponentThatSentAllIsNeverLate() {
        InstallationHistory removed =
                installed(STOCKHOLM, period("2026-01-01T12:00:00+01:00", "2026-01-10T12:07:00+01:00"));
        ExpectedStream stream = ExpectedStream.ofIntervals(QUARTERS, removed);
        assertThat(stream.nextAfter(at("2026-01-10T11:45:00+01:00"))).isEqualTo(ExpectedStream.NOTHING);
        assertThat(Lateness.nextDueMillis(stream, daily, at("2026-01-10T11:45:00+01:00")))
                .isEqualTo(Lateness.NEVER_DUE);
        assertThat(stream.nextAfter(at("2026-01-10T11:30:00+01:00"))).isEqualTo(at("2026-01-10T11:45:00+01:00"));
    }

    @Test
    void aSwappedComponentIsExpectedAgainFromItsNextInstallation() {
        InstallationHistory swapped = installed(
                STOCKHOLM,
                period("2026-01-01T12:00:00+01:00", "2026-01-10T12:00:00+01:00"),
                new Period(at("2026-01-12T09:10:00+01:00"), Period.STILL_OPEN));
        assertThat(ExpectedStream.ofIntervals(QUARTERS, swapped).nextAfter(at("2026-01-10T11:45:00+01:00")))
                .isEqualTo(at("2026-01-12T09:15:00+01:00"));
        assertThat(ExpectedStream.ofReads(swapped, daily, DAILY).nextAfter(at("2026-01-10T00:03:00+01:00")))
                .isEqualTo(at("2026-01-13T00:00:00+01:00"));
    }

    @Test
    void aReadWithinToleranceMovesOnToTheNextExpectedInstant() {
        ExpectedStream stream = ExpectedStream.ofReads(history, daily, DAILY);
        assertThat(stream.nextAfter(at("2026-01-19T23:50:00+01:00"))).isEqualTo(at("2026-01-21T00:00:00+01:00"));
        assertThat(stream.nextAfter(at("2026-01-19T23:49:59+01:00"))).isEqualTo(at("2026-01-20T00:00:00+01:00"));
        assertThat(stream.nextAfter(NONE)).isEqualTo(at("2026-01-02T00:00:00+01:00"));
    }

    @Test
    void aReadingInAMonthMovesAMonthlyScalarOnToTheNextMonth() {
        ExpectedStream stream = ExpectedStream.ofReads(history, monthly, DAILY);
        assertThat(stream.nextAfter(at("2026-01-17T09:00:00+01:00"))).isEqualTo(at("2026-02-01T00:00:00+01:00"));
        assertThat(stream.nextAfter(NONE)).isEqualTo(at("2026-01-01T00:00:00+01:00"));
        assertThat(Lateness.nextDueMillis(stream, monthly, at("2026-01-17T09:00:00+01:00")))
                .isEqualTo(at("2026-03-15T00:00:00+01:00"));
    }

    @Test
    void whatWasInstalledSinceEverAndNeverSentIsLateSinceEver() {
        InstallationHistory always = installed(STOCKHOLM, Times.ALWAYS);
        for (ExpectedStream stream : new ExpectedStream[] {
            ExpectedStream.ofIntervals(QUARTERS, always),
            ExpectedStream.ofReads(always, daily, DAILY),
            ExpectedStream.ofReads(always, monthly, DAILY)
        }) {
            assertThat(Lateness.nextDueMillis(stream, daily, NONE)).isEqualTo(Long.MIN_VALUE);
        }
        InstallationHistory never = installed(STOCKHOLM);
        assertThat(StalledStream.at(Long.MAX_VALUE, ExpectedStream.ofIntervals(QUARTERS, never), daily, NONE))
                .isEmpty();
    }
}
