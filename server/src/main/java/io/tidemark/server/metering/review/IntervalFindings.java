package io.tidemark.server.metering.review;

import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import java.util.List;

/**
 * Findings of an interval component, by counting whole spans; it goes from run to run only where something is missing.
 *
 * <p>Expected are the intervals that lie whole within one installation and begin within the month.
 */
public final class IntervalFindings {

    private IntervalFindings() {}

    /**
     * What a review finds.
     *
     * @param window the month, in the zone of the component's service point and for its cadence
     * @param grid where its intervals begin
     * @param inForce when it was installed, ascending and disjoint; parts may reach out of the month
     * @param received its received readings
     */
    public static StreamFindings find(
            ReviewWindow window, IntervalGrid grid, List<Period> inForce, ReceivedReadings received) {
        long length = grid.lengthMillis();
        long last = received.lastAtOrBefore(window.atMillis());
        FindingsDraft draft = new FindingsDraft(window);
        for (Period period : inForce) {
            Period part = whole(grid, period, window.fromMillis(), window.toMillis());
            if (part.isEmpty()) {
                continue;
            }
            long dueTo = Math.max(part.fromMillis(), Math.min(part.toMillis(), grid.ceil(window.dueUntilMillis())));
            if (part.fromMillis() < dueTo) {
                long expected = grid.count(part.fromMillis(), dueTo);
                draft.expect(part.fromMillis(), dueTo, expected);
                if (received.count(part.fromMillis(), dueTo) < expected) {
                    long stopped = last == Long.MIN_VALUE ? part.fromMillis() : last + length;
                    long cut = Math.max(part.fromMillis(), Math.min(dueTo, stopped));
                    addGaps(draft, grid, part.fromMillis(), cut, received);
                    if (cut < dueTo) {
                        draft.stalled(cut, dueTo - length, dueTo, grid.count(cut, dueTo));
                    }
                }
            }
            addPending(draft, grid, dueTo, part.toMillis(), received);
        }
        return draft.build(last == Long.MIN_VALUE ? Long.MIN_VALUE : last + length);
    }

    /**
     * How many expected readings in a span were not received, whether due or not; 0 says that a case about the span can be
     * resolved.
     *
     * @param inForce when the component was installed, ascending and disjoint
     */
    public static long missing(
            IntervalGrid grid, List<Period> inForce, long fromMillis, long toMillis, ReceivedReadings received) {
        long missing = 0;
        for (Period period : inForce) {
            Period part = whole(grid, period, fromMillis, toMillis);
            if (!part.isEmpty()) {
                missing += grid.count(part.fromMillis(), part.toMillis())
                        - received.count(part.fromMillis(), part.toMillis());
            }
        }
        return missing;
    }

    /**
     * The beginnings of the intervals that begin in {@code [fromMillis, toMillis)} and lie whole within an installation, as
     * a period on the grid; may be empty.
     */
    public static Period whole(IntervalGrid grid, Period inForce, long fromMillis, long toMillis) {
        return new Period(
                grid.ceil(Math.max(inForce.fromMillis(), fromMillis)),
                Math.min(grid.floor(inForce.toMillis()), grid.ceil(toMillis)));
    }

    private static void addGaps(FindingsDraft draft, IntervalGrid grid, long from, long to, ReceivedReadings received) {
        for (long first = received.nextMissing(from, to); first < to; ) {
            long end = received.nextPresent(first, to);
            draft.gap(first, end - grid.lengthMillis(), end, grid.count(first, end));
            first = received.nextMissing(end, to);
        }
    }

    private static void addPending(
            FindingsDraft draft, IntervalGrid grid, long from, long to, ReceivedReadings received) {
        for (long first = received.nextMissing(from, to); first < to; ) {
            long end = received.nextPresent(first, to);
            draft.pending(first, end);
            first = received.nextMissing(end, to);
        }
    }
}
