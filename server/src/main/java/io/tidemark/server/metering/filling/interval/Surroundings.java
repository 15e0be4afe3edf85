package io.tidemark.server.metering.filling.interval;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.filling.MeasuredSeries;
import io.tidemark.server.metering.grid.Period;
import java.util.List;

/**
 * What was measured, as the rules may see it: nothing outside the usable period, and inside the drafts only what is kept,
 * so that an estimate from an earlier filling never begets the next.
 */
final class Surroundings implements MeasuredSeries {

    private final IntervalComponent component;
    private final List<IntervalDraft> drafts;

    Surroundings(IntervalComponent component, List<IntervalDraft> drafts) {
        this.component = component;
        this.drafts = drafts;
    }

    @Override
    public void read(long fromMillis, int intervals, double[] values, int[] conditions) {
        component.measured().read(fromMillis, intervals, values, conditions);
        long length = component.grid().lengthMillis();
        Period usable = component.usable();
        long toMillis = fromMillis + intervals * length;
        if (!usable.covers(fromMillis, toMillis)) {
            for (int i = 0; i < intervals; i++) {
                long at = fromMillis + i * length;
                if (!usable.covers(at, at + length)) {
                    values[i] = Double.NaN;
                    conditions[i] = ConditionCode.ABSENT;
                }
            }
        }
        for (IntervalDraft draft : drafts) {
            long begin = Math.max(fromMillis, draft.period().fromMillis());
            long end = Math.min(toMillis, draft.period().toMillis());
            for (long at = begin; at < end; at += length) {
                int i = (int) ((at - fromMillis) / length);
                if (!IntervalDraft.isKept(values[i], conditions[i])) {
                    values[i] = Double.NaN;
                    conditions[i] = ConditionCode.ABSENT;
                }
            }
        }
    }
}
