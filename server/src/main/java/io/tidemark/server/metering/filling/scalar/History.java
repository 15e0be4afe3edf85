package io.tidemark.server.metering.filling.scalar;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.filling.Dependency;
import io.tidemark.server.metering.filling.Evidence;
import io.tidemark.server.metering.filling.FillingRule;
import io.tidemark.server.metering.filling.Read;
import io.tidemark.server.metering.filling.Register;
import io.tidemark.server.metering.filling.RegisterReads;
import io.tidemark.server.metering.grid.IntervalGrid;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;

/**
 * On from the last good read at the average daily usage of the same period a month ago, else a year ago.
 *
 * <p>The same period begins a calendar month (or year) before the last good read, at the same local time, and is as long
 * as the time since that read. Its usage lies between the two reads nearest to its ends, each no further away than half
 * the period or a day, whichever is more. A day is 24 hours elapsed. History in which more than half of the reads with a
 * value, ends included, are estimates is refused, and so is an estimate beyond the next good read: that would make the register fall.
 */
final class History {

    /** The most reads of a period that are looked at; one with more is refused. */
    static final int READS_MAX = 100_000;

    private History() {}

    static void apply(ScalarComponent component, ScalarDraft draft) {
        Read last = draft.before();
        ZonedDateTime local = Instant.ofEpochMilli(last.atMillis()).atZone(component.zone());
        long elapsed = draft.atMillis() - last.atMillis();
        String why = tryPeriod(component, draft, local.minusMonths(1), elapsed, false);
        if (why != null) {
            String whyNotLastYear = tryPeriod(component, draft, local.minusYears(1), elapsed, true);
            if (whyNotLastYear != null) {
                draft.refuse(FillingRule.SCALAR_HISTORY, "last month " + why + ", last year " + whyNotLastYear);
            }
        }
    }

    /** Fills from this period, or says why not. */
    private static String tryPeriod(
            ScalarComponent component, ScalarDraft draft, ZonedDateTime from, long elapsed, boolean lastYear) {
        Register register = component.register();
        long fromMillis = from.toInstant().toEpochMilli();
        long toMillis = fromMillis + elapsed;
        long reach = Math.max(IntervalGrid.DAY_MILLIS, elapsed / 2);
        Read first = nearest(register, fromMillis, reach);
        Read second = nearest(register, toMillis, reach);
        if (first == null || second == null || first.atMillis() >= second.atMillis()) {
            return "has no two reads near the ends of the period";
        }
        if (isMostlyEstimated(register.reads(), first.atMillis(), second.atMillis())) {
            return "is more than half estimated";
        }
        BigDecimal usage = register.difference(first, second);
        if (usage == null) {
            return "lies across a reset or a change of device";
        }
        BigDecimal historyMillis = BigDecimal.valueOf(second.atMillis() - first.atMillis());
        BigDecimal numerator = usage.multiply(BigDecimal.valueOf(elapsed));
        if (isBeyondNextRead(register, draft, numerator, historyMillis)) {
            return "leads beyond the next good read";
        }
        double perDay = usage.doubleValue() * IntervalGrid.DAY_MILLIS / historyMillis.doubleValue();
        draft.fill(numerator, historyMillis, new Evidence.FromHistory(draft.before(), first, second, perDay, lastYear));
        draft.restsOn(Dependency.onRegister(register.number(), first.atMillis(), second.atMillis()));
        return null;
    }

    private static boolean isBeyondNextRead(
            Register register, ScalarDraft draft, BigDecimal numerator, BigDecimal denominator) {
        if (draft.after() == null || !register.counting().forward()) {
            return false;
        }
        BigDecimal room = register.difference(draft.before(), draft.after());
        return room != null && numerator.compareTo(room.multiply(denominator)) > 0;
    }

    /** The nearest read with a value, the earlier of two as near; {@code null} when none lies within reach. */
    private static Read nearest(Register register, long atMillis, long reach) {
        Read before = null;
        long at = register.reads().lastAtOrBefore(atMillis);
        while (before == null && at != RegisterReads.NONE_BEFORE && at >= atMillis - reach) {
            before = withValue(register.at(at));
            at = register.reads().lastAtOrBefore(at - 1);
        }
        long reachAfter = before == null ? reach : atMillis - before.atMillis();
        Read after = null;
        at = register.reads().firstAtOrAfter(atMillis);
        while (after == null && at != RegisterReads.NONE_AFTER && at <= atMillis + reachAfter) {
            after = withValue(register.at(at));
            at = register.reads().firstAtOrAfter(at + 1);
        }
        boolean takeAfter =
                after != null && (before == null || after.atMillis() - atMillis < atMillis - before.atMillis());
        return takeAfter ? after : before;
    }

    private static Read withValue(Read read) {
        return ConditionCode.carriesValue(read.condition()) && Double.isFinite(read.value()) ? read : null;
    }

    private static boolean isMostlyEstimated(RegisterReads reads, long firstMillis, long lastMillis) {
        int looked = 0;
        int withValue = 0;
        int estimated = 0;
        long at = firstMillis;
        while (at <= lastMillis && at != RegisterReads.NONE_AFTER) {
            if (++looked > READS_MAX) {
                return true;
            }
            int condition = reads.conditionAt(at);
            withValue += ConditionCode.carriesValue(condition) ? 1 : 0;
            estimated += ConditionCode.isEstimate(condition) ? 1 : 0;
            at = reads.firstAtOrAfter(at + 1);
        }
        return 2 * estimated > withValue;
    }
}
