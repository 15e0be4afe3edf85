package io.tidemark.server.whole;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.estimation.IntervalTideMark;
import io.tidemark.server.metering.estimation.ScalarSettings;
import io.tidemark.server.metering.estimation.ScalarTideMark;
import io.tidemark.server.metering.estimation.TideMark;
import io.tidemark.server.metering.gap.InstantSeries;
import io.tidemark.server.metering.gap.PresenceSeries;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.v1.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;

/** One component in a sorted map, by the rules said plainly; its tide mark is worked out after every single reading. */
final class PlainComponent implements PresenceSeries, InstantSeries {

    /** A reading. */
    record Held(double value, int condition) {}

    /** What becomes of a reading; exactly one of the two counts, or the reason, is set. */
    record Fate(boolean isDuplicate, RejectionReason refused) {}

    private static final Fate STORED = new Fate(false, null);
    private static final Fate DUPLICATE = new Fate(true, null);
    private static final long BEGIN = Portfolio.millis("1900-01-01T00:00:00Z");

    final String id;
    final IntervalGrid grid;
    final InstallationHistory history;
    final TreeMap<Long, Held> readings = new TreeMap<>();
    final int handle;
    private long mark = TideMark.ABSENT;

    /** A component; the grid is null for a scalar one. */
    PlainComponent(String id, int handle, IntervalGrid grid, InstallationHistory history) {
        this.id = id;
        this.handle = handle;
        this.grid = grid;
        this.history = history;
    }

    boolean isInterval() {
        return grid != null;
    }

    Fate put(long at, double value, int condition, long latestMillis) {
        RejectionReason refused = refusal(at, value, condition, latestMillis);
        if (refused != null) {
            return new Fate(false, refused);
        }
        Held old = readings.get(at);
        if (old != null) {
            if (old.condition == condition && Double.compare(old.value, value) == 0) {
                return DUPLICATE;
            }
            if (!ConditionCode.mayReplace(old.condition, condition)) {
                return new Fate(false, RejectionReason.ESTIMATE_BELOW_ACTUAL);
            }
        }
        boolean hadHistory = !readings.isEmpty();
        readings.put(at, new Held(value, condition));
        mark = grid == null
                ? scalar().afterArrival(mark, at, hadHistory, OptionalInt.empty(), this)
                : interval().afterArrival(mark, at, this, latest());
        return STORED;
    }

    private RejectionReason refusal(long at, double value, int condition, long latestMillis) {
        if (at > latestMillis) {
            return RejectionReason.TOO_FAR_IN_FUTURE;
        }
        if (at < BEGIN + 86_400_000L) {
            return RejectionReason.TOO_FAR_IN_PAST;
        }
        if (condition < 100_000 || condition > 999_999) {
            return RejectionReason.BAD_CONDITION;
        }
        if (grid != null && !grid.isOnGrid(at)) {
            return RejectionReason.OFF_GRID;
        }
        boolean isFit = grid == null ? !Double.isInfinite(value) : Double.isFinite(value);
        return isFit ? null : RejectionReason.NOT_FINITE;
    }

    boolean isInstalledAt(long at) {
        return history.inForceAt(at).isPresent();
    }

    int delete(long from, long to) {
        var going = readings.subMap(from, to);
        int count = going.size();
        if (count > 0) {
            long first = going.firstKey();
            long last = going.lastKey();
            going.clear();
            if (mark != TideMark.ABSENT) {
                mark = grid == null ? scalar().afterLoss(mark, first, this) : afterLoss(first, last);
            }
        }
        return count;
    }

    /** Every interval from the first deleted to the last is missing now; those that were not there before count, too. */
    private long afterLoss(long first, long last) {
        long moved = interval().afterLoss(mark, first, last + grid.lengthMillis());
        return interval().advance(moved, this, latest());
    }

    void setMark(long millis) {
        mark = millis;
        if (mark != TideMark.ABSENT) {
            mark = grid == null ? scalar().advance(mark, this) : interval().advance(mark, this, latest());
        }
    }

    long mark() {
        return mark;
    }

    long latest() {
        if (readings.isEmpty()) {
            return Long.MIN_VALUE;
        }
        return grid == null ? readings.lastKey() : readings.lastKey() + grid.lengthMillis();
    }

    /** Gaps of a range as {from, to, intervals}. */
    List<List<Long>> gaps(long from, long to) {
        List<List<Long>> gaps = new ArrayList<>();
        if (grid == null) {
            ScalarSettings.DEFAULT
                    .missingReads(history)
                    .find(this, from - 1, to - 1, at -> gaps.add(List.of(at, at, 1L)));
            return gaps;
        }
        for (var installation : history.installations()) {
            long begin = grid.ceil(Math.max(from, installation.inForce().fromMillis()));
            long end = Math.min(to, installation.inForce().toMillis());
            long open = Long.MIN_VALUE;
            long at = begin;
            for (; at + grid.lengthMillis() <= end; at += grid.lengthMillis()) {
                if (readings.containsKey(at)) {
                    if (open != Long.MIN_VALUE) {
                        gaps.add(List.of(open, at, (at - open) / grid.lengthMillis()));
                    }
                    open = Long.MIN_VALUE;
                } else if (open == Long.MIN_VALUE) {
                    open = at;
                }
            }
            if (open != Long.MIN_VALUE) {
                gaps.add(List.of(open, at, (at - open) / grid.lengthMillis()));
            }
        }
        return gaps;
    }

    private IntervalTideMark interval() {
        return new IntervalTideMark(grid, history);
    }

    private ScalarTideMark scalar() {
        return new ScalarTideMark(ScalarSettings.DEFAULT.missingReads(history));
    }

    @Override
    public long nextMissing(long fromMillis, long toMillis) {
        long at = fromMillis;
        while (at < toMillis && readings.containsKey(at)) {
            at += grid.lengthMillis();
        }
        return Math.min(at, toMillis);
    }

    @Override
    public long nextPresent(long fromMillis, long toMillis) {
        Long next = readings.ceilingKey(fromMillis);
        return next == null || next >= toMillis ? toMillis : next;
    }

    @Override
    public long firstAtOrAfter(long atMillis) {
        Long next = readings.ceilingKey(atMillis);
        return next == null ? NONE_AFTER : next;
    }

    @Override
    public long lastAtOrBefore(long atMillis) {
        Long last = readings.floorKey(atMillis);
        return last == null ? NONE_BEFORE : last;
    }
}
