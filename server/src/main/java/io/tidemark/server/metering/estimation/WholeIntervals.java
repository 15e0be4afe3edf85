package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import java.util.ArrayList;
import java.util.List;

/** Periods of time as the intervals that lie wholly inside them. */
final class WholeIntervals {

    private WholeIntervals() {}

    /** Each period rounded inward to the grid; those that hold no interval are left out. */
    static List<Period> within(IntervalGrid grid, List<Period> periods) {
        List<Period> whole = new ArrayList<>(periods.size());
        for (Period period : periods) {
            Period rounded = new Period(grid.ceil(period.fromMillis()), grid.floor(period.toMillis()));
            if (!rounded.isEmpty()) {
                whole.add(rounded);
            }
        }
        return whole;
    }

    /** How many intervals lie in the first list and not in the second; both on the grid, ascending and disjoint. */
    static long countWithout(IntervalGrid grid, List<Period> periods, List<Period> without) {
        long count = 0;
        int first = 0;
        for (Period period : periods) {
            count += grid.count(period.fromMillis(), period.toMillis());
            while (first < without.size() && without.get(first).toMillis() <= period.fromMillis()) {
                first++;
            }
            for (int i = first; i < without.size() && without.get(i).fromMillis() < period.toMillis(); i++) {
                Period both = period.intersect(
                        without.get(i).fromMillis(), without.get(i).toMillis());
                count -= grid.count(both.fromMillis(), both.toMillis());
            }
        }
        return count;
    }
}
