package io.tidemark.server.metering.review;

import io.tidemark.server.metering.calendar.ExpectedInstants;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.device.InstalledPeriod;
import io.tidemark.server.metering.grid.Period;
import java.util.Arrays;

/**
 * The register reads that were expected of one scalar component in a span, ascending.
 *
 * <p>Each has a place in time, {@code [from, to)}, and a window of instants, both ends included, in which a read satisfies
 * it. A component with a cadence of a day is read at its expected instants: the place reaches to the next of them. One
 * with a longer cadence is read once, anywhere in the period: place and window are the period, and it counts where the
 * period ends. Immutable.
 */
public final class ExpectedReads {

    /** The most reads one span may hold: a year of hourly ones, and a leap day. */
    public static final int READS_MAX = 366 * 24;

    private final long[] fromMillis;
    private final long[] toMillis;
    private final long[] earliestMillis;
    private final long[] latestMillis;
    private final boolean byPeriod;
    private final Period underWay;

    private ExpectedReads(Draft draft, boolean byPeriod, Period underWay) {
        this.fromMillis = Arrays.copyOf(draft.from, draft.size);
        this.toMillis = Arrays.copyOf(draft.to, draft.size);
        this.earliestMillis = Arrays.copyOf(draft.earliest, draft.size);
        this.latestMillis = Arrays.copyOf(draft.latest, draft.size);
        this.byPeriod = byPeriod;
        this.underWay = underWay;
    }

    /**
     * The reads of a component, by its cadence: at its daily times, or once a period when a period is longer than a day.
     *
     * @throws IllegalArgumentException when the span holds more than {@link #READS_MAX}
     */
    public static ExpectedReads of(
            InstallationHistory history,
            CadenceCalendar calendar,
            ReadSchedule schedule,
            long fromMillis,
            long toMillis) {
        return calendar.cadence().isOverADay()
                ? byPeriod(history, calendar, fromMillis, toMillis)
                : daily(history, schedule, fromMillis, toMillis);
    }

    /** The expected instants in {@code [fromMillis, toMillis)} at which the component was installed. */
    public static ExpectedReads daily(
            InstallationHistory history, ReadSchedule schedule, long fromMillis, long toMillis) {
        Draft draft = new Draft();
        for (InstalledPeriod part : history.split(fromMillis, toMillis)) {
            ExpectedInstants instants = schedule.at(part.installation());
            long end = part.period().toMillis();
            long next = instants.firstAfter(part.period().fromMillis() - 1);
            while (next < end) {
                long at = next;
                next = instants.firstAfter(at);
                draft.add(at, Math.min(next, end), at - schedule.earlyMillis(), at + schedule.lateMillis());
            }
        }
        return new ExpectedReads(draft, false, null);
    }

    /**
     * One read for each cadence period that ends in {@code (fromMillis, toMillis]} and in which the component was installed
     * at any time.
     */
    public static ExpectedReads byPeriod(
            InstallationHistory history, CadenceCalendar calendar, long fromMillis, long toMillis) {
        Draft draft = new Draft();
        long from = calendar.periodFromMillis(fromMillis);
        long to = calendar.periodToMillis(fromMillis);
        while (to <= toMillis) {
            if (isInstalled(history, from, to)) {
                draft.add(from, to, from, to - 1);
            }
            from = to;
            to = calendar.periodToMillis(from);
        }
        boolean onlyUnderWay = draft.size == 0 && from < toMillis && isInstalled(history, fromMillis, toMillis);
        return new ExpectedReads(draft, true, onlyUnderWay ? new Period(from, to) : null);
    }

    private static boolean isInstalled(InstallationHistory history, long from, long to) {
        return history.installations().stream()
                .anyMatch(installation -> installation.inForce().overlaps(from, to));
    }

    /** How many there are. */
    public int size() {
        return fromMillis.length;
    }

    /** The expected instant, or the beginning of the period. */
    public long fromMillis(int i) {
        return fromMillis[i];
    }

    /** The end of its place: the next expected instant, removal or end of the span; or the end of the period. */
    public long toMillis(int i) {
        return toMillis[i];
    }

    /** The first instant at which a read satisfies it. */
    public long earliestMillis(int i) {
        return earliestMillis[i];
    }

    /** The last instant at which a read satisfies it. */
    public long latestMillis(int i) {
        return latestMillis[i];
    }

    /** The instant that puts it into a day or month: the expected instant, or the last one of the period. */
    public long countsAtMillis(int i) {
        return byPeriod ? toMillis[i] - 1 : fromMillis[i];
    }

    /** A period that reaches beyond the span while none ends in it, as a quarter does in January; null otherwise. */
    Period underWay() {
        return underWay;
    }

    /** Columns that grow. */
    private static final class Draft {
        private long[] from = new long[32];
        private long[] to = new long[32];
        private long[] earliest = new long[32];
        private long[] latest = new long[32];
        private int size;

        void add(long placeFrom, long placeTo, long windowFrom, long windowTo) {
            if (size == READS_MAX) {
                throw new IllegalArgumentException(
                        "the span holds more than " + READS_MAX + " expected reads; ask for a shorter one");
            }
            if (size == from.length) {
                from = Arrays.copyOf(from, size * 2);
                to = Arrays.copyOf(to, size * 2);
                earliest = Arrays.copyOf(earliest, size * 2);
                latest = Arrays.copyOf(latest, size * 2);
            }
            from[size] = placeFrom;
            to[size] = placeTo;
            earliest[size] = windowFrom;
            latest[size] = windowTo;
            size++;
        }
    }
}
