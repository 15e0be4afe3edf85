package io.tidemark.loadtest.portfolio;

import io.tidemark.v1.CoverageBounds;
import io.tidemark.v1.ProviderCoverageTotal;
import io.tidemark.v1.ReadCoverageResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Compares coverage by local day with what was loaded: every count of every day of every component, each component once,
 * and the days themselves. Takes an answer message by message; for one thread.
 */
final class CoverageCheck {

    private final PortfolioPlan plan;
    private final int idPrefixChars;
    private final Map<ZoneId, Days> daysOf = new HashMap<>();
    private final BitSet seen;
    private long rows;
    private long expected;
    private long missing;
    private long totalExpected;
    private long totalMissing;
    private boolean isGood = true;

    /**
     * What the days of one zone have.
     *
     * @param fromMillis their first instants
     * @param intervals of each day, intervals that begin in it
     * @param gap of each day, intervals of a component's gap that begin in it
     * @param due whether each day's readings were due
     */
    private record Days(long[] fromMillis, int[] intervals, int[] gap, boolean[] due) {}

    /**
     * Before an answer.
     *
     * @param idPrefix what stands before its number in a component's id
     */
    CoverageCheck(PortfolioPlan plan, String idPrefix) {
        this.plan = plan;
        this.idPrefixChars = idPrefix.length();
        this.seen = new BitSet(plan.components());
    }

    /** One message of the answer. */
    void take(ReadCoverageResponse piece) {
        int row = 0;
        for (int i = 0; i < piece.getComponentCount(); i++) {
            String id = piece.getComponent(i);
            int component = Integer.parseInt(id, idPrefixChars, id.length(), 10);
            CoverageBounds bounds = piece.getBounds(piece.getBoundsIndex(i));
            ZoneId zone = plan.zone(component);
            Days days = daysOf.computeIfAbsent(zone, this::days);
            isGood &= !seen.get(component) && bounds.getTimeZone().equals(zone.getId());
            isGood &= bounds.getFromMillisCount() == days.fromMillis().length;
            seen.set(component);
            row = counts(piece, row, days, plan.hasGap(component), bounds.getFromMillisCount());
        }
        for (CoverageBounds bounds : piece.getBoundsList()) {
            isGood &= isAsItShould(bounds);
        }
        isGood &= row == piece.getExpectedCount()
                && row == piece.getMeasuredCount()
                && row == piece.getManualCount()
                && row == piece.getEstimatedCount()
                && row == piece.getMissingCount();
        rows += row;
        for (ProviderCoverageTotal total : piece.getTotalsList()) {
            totalExpected += total.getExpected();
            totalMissing += total.getMissing();
        }
    }

    /** The counts of one component; the row after its last. */
    private int counts(ReadCoverageResponse piece, int firstRow, Days days, boolean hasGap, int count) {
        int row = firstRow;
        boolean isSame = count <= days.intervals().length && firstRow + count <= piece.getExpectedCount();
        for (int day = 0; isSame && day < count; day++, row++) {
            int lacking = hasGap ? days.gap()[day] : 0;
            int due = days.due()[day] ? lacking : 0;
            int there = days.intervals()[day] - lacking;
            isSame = piece.getExpected(row) == there + due
                    && piece.getMeasured(row) == there
                    && piece.getManual(row) == 0
                    && piece.getEstimated(row) == 0
                    && piece.getMissing(row) == due;
            expected += there + due;
            missing += due;
        }
        isGood &= isSame;
        return firstRow + count;
    }

    private boolean isAsItShould(CoverageBounds bounds) {
        Days days = daysOf.get(ZoneId.of(bounds.getTimeZone()));
        if (days == null || days.fromMillis().length != bounds.getFromMillisCount()) {
            return false;
        }
        boolean isSame = bounds.getToMillis() == plan.end().toEpochMilli();
        for (int day = 0; day < days.fromMillis().length; day++) {
            isSame &= days.fromMillis()[day] == bounds.getFromMillis(day);
        }
        return isSame;
    }

    /** Worked out interval by interval. */
    private Days days(ZoneId zone) {
        Instant begin = Instant.ofEpochMilli(plan.startMillis());
        LocalDate first = LocalDate.ofInstant(begin, zone);
        LocalDate last = LocalDate.ofInstant(plan.end().minusMillis(1), zone);
        int count = (int) (last.toEpochDay() - first.toEpochDay()) + 1;
        Days days = new Days(new long[count], new int[count], new int[count], new boolean[count]);
        for (int day = 0; day < count; day++) {
            Instant midnight = first.plusDays(day).atStartOfDay(zone).toInstant();
            Instant next = first.plusDays(day + 1L).atStartOfDay(zone).toInstant();
            days.fromMillis()[day] = (midnight.isBefore(begin) ? begin : midnight).toEpochMilli();
            days.due()[day] = !next.plus(PortfolioPlan.DUE_AFTER).isAfter(plan.lookedAt());
        }
        int shift = plan.shiftMillis(zone);
        for (int slot = 0; slot < plan.days() * plan.daySlots(); slot++) {
            Instant at = begin.plusMillis(slot * plan.slotMillis() + shift);
            int day = (int) (LocalDate.ofInstant(at, zone).toEpochDay() - first.toEpochDay());
            days.intervals()[day]++;
            days.gap()[day] += slot >= plan.gapFrom() && slot < plan.gapTo() ? 1 : 0;
        }
        return days;
    }

    /** Days of components that were looked at. */
    long rows() {
        return rows;
    }

    /** Readings expected, as they should be. */
    long expected() {
        return expected;
    }

    /** Readings missing, as they should be. */
    long missing() {
        return missing;
    }

    /** Whether all that was taken is the whole answer, and as it should be. */
    boolean isAsExpected() {
        return isGood
                && seen.cardinality() == plan.components()
                && totalExpected == expected
                && totalMissing == missing;
    }
}
