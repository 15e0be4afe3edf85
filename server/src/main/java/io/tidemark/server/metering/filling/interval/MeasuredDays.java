package io.tidemark.server.metering.filling.interval;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.filling.MeasuredSeries;
import io.tidemark.server.metering.grid.IntervalGrid;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;

/**
 * Local days on which every interval was measured: none missing, estimated, edited, disconnected or put in for an outage.
 * Each day is read once and remembered, so that a long gap does not read its surroundings again for each of its days.
 */
final class MeasuredDays {

    /** How many days are remembered; then the memory starts anew. */
    static final int DAYS_REMEMBERED_MAX = 512;

    private final IntervalGrid grid;
    private final ZoneId zone;
    private final MeasuredSeries series;
    private final Map<LocalDate, Day> days = new HashMap<>();

    MeasuredDays(IntervalGrid grid, ZoneId zone, MeasuredSeries series) {
        this.grid = grid;
        this.zone = zone;
        this.series = series;
    }

    /** The day's values, or {@code null} when not all of it was measured. */
    Day get(LocalDate date) {
        if (days.containsKey(date)) {
            return days.get(date);
        }
        if (days.size() >= DAYS_REMEMBERED_MAX) {
            days.clear();
        }
        Day day = read(date);
        days.put(date, day);
        return day;
    }

    /** A day's intervals are those that begin in it. */
    private Day read(LocalDate date) {
        long from = grid.ceil(startOf(date));
        long to = grid.ceil(startOf(date.plusDays(1)));
        int intervals = (int) grid.count(from, to);
        if (intervals == 0) {
            return null;
        }
        double[] values = new double[intervals];
        int[] conditions = new int[intervals];
        series.read(from, intervals, values, conditions);
        for (int i = 0; i < intervals; i++) {
            if (!ConditionCode.isMeasured(conditions[i]) || !Double.isFinite(values[i])) {
                return null;
            }
        }
        return new Day(date, zone, grid, from, values);
    }

    private long startOf(LocalDate date) {
        return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /** One day on which everything was measured. */
    static final class Day {

        private final LocalDate date;
        private final ZoneId zone;
        private final IntervalGrid grid;
        private final long fromMillis;
        private final double[] values;

        private Day(LocalDate date, ZoneId zone, IntervalGrid grid, long fromMillis, double[] values) {
            this.date = date;
            this.zone = zone;
            this.grid = grid;
            this.fromMillis = fromMillis;
            this.values = values;
        }

        LocalDate date() {
            return date;
        }

        long fromMillis() {
            return fromMillis;
        }

        long toMillis() {
            return fromMillis + values.length * grid.lengthMillis();
        }

        /** The value of the day's interval that contains this time of day; the first interval also before it begins. */
        double valueAt(LocalTime time) {
            long at = ZonedDateTime.of(date, time, zone).toInstant().toEpochMilli();
            long index = grid.count(fromMillis, grid.floor(at));
            return values[(int) Math.max(0, Math.min(index, values.length - 1))];
        }
    }
}
