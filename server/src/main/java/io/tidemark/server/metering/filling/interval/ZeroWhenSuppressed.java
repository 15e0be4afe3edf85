package io.tidemark.server.metering.filling.interval;

import io.tidemark.server.metering.filling.Evidence;
import io.tidemark.server.metering.filling.FillingRule;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;

/** Zero for open intervals that lie wholly inside a period to be filled with zero; disconnected ones stay as they are. */
final class ZeroWhenSuppressed {

    private ZeroWhenSuppressed() {}

    static void apply(IntervalComponent component, IntervalDraft draft) {
        IntervalGrid grid = component.grid();
        for (Period suppressed : component.zeroFilled()) {
            long from =
                    Math.max(grid.ceil(suppressed.fromMillis()), draft.period().fromMillis());
            long to = Math.min(grid.floor(suppressed.toMillis()), draft.period().toMillis());
            if (from >= to) {
                continue;
            }
            int end = draft.indexOf(to);
            int runFrom = -1;
            for (int i = draft.indexOf(from); i <= end; i++) {
                boolean open = i < end && draft.isOpen(i);
                if (open) {
                    draft.fill(i, 0, FillingRule.ZERO_WHEN_SUPPRESSED);
                    runFrom = runFrom < 0 ? i : runFrom;
                } else if (runFrom >= 0) {
                    draft.explain(new Evidence.ZeroFilled(runFrom, i));
                    runFrom = -1;
                }
            }
        }
    }
}
