package io.tidemark.server.metering.filling.interval;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.filling.Counting;
import io.tidemark.server.metering.filling.FilledIntervals;
import io.tidemark.server.metering.filling.FillingRule;
import io.tidemark.server.metering.filling.MeasuredSeries;
import io.tidemark.server.metering.filling.ReadColumn;
import io.tidemark.server.metering.filling.Register;
import io.tidemark.server.metering.filling.RegisterReads;
import io.tidemark.server.metering.filling.RuleList;
import io.tidemark.server.metering.filling.RuleSettings;
import io.tidemark.server.metering.filling.SeriesKind;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** A meter for tests, put together reading by reading; everything a rule may look at, in plain maps. */
final class SampleMeter {

    record Reading(double value, int condition) {}

    final IntervalGrid grid;
    final ZoneId zone;
    final NavigableMap<Long, Reading> measured = new TreeMap<>();
    final Set<LocalDate> holidays = new HashSet<>();
    final List<Period> zeroFilled = new ArrayList<>();
    final List<NavigableMap<Long, Reading>> registers = new ArrayList<>();
    final List<IntervalEstimate> estimates = new ArrayList<>();
    Period usable = new Period(Period.NO_BEGINNING, Period.STILL_OPEN);
    Counting counting = Counting.FORWARD;
    int decimals = IntervalComponent.NO_DECIMALS;

    SampleMeter(long intervalMinutes, String zone) {
        this.zone = ZoneId.of(zone);
        int offset = this.zone
                .getRules()
                .getStandardOffset(Instant.parse("2026-01-01T00:00:00Z"))
                .getTotalSeconds();
        this.grid = IntervalGrid.anchoredAtStandardMidnight(intervalMinutes * 60_000, offset);
    }

    static SampleMeter hourly() {
        return new SampleMeter(60, "UTC");
    }

    static long at(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    /** Consecutive regular intervals; NaN leaves one out. */
    SampleMeter values(String from, double... values) {
        long at = at(from);
        for (double value : values) {
            if (!Double.isNaN(value)) {
                measured.put(at, new Reading(value, ConditionCode.REGULAR));
            }
            at += grid.lengthMillis();
        }
        return this;
    }

    /** Every interval that begins in the period gets the value. */
    SampleMeter constant(String from, String to, double value) {
        for (long at = grid.ceil(at(from)); at < at(to); at += grid.lengthMillis()) {
            measured.put(at, new Reading(value, ConditionCode.REGULAR));
        }
        return this;
    }

    SampleMeter put(String at, double value, int condition) {
        measured.put(at(at), new Reading(value, condition));
        return this;
    }

    SampleMeter without(String from, String to) {
        measured.subMap(at(from), at(to)).clear();
        return this;
    }

    /** A register's reads, as instant and value in turn. */
    SampleMeter register(Object... reads) {
        NavigableMap<Long, Reading> register = new TreeMap<>();
        for (int i = 0; i < reads.length; i += 2) {
            register.put(
                    at((String) reads[i]), new Reading(((Number) reads[i + 1]).doubleValue(), ConditionCode.REGULAR));
        }
        registers.add(register);
        return this;
    }

    SampleMeter estimate(String from, String to, Period... disconnected) {
        estimates.add(new IntervalEstimate(period(from, to), List.of(disconnected)));
        return this;
    }

    static Period period(String from, String to) {
        return new Period(at(from), at(to));
    }

    MeasuredSeries series() {
        return (from, intervals, values, conditions) -> {
            for (int i = 0; i < intervals; i++) {
                Reading reading = measured.get(from + i * grid.lengthMillis());
                values[i] = reading == null ? Double.NaN : reading.value();
                conditions[i] = reading == null ? ConditionCode.ABSENT : reading.condition();
            }
        };
    }

    static RegisterReads column(NavigableMap<Long, Reading> reads) {
        return new ReadColumn(
                reads.keySet().stream().mapToLong(Long::longValue).toArray(),
                reads.values().stream().mapToDouble(Reading::value).toArray(),
                reads.values().stream().mapToInt(Reading::condition).toArray());
    }

    IntervalComponent component() {
        List<Register> made = new ArrayList<>();
        for (Map<Long, Reading> reads : registers) {
            made.add(new Register(made.size(), column(new TreeMap<>(reads)), counting));
        }
        return new IntervalComponent(grid, series(), usable, zone, holidays, zeroFilled, made, decimals, counting);
    }

    List<FilledIntervals> fill(RuleList rules) {
        return IntervalFilling.fill(component(), rules, estimates);
    }

    List<FilledIntervals> fill(FillingRule... rules) {
        return fill(RuleList.ofDefaults(SeriesKind.INTERVAL_VALUES, rules));
    }

    List<FilledIntervals> fill(RuleSettings... rules) {
        return fill(new RuleList(SeriesKind.INTERVAL_VALUES, List.of(rules)));
    }
}
