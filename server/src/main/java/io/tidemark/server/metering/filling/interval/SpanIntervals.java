package io.tidemark.server.metering.filling.interval;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.filling.Dependency;
import io.tidemark.server.metering.filling.Evidence;
import io.tidemark.server.metering.filling.FillingProblem;
import io.tidemark.server.metering.filling.MeasuredSeries;
import io.tidemark.server.metering.grid.IntervalGrid;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** The intervals of one register span: what the fixed ones add up to, and the estimates that can be scaled, in order. */
final class SpanIntervals {

    /** To so many digits an estimate is taken, or the residue of a mean or a line would decide which of equals is larger. */
    private static final MathContext WITHOUT_RESIDUE = new MathContext(14);

    /** An estimate and where it lies. */
    private record Place(IntervalDraft draft, int index) {}

    private final RegisterSpan span;
    private final BigDecimal measuredSum;
    private final List<Place> places;
    private final BigDecimal[] estimates;

    private SpanIntervals(RegisterSpan span, BigDecimal measuredSum, List<Place> places) {
        this.span = span;
        this.measuredSum = measuredSum;
        this.places = places;
        this.estimates = places.stream()
                .map(place -> BigDecimal.valueOf(place.draft.value(place.index)).round(WITHOUT_RESIDUE))
                .toArray(BigDecimal[]::new);
    }

    /** The intervals of the span; {@code null} when one of them has no value and was not disconnected either. */
    static SpanIntervals of(
            IntervalGrid grid, MeasuredSeries surroundings, List<IntervalDraft> drafts, RegisterSpan span) {
        int intervals = (int) grid.count(span.fromMillis(), span.toMillis());
        double[] values = new double[intervals];
        int[] conditions = new int[intervals];
        surroundings.read(span.fromMillis(), intervals, values, conditions);
        Place[] places = new Place[intervals];
        for (IntervalDraft draft : drafts) {
            overlay(grid, span, draft, values, conditions, places);
        }
        BigDecimal measured = BigDecimal.ZERO;
        List<Place> scalable = new ArrayList<>();
        for (int i = 0; i < intervals; i++) {
            if (places[i] != null) {
                scalable.add(places[i]);
            } else if (Double.isFinite(values[i])) {
                measured = measured.add(BigDecimal.valueOf(values[i]));
            } else if (!ConditionCode.isDisconnected(conditions[i])) {
                return null;
            }
        }
        return new SpanIntervals(span, measured, scalable);
    }

    private static void overlay(
            IntervalGrid grid,
            RegisterSpan span,
            IntervalDraft draft,
            double[] values,
            int[] conditions,
            Place[] places) {
        long from = Math.max(span.fromMillis(), draft.period().fromMillis());
        long to = Math.min(span.toMillis(), draft.period().toMillis());
        for (long at = from; at < to; at += grid.lengthMillis()) {
            int into = (int) grid.count(span.fromMillis(), at);
            int index = draft.indexOf(at);
            values[into] = draft.value(index);
            conditions[into] = draft.condition(index);
            if (ScaleToRegister.isScalable(draft, index)) {
                places[into] = new Place(draft, index);
            }
        }
    }

    BigDecimal measuredSum() {
        return measuredSum;
    }

    BigDecimal[] estimates() {
        return estimates;
    }

    BigDecimal estimatedSum() {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal estimate : estimates) {
            sum = sum.add(estimate);
        }
        return sum;
    }

    /** Makes an exception of every draft with an estimate in the span. */
    void fail(FillingProblem.Reason reason, String message) {
        for (Place place : places) {
            place.draft.fail(reason, message);
            restsOnSpan(place.draft);
        }
    }

    /** Gives the estimates their scaled values and says why. */
    void scale(BigDecimal[] scaled, BigDecimal difference, BigDecimal target) {
        double sum = estimatedSum().doubleValue();
        double factor = sum == 0 ? 1 : target.doubleValue() / sum;
        int runFrom = 0;
        for (int i = 0; i < scaled.length; i++) {
            Place place = places.get(i);
            place.draft.scale(place.index, scaled[i].doubleValue());
            boolean runEnds = i + 1 == scaled.length
                    || places.get(i + 1).draft != place.draft
                    || places.get(i + 1).index != place.index + 1;
            if (runEnds) {
                place.draft.explain(new Evidence.Scaled(
                        places.get(runFrom).index,
                        place.index + 1,
                        span.register().number(),
                        span.first(),
                        span.last(),
                        difference.doubleValue(),
                        measuredSum.doubleValue(),
                        sum,
                        factor));
                restsOnSpan(place.draft);
                runFrom = i + 1;
            }
        }
    }

    private void restsOnSpan(IntervalDraft draft) {
        draft.restsOn(Dependency.onOwn(span.fromMillis(), span.toMillis()));
        draft.restsOn(Dependency.onRegister(
                span.register().number(), span.first().atMillis(), span.last().atMillis()));
    }
}
