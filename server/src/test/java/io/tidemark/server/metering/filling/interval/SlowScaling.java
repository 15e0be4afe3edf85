package io.tidemark.server.metering.filling.interval;

import io.tidemark.server.metering.filling.FillingProblem;
import io.tidemark.server.metering.filling.interval.SampleMeter.Reading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;

/** Scaling to a register as it is written, over the plain maps of {@link SlowFilling}. */
final class SlowScaling {

    /** Two good reads and the intervals between them. */
    private record Span(int register, int pair, long from, long to) {}

    private final SlowFilling filling;
    private final SampleMeter meter;
    private final long length;
    private final Set<Span> useless = new HashSet<>();

    SlowScaling(SlowFilling filling) {
        this.filling = filling;
        this.meter = filling.meter;
        this.length = filling.length;
    }

    void scale() {
        for (IntervalEstimate estimate : meter.estimates) {
            for (long t = estimate.period().fromMillis(); t < estimate.period().toMillis(); t += length) {
                if (isScalable(t)) {
                    scaleAround(t);
                }
            }
        }
    }

    private boolean isScalable(long start) {
        Reading reading = filling.filled.get(start);
        return reading != null && reading.condition() != 201_000 && reading.condition() != 303_000;
    }

    private void scaleAround(long start) {
        List<Span> spans = new ArrayList<>();
        for (int register = 0; register < meter.registers.size(); register++) {
            List<Map.Entry<Long, Reading>> good = good(register);
            for (int pair = 0; pair + 1 < good.size(); pair++) {
                Span span = span(register, pair, good);
                if (span.from <= start && start < span.to) {
                    spans.add(span);
                    break;
                }
            }
        }
        spans.sort(Comparator.comparingLong(span -> span.to - span.from));
        for (Span span : spans) {
            if (!useless.contains(span)) {
                if (scaleSpan(span)) {
                    return;
                }
                useless.add(span);
            }
        }
    }

    private List<Map.Entry<Long, Reading>> good(int register) {
        NavigableMap<Long, Reading> reads = meter.registers.get(register);
        return reads.entrySet().stream()
                .filter(read -> read.getValue().condition() >= 500_000
                        && !Double.isNaN(read.getValue().value()))
                .toList();
    }

    private Span span(int register, int pair, List<Map.Entry<Long, Reading>> good) {
        long begin = good.get(pair).getKey();
        long end = good.get(pair + 1).getKey();
        long from = boundary(begin);
        long to = boundary(end);
        if (pair == 0
                && begin < from
                && filling.gap.contains(from - length)
                && !filling.gap.contains(from - 2 * length)) {
            from -= length;
        }
        if (pair + 2 == good.size() && end > to && filling.gap.contains(to) && !filling.gap.contains(to + length)) {
            to += length;
        }
        return new Span(register, pair, from, to);
    }

    private long boundary(long at) {
        long below = meter.grid.floor(at);
        return 2 * (at - below) >= length ? below + length : below;
    }

    private boolean scaleSpan(Span span) {
        List<Map.Entry<Long, Reading>> good = good(span.register);
        double first = good.get(span.pair).getValue().value();
        double last = good.get(span.pair + 1).getValue().value();
        BigDecimal difference = new BigDecimal(Double.toString(last)).subtract(new BigDecimal(Double.toString(first)));
        double capacity = meter.counting.capacity();
        if (difference.signum() < 0 && meter.counting.forward()) {
            if (Double.isNaN(capacity) || first < capacity / 2 || first > capacity || last < 0 || last / first >= 0.1) {
                return false;
            }
            difference = difference.add(new BigDecimal(Double.toString(capacity)));
        }
        BigDecimal rest = difference;
        List<Long> scalable = new ArrayList<>();
        for (long t = span.from; t < span.to; t += length) {
            if (isScalable(t)) {
                scalable.add(t);
                continue;
            }
            boolean usable = meter.usable.covers(t, t + length);
            Reading measured = usable ? meter.measured.get(t) : null;
            Reading reading = filling.filled.containsKey(t) ? filling.filled.get(t) : measured;
            boolean off = filling.disconnected.contains(t)
                    || reading != null && reading.condition() / 1000 == 102 && !filling.gap.contains(t);
            boolean nothing = filling.gap.contains(t) && !filling.filled.containsKey(t);
            if (!off && (nothing || reading == null || Double.isNaN(reading.value()))) {
                return false;
            }
            rest = off ? rest : rest.subtract(new BigDecimal(Double.toString(reading.value())));
        }
        if (scalable.isEmpty()) {
            return false;
        }
        share(scalable, rest);
        return true;
    }

