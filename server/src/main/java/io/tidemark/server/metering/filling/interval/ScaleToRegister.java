package io.tidemark.server.metering.filling.interval;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.filling.FillingProblem;
import io.tidemark.server.metering.filling.FillingRule;
import io.tidemark.server.metering.filling.MeasuredSeries;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Scales what former rules made so that the intervals between two good reads of a register add up to its difference.
 *
 * <p>It goes span by span, a span lying between two consecutive good reads: a gap with reads inside is scaled in parts,
 * and two gaps in one span together. Of several registers the one with the shortest span is used. A span with an interval
 * that has no value says nothing, and its estimates stay as they are; a disconnected interval counts as zero. Zeros put
 * in for an outage stay zero and count with the measured ones.
 */
final class ScaleToRegister {

    /** The longest span whose intervals are added up; one that is longer is not used. */
    static final int SPAN_INTERVALS_MAX = 1 << 20;

    /** Part of the register's difference below which a remainder is nothing but floating-point residue. */
    private static final BigDecimal RESIDUE = new BigDecimal("1e-9");

    private final IntervalComponent component;
    private final MeasuredSeries surroundings;
    private final List<IntervalDraft> drafts;
    private final List<RegisterSpans> registers;
    private final Map<RegisterSpan, Boolean> settled = new HashMap<>();

    ScaleToRegister(IntervalComponent component, MeasuredSeries surroundings, List<IntervalDraft> drafts) {
        this.component = component;
        this.surroundings = surroundings;
        this.drafts = drafts;
        this.registers = component.registers().stream()
                .map(register -> new RegisterSpans(register, component.grid(), this::isInGap))
                .toList();
    }

    void apply() {
        for (IntervalDraft draft : drafts) {
            for (int i = 0; i < draft.intervals(); i++) {
                if (isScalable(draft, i)) {
                    scaleAround(draft.startOf(i));
                }
            }
        }
    }

    private void scaleAround(long startMillis) {
        List<RegisterSpan> spans = registers.stream()
                .map(register -> register.around(startMillis))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingLong(RegisterSpan::lengthMillis))
                .toList();
        for (RegisterSpan span : spans) {
            if (settled.computeIfAbsent(span, this::scale)) {
                return;
            }
        }
    }

    /** Whether the span was made to agree, or found to be impossible; not when it says nothing. */
    private boolean scale(RegisterSpan span) {
        BigDecimal difference = span.register().difference(span.first(), span.last());
        if (difference == null || component.grid().count(span.fromMillis(), span.toMillis()) > SPAN_INTERVALS_MAX) {
            return false;
        }
        SpanIntervals intervals = SpanIntervals.of(component.grid(), surroundings, drafts, span);
        if (intervals == null || intervals.estimates().length == 0) {
            return false;
        }
        BigDecimal target = withoutResidue(difference.subtract(intervals.measuredSum()), difference);
        BigDecimal estimated = intervals.estimatedSum();
        boolean forward = span.register().counting().forward();
        if (forward && target.signum() < 0) {
            intervals.fail(
                    FillingProblem.Reason.REGISTER_BELOW_MEASURED,
                    shown(span) + " went " + difference.toPlainString() + ", less than the "
                            + intervals.measuredSum().toPlainString() + " in measured intervals");
        } else if (estimated.signum() == 0 && target.signum() != 0) {
            intervals.fail(
                    FillingProblem.Reason.ESTIMATES_SUM_TO_ZERO,
                    shown(span) + " leaves " + target.toPlainString() + " to estimates that add up to zero");
        } else {
            BigDecimal[] scaled = estimated.signum() == 0
                    ? intervals.estimates()
                    : ExactShares.share(intervals.estimates(), target, component.decimals());
            if (forward && anyNegative(scaled)) {
                intervals.fail(
                        FillingProblem.Reason.SCALED_BELOW_ZERO,
                        shown(span) + " only counts up, and scaling would make an interval negative");
            } else {
                intervals.scale(scaled, difference, target);
            }
        }
        return true;
    }

    /** Cut to the decimals where they are known, so that a part of a unit that nobody can show is nothing. */
    private BigDecimal withoutResidue(BigDecimal remainder, BigDecimal difference) {
        if (component.decimals() >= 0) {
            return remainder.setScale(component.decimals(), RoundingMode.DOWN);
        }
        BigDecimal noise = difference.abs().max(BigDecimal.ONE).multiply(RESIDUE);
        return remainder.abs().compareTo(noise) <= 0 ? BigDecimal.ZERO : remainder;
    }

    private static boolean anyNegative(BigDecimal[] values) {
        for (BigDecimal value : values) {
            if (value.signum() < 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isInGap(long startMillis) {
        for (IntervalDraft draft : drafts) {
            if (draft.period().contains(startMillis)) {
                int index = draft.indexOf(startMillis);
                return draft.isFilled(index) || draft.isOpen(index);
            }
        }
        return false;
    }

    /** Whether a former rule made the value and no other span has scaled it yet. */
    static boolean isScalable(IntervalDraft draft, int index) {
        return draft.isFilled(index)
                && !ConditionCode.isOutage(draft.condition(index))
                && draft.condition(index) != FillingRule.SCALE_TO_REGISTER.condition();
    }

    private static String shown(RegisterSpan span) {
        return "register " + span.register().number() + " from "
                + Instant.ofEpochMilli(span.first().atMillis()) + " to "
                + Instant.ofEpochMilli(span.last().atMillis());
    }
}
