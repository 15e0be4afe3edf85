package io.tidemark.server.metering;

import io.tidemark.server.metering.gap.InstantSeries;
import io.tidemark.server.metering.gap.PresenceSeries;
import io.tidemark.server.metering.grid.IntervalGrid;
import java.time.Instant;
import java.util.Collection;
import java.util.TreeSet;

/** A component's final measurements as a sorted set of instants: beginnings of intervals, or instants of reads. */
public final class SetOfReadings implements PresenceSeries, InstantSeries {

    private final TreeSet<Long> at = new TreeSet<>();
    private final long lengthMillis;

    private SetOfReadings(long lengthMillis) {
        this.lengthMillis = lengthMillis;
    }

    public static SetOfReadings ofIntervals(IntervalGrid grid) {
        return new SetOfReadings(grid.lengthMillis());
    }

    public static SetOfReadings ofInstants(String... instants) {
        SetOfReadings reads = new SetOfReadings(0);
        for (String instant : instants) {
            reads.at.add(Instant.parse(instant).toEpochMilli());
        }
        return reads;
    }

    public SetOfReadings add(long atMillis) {
        at.add(atMillis);
        return this;
    }

    public SetOfReadings addAll(Collection<Long> instants) {
        at.addAll(instants);
        return this;
    }

    /** Every interval of {@code [from, to)}; instants in ISO-8601. */
    public SetOfReadings add(String from, String to) {
        for (long t = Instant.parse(from).toEpochMilli(); t < Instant.parse(to).toEpochMilli(); t += lengthMillis) {
            at.add(t);
        }
        return this;
    }

    public SetOfReadings remove(long atMillis) {
        at.remove(atMillis);
        return this;
    }

    public boolean has(long atMillis) {
        return at.contains(atMillis);
    }

    public TreeSet<Long> instants() {
        return at;
    }

    /** End of the newest interval, or the newest read; {@link Long#MIN_VALUE} without any. */
    public long latestMillis() {
        return at.isEmpty() ? Long.MIN_VALUE : at.last() + lengthMillis;
    }

    @Override
    public long nextMissing(long fromMillis, long toMillis) {
        long next = fromMillis;
        while (next < toMillis && at.contains(next)) {
            next += lengthMillis;
        }
        return Math.min(next, toMillis);
    }

    @Override
    public long nextPresent(long fromMillis, long toMillis) {
        Long next = at.ceiling(fromMillis);
        return next == null || next >= toMillis ? toMillis : next;
    }

    @Override
    public long firstAtOrAfter(long atMillis) {
        Long next = at.ceiling(atMillis);
        return next == null ? NONE_AFTER : next;
    }

    @Override
    public long lastAtOrBefore(long atMillis) {
        Long previous = at.floor(atMillis);
        return previous == null ? NONE_BEFORE : previous;
    }
}
