package io.tidemark.server.metering.filling.scalar;

import io.tidemark.server.metering.filling.FillingRule;
import io.tidemark.server.metering.filling.Read;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** The rules for scalars as they are written, over plain lists; slow, and that is all right. */
final class SlowScalarRules {

    private final RandomRegister meter;
    private final long at;
    private final Read before;
    private final Read after;

    SlowScalarRules(RandomRegister meter, long at) {
        this.meter = meter;
        this.at = at;
        Read last = null;
        Read next = null;
        for (Read read : meter.reads.values()) {
            boolean good = read.condition() >= 500_000 && !Double.isNaN(read.value());
            if (good && read.atMillis() < at) {
                last = read;
            }
            if (good && read.atMillis() > at && next == null) {
                next = read;
            }
        }
        before = last != null && sameDevice(last.atMillis(), at) ? last : null;
        after = next != null && sameDevice(at, next.atMillis()) ? next : null;
    }

    boolean isMeasured() {
        Read there = meter.reads.get(at);
        return there != null && there.condition() >= 500_000 && !Double.isNaN(there.value());
    }

    /** The estimate of one rule, or null when it has none. */
    BigDecimal estimate(FillingRule rule) {
        if (before == null) {
            return null;
        }
        return switch (rule) {
            case SCALAR_FROM_INTERVALS -> fromIntervals();
            case SCALAR_HISTORY -> {
                BigDecimal month = history(local().minusMonths(1));
                yield month != null ? month : history(local().minusYears(1));
            }
            case SCALAR_PRORATION -> prorated();
            default -> throw new IllegalArgumentException();
        };
    }

    private ZonedDateTime local() {
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(before.atMillis()), meter.zone);
        return time.atZone(meter.zone).withEarlierOffsetAtOverlap().toInstant().toEpochMilli() == before.atMillis()
                ? time.atZone(meter.zone)
                : time.atZone(meter.zone).withLaterOffsetAtOverlap();
    }

    private boolean sameDevice(long first, long second) {
        for (long change : meter.deviceChanges) {
            if (first < change && change <= second) {
                return false;
            }
        }
        return true;
    }

    private static BigDecimal exact(double value) {
        return new BigDecimal(Double.toString(value));
    }

    private BigDecimal difference(Read first, Read second) {
        if (!sameDevice(first.atMillis(), second.atMillis())) {
            return null;
        }
        BigDecimal rise = exact(second.value()).subtract(exact(first.value()));
        if (!meter.counting.forward() || rise.signum() >= 0) {
            return rise;
        }
        double capacity = meter.counting.capacity();
        boolean rolled = !Double.isNaN(capacity)
                && first.value() >= capacity / 2
                && first.value() <= capacity
                && second.value() >= 0
                && second.value() / first.value() < meter.counting.rolloverRatio();
        return rolled ? rise.add(exact(capacity)) : null;
    }

    private BigDecimal shown(BigDecimal value) {
        BigDecimal cut = meter.decimals >= 0 ? value.setScale(meter.decimals, RoundingMode.FLOOR) : value;
        double capacity = meter.counting.capacity();
        if (Double.isNaN(capacity) || !meter.counting.forward()) {
            return cut;
        }
        while (cut.compareTo(exact(capacity)) >= 0) {
            cut = cut.subtract(exact(capacity));
        }
        while (cut.signum() < 0) {
            cut = cut.add(exact(capacity));
        }
        return cut;
    }

    private BigDecimal after(BigDecimal usage, long millis, long ofMillis) {
        BigDecimal whole = exact(before.value()).multiply(BigDecimal.valueOf(ofMillis));
        BigDecimal sum = whole.add(usage.multiply(BigDecimal.valueOf(millis)));
        return shown(sum.divide(BigDecimal.valueOf(ofMillis), 30, RoundingMode.FLOOR));
    }

    private BigDecimal fromIntervals() {
        if (meter.intervals == null) {
            return null;
        }
        long from = nearestBoundary(before.atMillis());
        long to = nearestBoundary(at);
        BigDecimal sum = BigDecimal.ZERO;
        for (long t = from; t < to; t += meter.length) {
            Read interval = meter.intervals.get(t);
            if (interval == null || Double.isNaN(interval.value()) && interval.condition() / 1000 != 102) {
                return null;
            }
            sum = Double.isNaN(interval.value()) ? sum : sum.add(exact(interval.value()));
        }
        boolean nothing = from >= to || sum.signum() < 0 && meter.counting.forward();
        return nothing ? null : shown(exact(before.value()).add(sum));
    }

    private long nearestBoundary(long millis) {
        long below = Math.floorDiv(millis, meter.length) * meter.length;
        return 2 * (millis - below) >= meter.length ? below + meter.length : below;
    }

    private BigDecimal history(ZonedDateTime begin) {
        long elapsed = at - before.atMillis();
        long reach = Math.max(86_400_000L, elapsed / 2);
        long from = begin.toInstant().toEpochMilli();
        Read first = nearest(from, reach);
        Read second = nearest(from + elapsed, reach);
        if (first == null || second == null || first.atMillis() >= second.atMillis()) {
            return null;
        }
        List<Read> inside = new ArrayList<>();
        for (Read read : meter.reads.values()) {
            boolean within = read.atMillis() >= first.atMillis() && read.atMillis() <= second.atMillis();
            if (within && read.condition() >= 200_000) {
                inside.add(read);
            }
        }
        long estimated = inside.stream()
                .filter(read -> read.condition() >= 300_000 && read.condition() < 500_000)
                .count();
        BigDecimal usage = difference(first, second);
        if (estimated > inside.size() / 2.0 || usage == null) {
            return null;
        }
        long historyMillis = second.atMillis() - first.atMillis();
        if (after != null && meter.counting.forward()) {
            BigDecimal room = difference(before, after);
            BigDecimal way = usage.multiply(BigDecimal.valueOf(elapsed));
            if (room != null && way.compareTo(room.multiply(BigDecimal.valueOf(historyMillis))) > 0) {
                return null;
            }
        }
        return after(usage, elapsed, historyMillis);
    }

    private Read nearest(long millis, long reach) {
        Read found = null;
        for (Read read : meter.reads.values()) {
            boolean usable = read.condition() >= 200_000 && !Double.isNaN(read.value());
            long distance = Math.abs(read.atMillis() - millis);
            if (usable && distance <= reach && (found == null || distance < Math.abs(found.atMillis() - millis))) {
                found = read;
            }
        }
        return found;
    }

    private BigDecimal prorated() {
        BigDecimal difference = after == null ? null : difference(before, after);
        return difference == null
                ? null
                : after(difference, at - before.atMillis(), after.atMillis() - before.atMillis());
    }
}
