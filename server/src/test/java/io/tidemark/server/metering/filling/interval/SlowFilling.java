package io.tidemark.server.metering.filling.interval;

import io.tidemark.server.metering.filling.FillingProblem;
import io.tidemark.server.metering.filling.RuleSettings;
import io.tidemark.server.metering.filling.interval.SampleMeter.Reading;
import io.tidemark.server.metering.grid.Period;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rules for intervals as they are written, one interval at a time over plain maps; slow, and that is all right. */
final class SlowFilling {

    final SampleMeter meter;
    final long length;
    final Map<Long, Reading> filled = new TreeMap<>();
    final TreeSet<Long> gap = new TreeSet<>();
    final TreeSet<Long> disconnected = new TreeSet<>();
    final Map<Integer, FillingProblem.Reason> failed = new HashMap<>();
    private final Map<LocalDate, Boolean> likeDays = new HashMap<>();
    private final Map<LocalDate, List<Long>> starts = new HashMap<>();

    SlowFilling(SampleMeter meter) {
        this.meter = meter;
        this.length = meter.grid.lengthMillis();
        for (IntervalEstimate estimate : meter.estimates) {
            for (long t = estimate.period().fromMillis(); t < estimate.period().toMillis(); t += length) {
                long start = t;
                Reading there = meter.measured.get(t);
                if (isKept(there)) {
                    continue;
                }
                boolean off = estimate.disconnected().stream().anyMatch(one -> one.covers(start, start + length))
                        || there != null && there.condition() / 1000 == 102;
                (off ? disconnected : gap).add(t);
            }
        }
    }

    private static boolean isKept(Reading reading) {
        return reading != null && !Double.isNaN(reading.value()) && reading.condition() >= 400_000;
    }

    private IntervalEstimate estimateOf(long start) {
        return meter.estimates.stream()
                .filter(one -> one.period().contains(start))
                .findFirst()
                .orElse(null);
    }

    private boolean isOpen(long start) {
        return gap.contains(start) && !filled.containsKey(start);
    }

    void run(RuleSettings rule) {
        switch (rule.rule()) {
            case ZERO_WHEN_SUPPRESSED -> zero();
            case INTERPOLATION -> interpolate(rule.consecutiveIntervalsMaxFor(length));
            case LIKE_DAY -> likeDay(rule.lookBackDays(), rule.lookForwardDays(), rule.likeDaysNeeded());
            case SCALE_TO_REGISTER -> new SlowScaling(this).scale();
            default -> throw new IllegalArgumentException();
        }
    }

    private void zero() {
        for (long start : gap) {
            if (isOpen(start) && meter.zeroFilled.stream().anyMatch(one -> one.covers(start, start + length))) {
                filled.put(start, new Reading(0, 201_000));
            }
        }
    }

    private void interpolate(int max) {
        Map<Long, Reading> made = new TreeMap<>();
        for (long start : gap) {
            if (!isOpen(start)) {
                continue;
            }
            Period period = estimateOf(start).period();
            long first = start;
            while (first - length >= period.fromMillis() && isOpen(first - length)) {
                first -= length;
            }
            long last = start;
            while (last + length < period.toMillis() && isOpen(last + length)) {
                last += length;
            }
            long count = (last - first) / length + 1;
            Double before = endPoint(first - length, period);
            Double after = endPoint(last + length, period);
            if (count > max || before == null && after == null) {
                continue;
            }
            double a = before == null ? after : before;
            double b = after == null ? before : after;
            long step = (start - first) / length + 1;
            made.put(start, new Reading(a + (b - a) * step / (count + 1), 301_000));
        }
        filled.putAll(made);
    }

    private Double endPoint(long start, Period ownPeriod) {
        Reading reading = meter.measured.get(start);
        if (ownPeriod.contains(start) && filled.containsKey(start)) {
            reading = filled.get(start);
        } else if (estimateOf(start) != null) {
            reading = isKept(reading) ? reading : null;
        } else if (!meter.usable.covers(start, start + length)) {
            reading = null;
        }
        boolean good = reading != null && !Double.isNaN(reading.value()) && reading.condition() >= 300_000;
        return good ? reading.value() : null;
    }

    private void likeDay(int back, int forward, int min) {
        for (long start : gap) {
            if (!isOpen(start)) {
                continue;
            }
            ZonedDateTime local = Instant.ofEpochMilli(start).atZone(meter.zone);
            LocalDate day = local.toLocalDate();
            List<LocalDate> candidates = new ArrayList<>();
            for (int days = -back; days <= forward; days++) {
                if (days != 0 && rank(day, day.plusDays(days)) < 2) {
                    candidates.add(day.plusDays(days));
                }
            }
            candidates.sort(Comparator.comparingInt((LocalDate one) -> rank(day, one))
                    .thenComparingLong(one -> Math.abs(one.toEpochDay() - day.toEpochDay()))
                    .thenComparing(Comparator.naturalOrder()));
            List<LocalDate> like =
                    candidates.stream().filter(this::isLikeDay).limit(3).toList();
            if (like.size() >= min) {
                double mean = like.stream()
                        .mapToDouble(one -> lookUp(one, local.toLocalTime()))
                        .average()
                        .orElseThrow();
                filled.put(start, new Reading(mean, 302_000));
            }
        }
    }

    /** 0: the same kind of day; 1: another day of midweek; 2: neither. */
    private int rank(LocalDate day, LocalDate other) {
        DayOfWeek one = kind(day);
        DayOfWeek two = kind(other);
        List<DayOfWeek> midweek = List.of(DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY);
        return one == two ? 0 : midweek.contains(one) && midweek.contains(two) ? 1 : 2;
    }

    private DayOfWeek kind(LocalDate day) {
        return meter.holidays.contains(day) ? DayOfWeek.SUNDAY : day.getDayOfWeek();
    }

    private List<Long> startsOn(LocalDate day) {
        return starts.computeIfAbsent(day, this::findStartsOn);
    }

    private List<Long> findStartsOn(LocalDate day) {
        List<Long> found = new ArrayList<>();
        long noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
        for (long t = meter.grid.floor(noon - 172_800_000L); t < noon + 172_800_000L; t += length) {
            if (Instant.ofEpochMilli(t).atZone(meter.zone).toLocalDate().equals(day)) {
                found.add(t);
            }
        }
        return found;
    }

    private boolean isLikeDay(LocalDate day) {
        return likeDays.computeIfAbsent(
                day,
                one -> startsOn(one).stream().allMatch(start -> {
                    Reading reading = meter.measured.get(start);
                    return reading != null
                            && reading.condition() / 100_000 == 5
                            && meter.usable.covers(start, start + length);
                }));
    }

    private double lookUp(LocalDate day, LocalTime time) {
        LocalDateTime local = day.atTime(time);
        List<ZoneOffset> offsets = meter.zone.getRules().getValidOffsets(local);
        long at;
        if (offsets.isEmpty()) {
            var change = meter.zone.getRules().getTransition(local);
            at = local.toInstant(change.getOffsetBefore()).toEpochMilli();
        } else {
            at = local.toInstant(offsets.get(0)).toEpochMilli();
        }
        double value = Double.NaN;
        for (long start : startsOn(day)) {
            if (start <= at || Double.isNaN(value)) {
                value = meter.measured.get(start).value();
            }
        }
        return value;
    }
}
