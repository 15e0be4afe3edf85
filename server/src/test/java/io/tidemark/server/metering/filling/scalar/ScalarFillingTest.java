package io.tidemark.server.metering.filling.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.filling.Counting;
import io.tidemark.server.metering.filling.Dependency;
import io.tidemark.server.metering.filling.Evidence;
import io.tidemark.server.metering.filling.FilledRead;
import io.tidemark.server.metering.filling.FillingProblem;
import io.tidemark.server.metering.filling.FillingRule;
import io.tidemark.server.metering.filling.MeasuredColumn;
import io.tidemark.server.metering.filling.Read;
import io.tidemark.server.metering.filling.ReadColumn;
import io.tidemark.server.metering.filling.Register;
import io.tidemark.server.metering.filling.RuleList;
import io.tidemark.server.metering.filling.SeriesKind;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ScalarFillingTest {

    private static final IntervalGrid HOURS = new IntervalGrid(3_600_000, 0);
    private static final RuleList ALL = RuleList.defaultFor(SeriesKind.SCALAR);

    private final NavigableMap<Long, Read> reads = new TreeMap<>();
    private Counting counting = Counting.FORWARD;
    private long[] deviceChanges = {};
    private MeterIntervals intervals;
    private int decimals = ScalarComponent.NO_DECIMALS;

    private static long at(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    private ScalarFillingTest read(String at, double value) {
        return read(at, value, ConditionCode.REGULAR);
    }

    private ScalarFillingTest read(String at, double value, int condition) {
        reads.put(at(at), new Read(at(at), value, condition));
        return this;
    }

    /** Reads at midnight UTC, one a day, from the first day to the last. */
    private ScalarFillingTest daily(String first, String last, double from, double perDay, int condition) {
        double value = from;
        for (long at = at(first); at <= at(last); at += IntervalGrid.DAY_MILLIS) {
            reads.put(at, new Read(at, value, condition));
            value += perDay;
        }
        return this;
    }

    private void hours(String from, double... values) {
        int[] conditions = new int[values.length];
        Arrays.fill(conditions, ConditionCode.REGULAR);
        intervals = new MeterIntervals(HOURS, new MeasuredColumn(HOURS, at(from), values, conditions));
    }

    private FilledRead fill(RuleList rules, String at) {
        ReadColumn column = new ReadColumn(
                reads.keySet().stream().mapToLong(Long::longValue).toArray(),
                reads.values().stream().mapToDouble(Read::value).toArray(),
                reads.values().stream().mapToInt(Read::condition).toArray());
        return ScalarFilling.fill(
                new ScalarComponent(
                        new Register(7, column, counting, deviceChanges), ZoneId.of("UTC"), intervals, decimals),
                rules,
                at(at));
    }

    private FilledRead fill(FillingRule rule, String at) {
        return fill(RuleList.ofDefaults(SeriesKind.SCALAR, rule), at);
    }

    @Test
    void fiveThousandAndThirtySevenAndAHalfOfIntervalsAreFiveThousandAndThirtySevenAndAHalf() {
        read("2026-05-13T00:00:00Z", 5000);
        hours("2026-05-13T00:00:00Z", 10, 12.5, 15, 99);
        FilledRead filled = fill(ALL, "2026-05-13T03:00:00Z");
        assertThat(filled.value()).isEqualTo(5037.5);
        assertThat(filled.condition()).isEqualTo(ConditionCode.ESTIMATED_PRORATION);
        assertThat(filled.rule()).isEqualTo(FillingRule.SCALAR_FROM_INTERVALS);
        assertThat(filled.evidence())
                .isEqualTo(new Evidence.FromIntervals(
                        new Read(at("2026-05-13T00:00:00Z"), 5000, ConditionCode.REGULAR), 3, 37.5));
        assertThat(filled.touchedBy(
                        Dependency.Source.INTERVALS_OF_METER,
                        Dependency.NO_REGISTER,
                        new Period(at("2026-05-13T02:00:00Z"), at("2026-05-13T03:00:00Z"))))
                .isTrue();
        assertThat(filled.touchedBy(
                        Dependency.Source.INTERVALS_OF_METER,
                        Dependency.NO_REGISTER,
                        new Period(at("2026-05-13T03:00:00Z"), at("2026-05-13T04:00:00Z"))))
                .isFalse();
    }

    @Test
    void oneIntervalWithoutValueAndTheIntervalsSayNothing() {
        read("2026-05-13T00:00:00Z", 5000);
        hours("2026-05-13T00:00:00Z", 10, Double.NaN, 15);
        FilledRead filled = fill(FillingRule.SCALAR_FROM_INTERVALS, "2026-05-13T03:00:00Z");
        assertThat(filled.value()).isNaN();
        assertThat(filled.problem().reason()).isEqualTo(FillingProblem.Reason.NO_VALUE_FOUND);
        assertThat(filled.problem().message())
                .isEqualTo("no rule had a read for 2026-05-13T03:00:00Z; SCALAR_FROM_INTERVALS: an interval since the"
                        + " last good read has no value");
    }

    @Test
    void aDisconnectedIntervalAddsNothingToTheRegister() {
        read("2026-05-13T00:00:00Z", 5000);
        intervals = new MeterIntervals(
                HOURS, new MeasuredColumn(HOURS, at("2026-05-13T00:00:00Z"), new double[] {10, Double.NaN}, new int[] {
                    ConditionCode.REGULAR, ConditionCode.NO_READ_DISCONNECTED
                }));
        assertThat(fill(FillingRule.SCALAR_FROM_INTERVALS, "2026-05-13T02:00:00Z")
                        .value())
                .isEqualTo(5010);
    }

    @Test
    void intervalsTakeTheRegisterOverItsCapacity() {
        counting = Counting.forwardTo(10_000);
        read("2026-05-13T00:00:00Z", 9990);
        hours("2026-05-13T00:00:00Z", 15.5);
        assertThat(fill(ALL, "2026-05-13T01:00:00Z").value()).isEqualTo(5.5);
    }

    @Test
    void estimatedReadsAndInvalidOnesAreNoGoodReads() {
        read("2026-05-13T00:00:00Z", 5000);
        read("2026-05-13T01:00:00Z", 7000, ConditionCode.ESTIMATED_FROM_HISTORY);
        read("2026-05-13T01:30:00Z", Double.NaN);
        hours("2026-05-13T00:00:00Z", 10, 20);
        assertThat(fill(ALL, "2026-05-13T02:00:00Z").value()).isEqualTo(5030);
    }

    @Test
    void onFourDialsNineThousandNineHundredNinetyAtTenADayIsTenAfterTwoDays() {
        counting = Counting.forwardTo(10_000);
        daily("2026-03-20T00:00:00Z", "2026-05-13T00:00:00Z", 9990 - 54 * 10, 10, ConditionCode.REGULAR);
        FilledRead filled = fill(ALL, "2026-05-15T00:00:00Z");
        assertThat(filled.value()).isEqualTo(10);
        assertThat(filled.condition()).isEqualTo(ConditionCode.ESTIMATED_FROM_HISTORY);
        assertThat(filled.rule()).isEqualTo(FillingRule.SCALAR_HISTORY);
        Evidence.FromHistory why = (Evidence.FromHistory) filled.evidence();
        assertThat(why.perDay()).isEqualTo(10);
        assertThat(why.lastYear()).isFalse();
        assertThat(why.historyFirst().atMillis()).isEqualTo(at("2026-04-13T00:00:00Z"));
        assertThat(why.historyLast().atMillis()).isEqualTo(at("2026-04-15T00:00:00Z"));
    }

    @Test
    void withoutLastMonthLastYearIsTaken() {
        daily("2025-05-10T00:00:00Z", "2025-05-20T00:00:00Z", 100, 3, ConditionCode.REGULAR);
        read("2026-05-13T00:00:00Z", 500);
        FilledRead filled = fill(FillingRule.SCALAR_HISTORY, "2026-05-15T00:00:00Z");
        assertThat(filled.value()).isEqualTo(506);
        assertThat(((Evidence.FromHistory) filled.evidence()).lastYear()).isTrue();
    }

    @Test
    void historyWithMoreThanHalfEstimatedIsRefusedAndHalfIsNot() {
        read("2026-05-13T00:00:00Z", 500);
        read("2026-04-13T00:00:00Z", 100);
        read("2026-04-14T00:00:00Z", 105, ConditionCode.ESTIMATED_FROM_HISTORY);
        read("2026-04-15T00:00:00Z", 110);
        read("2026-04-16T00:00:00Z", 115, ConditionCode.ESTIMATED_FROM_HISTORY);
        assertThat(fill(FillingRule.SCALAR_HISTORY, "2026-05-16T00:00:00Z").value())
                .isEqualTo(515);
        read("2026-04-15T00:00:00Z", 110, ConditionCode.ESTIMATED_ELSEWHERE);
        assertThat(fill(FillingRule.SCALAR_HISTORY, "2026-05-16T00:00:00Z")
                        .problem()
                        .message())
                .contains("last month is more than half estimated, last year has no two reads");
    }

    @Test
    void historyThatLeadsBeyondTheNextGoodReadIsLeftToProration() {
        daily("2026-03-20T00:00:00Z", "2026-05-13T00:00:00Z", 0, 10, ConditionCode.REGULAR);
        read("2026-05-17T00:00:00Z", 540 + 8);
        assertThat(fill(ALL, "2026-05-15T00:00:00Z").rule()).isEqualTo(FillingRule.SCALAR_PRORATION);
        read("2026-05-17T00:00:00Z", 540 + 20);
        assertThat(fill(ALL, "2026-05-15T00:00:00Z").rule()).isEqualTo(FillingRule.SCALAR_HISTORY);
    }

    @Test
    void historyAcrossAChangeOfDeviceIsNoHistory() {
        daily("2026-03-20T00:00:00Z", "2026-05-13T00:00:00Z", 0, 10, ConditionCode.REGULAR);
        deviceChanges = new long[] {at("2026-04-13T12:00:00Z")};
        assertThat(fill(FillingRule.SCALAR_HISTORY, "2026-05-15T00:00:00Z").isException())
                .isTrue();
    }

    @Test
    void betweenTwoGoodReadsTheLineIsStraightByTime() {
        read("2026-05-13T00:00:00Z", 100);
        read("2026-05-17T00:00:00Z", 140);
        FilledRead filled = fill(ALL, "2026-05-14T00:00:00Z");
        assertThat(filled.value()).isEqualTo(110);
        assertThat(filled.condition()).isEqualTo(ConditionCode.ESTIMATED_PRORATION);
        assertThat(filled.rule()).isEqualTo(FillingRule.SCALAR_PRORATION);
        assertThat(fill(ALL, "2026-05-16T12:00:00Z").value()).isEqualTo(135);
        assertThat(filled.touchedBy(
                        Dependency.Source.REGISTER,
                        7,
                        new Period(at("2026-05-17T00:00:00Z"), at("2026-05-17T00:00:00Z") + 1)))
                .isTrue();
    }

    @Test
    void withoutALaterGoodReadThereIsNoProration() {
        read("2026-05-13T00:00:00Z", 100);
        read("2026-05-17T00:00:00Z", 140, ConditionCode.ESTIMATED_ELSEWHERE);
        assertThat(fill(ALL, "2026-05-14T00:00:00Z").isException()).isTrue();
    }

    @Test
    void prorationGoesOverTheCapacityAndNotBackward() {
        read("2026-05-13T00:00:00Z", 9990);
        read("2026-05-17T00:00:00Z", 30);
        assertThat(fill(ALL, "2026-05-14T00:00:00Z").isException()).isTrue();
        counting = Counting.forwardTo(10_000);
        assertThat(fill(ALL, "2026-05-14T00:00:00Z").value()).isZero();
        assertThat(fill(ALL, "2026-05-15T00:00:00Z").value()).isEqualTo(10);
        read("2026-05-17T00:00:00Z", 9980);
        assertThat(fill(ALL, "2026-05-14T00:00:00Z").isException()).isTrue();
        read("2026-05-13T00:00:00Z", 4990);
        read("2026-05-17T00:00:00Z", 30);
        assertThat(fill(ALL, "2026-05-14T00:00:00Z").isException()).isTrue();
    }

    @Test
    void anEstimateIsCutToTheDecimalsOfTheRegister() {
        read("2026-05-13T00:00:00Z", 100);
        read("2026-05-16T00:00:00Z", 102);
        decimals = 0;
        assertThat(fill(ALL, "2026-05-15T00:00:00Z").value()).isEqualTo(101);
        decimals = 2;
        assertThat(fill(ALL, "2026-05-15T00:00:00Z").value()).isEqualTo(101.33);
    }

    @Test
    void anotherDevicesReadsAreNotUsed() {
        read("2026-05-13T00:00:00Z", 100);
        read("2026-05-17T00:00:00Z", 140);
        deviceChanges = new long[] {at("2026-05-15T00:00:00Z")};
        assertThat(fill(ALL, "2026-05-14T00:00:00Z").isException()).isTrue();
        deviceChanges = new long[] {at("2026-05-13T00:00:00Z")};
        assertThat(fill(ALL, "2026-05-14T00:00:00Z").value()).isEqualTo(110);
    }

    @Test
    void whereAGoodReadHasArrivedThereIsNothingToEstimate() {
        read("2026-05-13T00:00:00Z", 100);
        read("2026-05-14T00:00:00Z", 111);
        FilledRead filled = fill(ALL, "2026-05-14T00:00:00Z");
        assertThat(filled.value()).isNaN();
        assertThat(filled.condition()).isEqualTo(ConditionCode.REGULAR);
        assertThat(filled.isException()).isFalse();
    }

    @Test
    void withoutAnyGoodReadBeforeNothingIsInvented() {
        read("2026-05-17T00:00:00Z", 140);
        hours("2026-05-13T00:00:00Z", 1, 2);
        assertThat(fill(ALL, "2026-05-13T02:00:00Z").problem().message())
                .contains("SCALAR_PRORATION: no good read of the same device before it");
    }

    @Test
    void rulesForIntervalsAreRefused() {
        assertThatThrownBy(() -> fill(RuleList.defaultFor(SeriesKind.INTERVAL_VALUES), "2026-05-13T00:00:00Z"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
