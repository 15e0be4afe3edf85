package io.tidemark.server.metering.filling;

import io.tidemark.server.metering.condition.ConditionCode;
import java.util.List;

/**
 * Measurements with estimates laid over them: what the series will be once the estimates are final. An estimate lies
 * over everything but a measured or manual reading. Estimates of exceptions are left out.
 */
public final class OverlaidSeries implements MeasuredSeries {

    private final MeasuredSeries measured;
    private final long lengthMillis;
    private final List<FilledIntervals> estimates;

    /**
     * Lays the estimates over the series.
     *
     * @param lengthMillis length of an interval of the component
     */
    public OverlaidSeries(MeasuredSeries measured, long lengthMillis, List<FilledIntervals> estimates) {
        this.measured = measured;
        this.lengthMillis = lengthMillis;
        this.estimates = estimates.stream().filter(one -> !one.isException()).toList();
    }

    @Override
    public void read(long fromMillis, int intervals, double[] values, int[] conditions) {
        measured.read(fromMillis, intervals, values, conditions);
        long toMillis = fromMillis + intervals * lengthMillis;
        for (FilledIntervals one : estimates) {
            long begin = Math.max(fromMillis, one.period().fromMillis());
            long end = Math.min(toMillis, one.period().toMillis());
            for (long at = begin; at < end; at += lengthMillis) {
                int into = (int) ((at - fromMillis) / lengthMillis);
                int from = (int) ((at - one.period().fromMillis()) / lengthMillis);
                int code = one.conditions()[from];
                if (ConditionCode.mayReplace(conditions[into], code)
                        && (one.ruleAt(from) != null || ConditionCode.isDisconnected(code))) {
                    values[into] = one.values()[from];
                    conditions[into] = code;
                }
            }
        }
    }
}
