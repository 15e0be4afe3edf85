package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is in progress for one component, and what it leaves of a gap (periodic-estimation rules, "Take out what is under
 * way").
 *
 * <p>Ascending by beginning; of those that begin together the longest comes first, since the others lie inside it. Looking
 * up what overlaps a gap takes a search and the overlaps themselves, so many gaps against many initial measurements stay
 * cheap.
 */
final class UnderWay {

    private final List<InProgress> sorted;
    private final long[] latestEnds;

    /** Keeps what counts for a type that creates this. */
    UnderWay(List<InProgress> inProgress, Creation create) {
        this.sorted = inProgress.stream()
                .filter(each -> each.countsFor(create))
                .sorted(Comparator.comparingLong(InProgress::fromMillis)
                        .thenComparing(
                                Comparator.comparingLong(InProgress::toMillis).reversed())
                        .thenComparingLong(InProgress::id))
                .toList();
        this.latestEnds = new long[sorted.size()];
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < latestEnds.length; i++) {
            latest = Math.max(latest, sorted.get(i).toMillis());
            latestEnds[i] = latest;
        }
    }

    /** Takes what is under way out of a gap on the grid. Whatever is not on the grid covers the intervals it touches. */
    ExaminedGap reduce(IntervalGrid grid, long fromMillis, long toMillis, InnerInitialMeasurement inner) {
        List<InProgress> overlapping = new ArrayList<>();
        for (int i = firstEndingAfter(fromMillis); i < sorted.size(); i++) {
            InProgress each = sorted.get(i);
            if (each.fromMillis() >= toMillis) {
                break;
            }
            if (each.toMillis() > fromMillis && each.toMillis() > each.fromMillis()) {
                overlapping.add(each);
            }
        }
        List<Period> left = inner == InnerInitialMeasurement.SPLIT_GAP
                ? split(grid, fromMillis, toMillis, overlapping)
                : trim(grid, fromMillis, toMillis, overlapping);
        GapFate fate;
        if (left == null) {
            fate = GapFate.WAITS;
        } else if (left.isEmpty()) {
            fate = GapFate.COVERED;
        } else {
            fate = overlapping.isEmpty() ? GapFate.WHOLE : GapFate.REDUCED;
        }
        return new ExaminedGap(
                fromMillis,
                toMillis,
                grid.count(fromMillis, toMillis),
                List.copyOf(overlapping),
                fate,
                left == null ? List.of() : List.copyOf(left));
    }

    /** What lies at instants within a window, both ends included: what satisfies an expected read. */
    List<InProgress> within(long fromMillis, long toMillis) {
        List<InProgress> satisfying = new ArrayList<>();
        for (int i = firstEndingAfter(fromMillis - 1); i < sorted.size(); i++) {
            InProgress each = sorted.get(i);
            if (each.fromMillis() > toMillis) {
                break;
            }
            if (each.fromMillis() >= fromMillis) {
                satisfying.add(each);
            }
        }
        return List.copyOf(satisfying);
    }

    /** The parts of the gap that nothing covers. */
    private static List<Period> split(IntervalGrid grid, long fromMillis, long toMillis, List<InProgress> overlapping) {
        List<Period> parts = new ArrayList<>(1);
        long from = fromMillis;
        for (InProgress each : overlapping) {
            long covered = grid.floor(each.fromMillis());
            if (from < covered) {
                parts.add(new Period(from, covered));
            }
            from = Math.max(from, grid.ceil(each.toMillis()));
        }
        if (from < toMillis) {
            parts.add(new Period(from, toMillis));
        }
        return parts;
    }

    /** The gap with its ends moved, each step on what the step before left; null when something lies strictly inside. */
    private static List<Period> trim(IntervalGrid grid, long fromMillis, long toMillis, List<InProgress> overlapping) {
        long from = fromMillis;
        long to = toMillis;
        for (InProgress each : overlapping) {
            long coveredFrom = grid.floor(each.fromMillis());
            long coveredTo = grid.ceil(each.toMillis());
            if (coveredTo <= from || coveredFrom >= to) {
                continue;
            }
            if (coveredFrom <= from) {
                from = coveredTo;
            } else if (coveredTo >= to) {
                to = coveredFrom;
            } else {
                return null;
            }
            if (from >= to) {
                return List.of();
            }
        }
        return List.of(new Period(from, to));
    }

    /** Index of the first after which something ends later than this: nothing before it does. */
    private int firstEndingAfter(long atMillis) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (latestEnds[middle] > atMillis) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
