package io.tidemark.server.metering.filling;

import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.grid.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A suppression of a service point: nothing is expected from it.
 *
 * @param servicePoint dense number of the service point
 * @param period when; half-open
 * @param open whether it counts; a closed one never does
 */
public record Suppression(int servicePoint, Period period, boolean open) {

    /**
     * When a device was at a service point with an open suppression: where intervals are filled with zero, if the
     * master configuration wants that. Ascending and disjoint; periods that touch are one.
     */
    public static List<Period> zeroFilled(List<Installation> installations, List<Suppression> suppressions) {
        List<Period> found = new ArrayList<>();
        for (Installation installation : installations) {
            Period installed = installation.installed();
            for (Suppression suppression : suppressions) {
                if (suppression.open && suppression.servicePoint == installation.servicePoint()) {
                    Period both = suppression.period.intersect(installed.fromMillis(), installed.toMillis());
                    if (!both.isEmpty()) {
                        found.add(both);
                    }
                }
            }
        }
        found.sort(Comparator.comparingLong(Period::fromMillis));
        List<Period> merged = new ArrayList<>();
        for (Period next : found) {
            Period last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && next.fromMillis() <= last.toMillis()) {
                merged.set(
                        merged.size() - 1, new Period(last.fromMillis(), Math.max(last.toMillis(), next.toMillis())));
            } else {
                merged.add(next);
            }
        }
        return List.copyOf(merged);
    }
}
