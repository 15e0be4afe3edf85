package io.tidemark.server.metering.review.disturbance;

import static io.tidemark.server.metering.review.Times.STOCKHOLM;
import static io.tidemark.server.metering.review.Times.at;
import static io.tidemark.server.metering.review.Times.calendar;
import static io.tidemark.server.metering.review.Times.installed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.metering.review.CadenceCalendar;
import io.tidemark.server.metering.review.ExpectedStream;
import io.tidemark.server.metering.review.Lateness;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Two providers: 20 streams sent daily by six and 4 sent monthly after two weeks. */
class LateStreamsTest {

    private static final long DAY = 86_400_000L;
    private static final int DAILY = 20;
    private static final int COMPONENTS = 24;

    private final ExpectedStream stream = ExpectedStream.ofIntervals(
            new IntervalGrid(3_600_000L, 0),
            installed(STOCKHOLM, new Period(at("2025-01-01T00:00:00+01:00"), Period.STILL_OPEN)));
    private final CadenceCalendar daily = calendar("P1D", "PT6H", STOCKHOLM);
    private final CadenceCalendar monthly = calendar("P1M", "P14D", STOCKHOLM);

    private final long[] latest = new long[COMPONENTS];
    private final long[] nextDue = new long[COMPONENTS];
    private final int[] provider = new int[COMPONENTS];
    private final int[] late = new int[2];
    private final int[] streams = new int[2];
    private int asked;

    LateStreamsTest() {
        Arrays.fill(latest, at("2026-01-19T23:00:00+01:00"));
        Arrays.fill(nextDue, Long.MIN_VALUE);
        Arrays.fill(provider, DAILY, COMPONENTS, 1);
    }

    private void pass(String now) {
        asked = 0;
        LateStreams.pass(
                at(now),
                COMPONENTS,
                nextDue,
                provider,
                (component, noted) -> {
                    asked++;
                    return Lateness.nextDueMillis(stream, component < DAILY ? daily : monthly, latest[component]);
                },
                late,
                streams);
    }

    private void receive(int from, int to, String upTo) {
        Arrays.fill(latest, from, to, at(upTo));
    }

    @Test
    void streamsAreLateAgainstTheirOwnCadence() {
        pass("2026-01-21T05:59:59+01:00");
        assertThat(late).containsExactly(0, 0);
        assertThat(streams).containsExactly(20, 4);
        pass("2026-01-21T06:00:00+01:00");
        assertThat(late).containsExactly(20, 0);
        pass("2026-02-15T00:00:00+01:00");
        assertThat(late).containsExactly(20, 4);
    }

    @Test
    void onlyStreamsWhoseInstantHasComeAreLookedUp() {
        pass("2026-01-20T12:00:00+01:00");
        assertThat(asked).isEqualTo(COMPONENTS);
        pass("2026-01-21T05:59:59+01:00");
        assertThat(asked).isZero();
        receive(0, DAILY, "2026-01-20T23:00:00+01:00");
        pass("2026-01-21T06:00:00+01:00");
        assertThat(asked).isEqualTo(DAILY);
        assertThat(late).containsExactly(0, 0);
        pass("2026-01-21T06:01:00+01:00");
        assertThat(asked).isZero();
    }

    @Test
    void aStreamThatSendsAgainIsNoLongerLate() {
        pass("2026-01-21T06:00:00+01:00");
        receive(0, 5, "2026-01-20T23:00:00+01:00");
        pass("2026-01-21T06:05:00+01:00");
        assertThat(late[0]).isEqualTo(15);
    }

    @Test
    void atLeastTenStreamsAndAtLeastHalfOfTheProvidersMakeADisturbance() {
        DisturbanceSettings settings = DisturbanceSettings.DEFAULT;
        assertThat(settings.isDisturbed(9, 9)).isFalse();
        assertThat(settings.isDisturbed(10, 10)).isTrue();
        assertThat(settings.isDisturbed(10, 20)).isTrue();
        assertThat(settings.isDisturbed(10, 21)).isFalse();
        assertThat(settings.isDisturbed(11, 21)).isTrue();
        assertThat(settings.isDisturbed(499, 1_000)).isFalse();
        assertThat(settings.isDisturbed(500, 1_000)).isTrue();
        assertThat(settings.lateMin(2_000_000_000)).isEqualTo(1_000_000_000);
        assertThat(new DisturbanceSettings(1, 100).isDisturbed(3, 4)).isFalse();
    }

    @Test
    void settingsOutsideTheirRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DisturbanceSettings(0, 50));
        assertThatIllegalArgumentException().isThrownBy(() -> new DisturbanceSettings(10, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new DisturbanceSettings(10, 101));
    }

    @Test
    void itBeganWhenSoManyHadBecomeLateWhateverThePass() {
        // Nine have been silent for long, eleven stopped on the 20th; ten make half of twenty.
        receive(0, 9, "2026-01-10T23:00:00+01:00");
        for (String now : new String[] {"2026-01-21T06:00:00+01:00", "2026-01-25T17:00:00+01:00"}) {
            pass(now);
            assertThat(LateStreams.disturbedSinceMillis(
                            at(now), COMPONENTS, nextDue, provider, 0, streams[0], DisturbanceSettings.DEFAULT))
                    .isEqualTo(at("2026-01-21T06:00:00+01:00"));
        }
    }

    @Test
    void aProviderInOrderHasNoBeginning() {
        pass("2026-01-20T12:00:00+01:00");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LateStreams.disturbedSinceMillis(
                        at("2026-01-20T12:00:00+01:00"),
                        COMPONENTS,
                        nextDue,
                        provider,
                        0,
                        streams[0],
                        DisturbanceSettings.DEFAULT));
    }

    @Test
    void whatIsNotInstalledOrHasNoProviderIsNoStream() {
        provider[0] = -1;
        long[] removed = new long[COMPONENTS];
        LateStreams.pass(
                at("2026-01-21T06:00:00+01:00"),
                COMPONENTS,
                removed,
                provider,
                (component, noted) -> component == 1 ? Lateness.NEVER_DUE : noted,
                late,
                streams);
        assertThat(streams).containsExactly(18, 4);
        assertThat(late).containsExactly(18, 4);
    }

    @Test
    void manyDaysWithoutAReadingStayOneLateness() {
        pass("2026-01-21T06:00:00+01:00");
        long[] before = nextDue.clone();
        pass("2026-01-29T06:00:00+01:00");
        assertThat(nextDue).containsExactly(before);
        assertThat(before[0]).isEqualTo(at("2026-01-21T06:00:00+01:00"));
        assertThat(at("2026-01-29T06:00:00+01:00") - before[0]).isEqualTo(8 * DAY);
    }
}
