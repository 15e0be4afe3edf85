package io.tidemark.loadtest.portfolio;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * A portfolio and what is loaded into it: some days of a month, complete but for one gap in some components,
 * which begins at noon of the first day. Days are those of UTC; where the intervals of a zone begin between those of UTC,
 * they begin so much later.
 *
 * @param components interval components, two to a meter
 * @param firstDay the first day that is loaded, of UTC
 * @param days days that are loaded, 2 to 31
 * @param gapShare part of the components that have a gap, 0 to 1; they are spread evenly
 * @param gapSlots intervals of a gap; it ends on the day on which it begins
 * @param slotMillis length of an interval, a divisor of an hour
 * @param providers how many providers the service points are spread over
 */
public record PortfolioPlan(
        int components, LocalDate firstDay, int days, double gapShare, int gapSlots, long slotMillis, int providers) {

    /** The first day of the month that is loaded when it does not matter which. */
    public static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);

    /** After so many hours readings are late. */
    static final int HOURS_TO_WAIT = 48;

    /** Smallest size of an estimate: it holds a whole gap. */
    static final int HOURS_TO_ESTIMATE = 24;

    /** A day's readings are due so long after the day. */
    static final Duration DUE_AFTER = Duration.ofHours(24);

    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final long HALF_DAY_MILLIS = DAY_MILLIS / 2;
    private static final int DAYS_MIN = 2;
    private static final int DAYS_MAX = 31;
    private static final int COMPONENTS_A_METER = 2;
    private static final List<ZoneId> ZONES = Stream.of(
                    "Europe/Stockholm", "America/New_York", "Australia/Sydney", "Asia/Kolkata", "UTC")
            .map(ZoneId::of)
            .toList();

    /** Checks the bounds. */
    public PortfolioPlan {
        if (components < 2) {
            throw new IllegalArgumentException("components is " + components + ": must be 2 or more");
        }
        if (days < DAYS_MIN || days > DAYS_MAX) {
            throw new IllegalArgumentException("days is " + days + ": must be " + DAYS_MIN + " to " + DAYS_MAX
                    + ", so that a gap on the first day is overdue at the end");
        }
        if (!(gapShare >= 0 && gapShare <= 1)) {
            throw new IllegalArgumentException("gaps is " + 100 * gapShare + " %: must be 0 to 100");
        }
        if (slotMillis < 1_000 || HOUR_MILLIS % slotMillis != 0) {
            throw new IllegalArgumentException("interval is " + Duration.ofMillis(slotMillis)
                    + ": must be a divisor of an hour, of 1 second or more");
        }
        long slotsMax = HALF_DAY_MILLIS / slotMillis;
        if (gapSlots < 1 || gapSlots > slotsMax) {
            throw new IllegalArgumentException("gap-intervals is " + gapSlots + ": must be 1 to " + slotsMax);
        }
        if (providers < 1) {
            throw new IllegalArgumentException("providers is " + providers + ": must be 1 or more");
        }
    }

    /** Instant of the first reading. */
    public long startMillis() {
        return firstDay.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    /** The month of the first day. */
    YearMonth month() {
        return YearMonth.from(firstDay);
    }

    /** End of the last reading's interval. */
    public Instant end() {
        return Instant.ofEpochMilli(startMillis() + days * DAY_MILLIS);
    }

    /** When what was loaded is looked at: every gap is overdue, and nothing else. */
    public Instant lookedAt() {
        return end().plusMillis(HALF_DAY_MILLIS);
    }

    /** The zone of a component's service point. */
    ZoneId zone(int component) {
        return ZONES.get(meter(component) % ZONES.size());
    }

    /** The meter a component belongs to. */
    static int meter(int component) {
        return component / COMPONENTS_A_METER;
    }

    /**
     * By how much a zone's intervals begin later than those of UTC: the grid is anchored at standard midnight, so that the
     * hours of a zone half an hour off begin at half past.
     */
    int shiftMillis(ZoneId zone) {
        ZoneOffset standard = zone.getRules().getStandardOffset(Instant.ofEpochMilli(startMillis()));
        return (int) Math.floorMod(-standard.getTotalSeconds() * 1_000L, slotMillis);
    }

    /** Intervals of a day. */
    int daySlots() {
        return (int) (DAY_MILLIS / slotMillis);
    }

    /** First slot of a gap. */
    int gapFrom() {
        return (int) (HALF_DAY_MILLIS / slotMillis);
    }

    /** First slot after a gap. */
    int gapTo() {
        return gapFrom() + gapSlots;
    }

    /** Whether a component has a gap. */
    boolean hasGap(int component) {
        return (long) ((component + 1) * gapShare) > (long) (component * gapShare);
    }

    /** Components with a gap. */
    public long gaps() {
        return (long) (components * gapShare);
    }

    /** Readings left out. */
    public long missing() {
        return gaps() * gapSlots;
    }

    /** Readings that are loaded. */
    public long readings() {
        return (long) components * days * daySlots() - missing();
    }
}
