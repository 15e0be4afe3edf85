package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What estimation must know of a service point.
 *
 * @param estimationEligible whether what is measured there may be estimated at all
 * @param suppressions times in which estimation is held back, in any order
 */
public record ServicePointState(boolean estimationEligible, List<Suppression> suppressions) {

    /** Nothing stands in the way. */
    public static final ServicePointState UNHINDERED = new ServicePointState(true, List.of());

    /** Copies the list, so that the record never changes. */
    public ServicePointState {
        suppressions = List.copyOf(suppressions);
    }

    /** The open suppression that an instant lies in; the one that ends last where there are several. */
    public Optional<Suppression> openAt(long atMillis) {
        return suppressions.stream()
                .filter(suppression ->
                        suppression.open() && suppression.period().contains(atMillis))
                .max(Comparator.comparingLong(
                        suppression -> suppression.period().toMillis()));
    }

    /** The intervals of {@code [fromMillis, toMillis)} wholly inside open suppressions, as ascending disjoint periods. */
    List<Period> suppressedIntervals(IntervalGrid grid, long fromMillis, long toMillis) {
        List<Period> parts = suppressions.stream()
                .filter(Suppression::open)
                .map(suppression -> suppression.period().intersect(fromMillis, toMillis))
                .filter(part -> !part.isEmpty())
                .sorted(Comparator.comparingLong(Period::fromMillis))
                .toList();
        List<Period> merged = new ArrayList<>(parts.size());
        for (Period part : parts) {
            int last = merged.size() - 1;
            if (last >= 0 && part.fromMillis() <= merged.get(last).toMillis()) {
                Period previous = merged.get(last);
                merged.set(last, new Period(previous.fromMillis(), Math.max(previous.toMillis(), part.toMillis())));
            } else {
                merged.add(part);
            }
        }
        return WholeIntervals.within(grid, merged);
    }
}