    private void share(List<Long> starts, BigDecimal rest) {
        BigDecimal target = meter.decimals >= 0 ? rest.setScale(meter.decimals, RoundingMode.DOWN) : rest;
        BigDecimal sum = BigDecimal.ZERO;
        List<BigDecimal> estimates = new ArrayList<>();
        for (long start : starts) {
            estimates.add(
                    new BigDecimal(Double.toString(filling.filled.get(start).value())));
            sum = sum.add(estimates.get(estimates.size() - 1));
        }
        boolean forward = meter.counting.forward();
        if (forward && target.signum() < 0) {
            fail(starts, FillingProblem.Reason.REGISTER_BELOW_MEASURED);
            return;
        }
        if (sum.signum() == 0 && target.signum() != 0) {
            fail(starts, FillingProblem.Reason.ESTIMATES_SUM_TO_ZERO);
            return;
        }
        List<BigDecimal> scaled = new ArrayList<>();
        BigDecimal left = target;
        for (BigDecimal estimate : estimates) {
            BigDecimal exact =
                    sum.signum() == 0 ? estimate : estimate.multiply(target).divide(sum, 40, RoundingMode.DOWN);
            BigDecimal cut = meter.decimals >= 0 ? cut(exact) : exact;
            scaled.add(cut);
            left = left.subtract(cut);
        }
        if (meter.decimals >= 0 && sum.signum() != 0) {
            handOut(estimates, scaled, left);
        }
        if (forward && scaled.stream().anyMatch(value -> value.signum() < 0)) {
            fail(starts, FillingProblem.Reason.SCALED_BELOW_ZERO);
            return;
        }
        for (int i = 0; i < starts.size(); i++) {
            filling.filled.put(starts.get(i), new Reading(scaled.get(i).doubleValue(), 303_000));
        }
    }

    /** Down to a whole unit, unless only a residue lacks to the next. */
    private BigDecimal cut(BigDecimal exact) {
        BigDecimal residue = new BigDecimal("5e-7").movePointLeft(meter.decimals);
        return exact.abs()
                .add(residue)
                .setScale(meter.decimals, RoundingMode.DOWN)
                .multiply(BigDecimal.valueOf(exact.signum()));
    }

    private static boolean isLarger(BigDecimal one, BigDecimal other) {
        return one.abs().doubleValue() > other.abs().doubleValue() * (1 + 1e-12);
    }

    private void handOut(List<BigDecimal> estimates, List<BigDecimal> scaled, BigDecimal rest) {
        BigDecimal left = rest;
        Set<Integer> served = new HashSet<>();
        while (left.signum() != 0) {
            BigDecimal unit = BigDecimal.ONE.movePointLeft(meter.decimals);
            BigDecimal step = left.signum() < 0 ? unit.negate() : unit;
            int largest = -1;
            for (int i = 0; i < estimates.size(); i++) {
                boolean larger = largest < 0 || isLarger(estimates.get(i), estimates.get(largest));
                if (!served.contains(i) && larger) {
                    largest = i;
                }
            }
            served.add(largest);
            scaled.set(largest, scaled.get(largest).add(step));
            left = left.subtract(step);
        }
    }

    private void fail(List<Long> starts, FillingProblem.Reason reason) {
        for (int i = 0; i < meter.estimates.size(); i++) {
            int index = i;
            if (starts.stream()
                    .anyMatch(start -> meter.estimates.get(index).period().contains(start))) {
                filling.failed.putIfAbsent(index, reason);
            }
        }
    }
}
