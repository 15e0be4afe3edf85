package io.tidemark.server.metering.review;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.device.IncomingDataShift;
import io.tidemark.server.metering.device.Installation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules once more, the plain way: goes through the days one by one and through their minutes one by one, and looks each
 * reading up. Shares no arithmetic with the code it checks.
 */
final class SlowStream {

    /** One expected reading. */
    record Slot(long from, long to, long earliest, long latest, LocalDate day, boolean isDue) {}

    private static final long MINUTE = RandomStream.MINUTE;

    private final RandomStream stream;
    private final Installation[] installations;
    private final List<Slot> ofMonth;

    SlowStream(RandomStream stream) {
        this.stream = stream;
        this.installations = stream.history.installations().toArray(new Installation[0]);
        this.ofMonth = expected(stream.month.atDay(1), stream.month.atEndOfMonth());
    }

    private long start(LocalDate day) {
        return day.atStartOfDay(stream.zone).toInstant().toEpochMilli();
    }

    private boolean beginsPeriod(LocalDate day) {
        if (stream.cadence.months() > 0) {
            return day.getDayOfMonth() == 1 && (day.getMonthValue() - 1) % stream.cadence.months() == 0;
        }
        LocalDate monday = LocalDate.of(1969, 12, 29);
        return (day.toEpochDay() - monday.toEpochDay()) % stream.cadence.days() == 0;
    }

    private LocalDate periodEnd(LocalDate day) {
        LocalDate end = day.plusDays(1);
        while (!beginsPeriod(end)) {
            end = end.plusDays(1);
        }
        return end;
    }

    private LocalDate periodBegin(LocalDate day) {
        LocalDate begin = day;
        while (!beginsPeriod(begin)) {
            begin = begin.minusDays(1);
        }
        return begin;
    }

    private long dueAt(LocalDate periodEnd) {
        LocalDate due = periodEnd.plus(stream.cadence.dueAfter().calendar());
        Duration then = stream.cadence.dueAfter().elapsed();
        return start(due) + then.toMillis();
    }

    private boolean isDue(LocalDate day) {
        return dueAt(periodEnd(day)) <= stream.atMillis;
    }

    private Installation installedAt(long at) {
        for (Installation one : installations) {
            if (one.installed().fromMillis() <= at && at < one.installed().toMillis()) {
                return one;
            }
        }
        return null;
    }

    private boolean isInstalledThrough(long from, long to) {
        Installation one = installedAt(from);
        for (long at = from; at < to; at += MINUTE) {
            if (one == null || installedAt(at) != one) {
                return false;
            }
        }
        return true;
    }

    private boolean isActual(long at) {
        Integer code = stream.readings.codes().get(at);
        return code != null && code >= 500_000;
    }

    /** What is expected from the first day to the last, both included. */
    List<Slot> expected(LocalDate first, LocalDate last) {
        if (stream.isInterval) {
            List<Slot> slots = new ArrayList<>();
            for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
                addIntervals(day, slots);
            }
            return slots;
        }
        return stream.cadence.isOverADay() ? periods(first, last) : instants(first, last);
    }

    private void addIntervals(LocalDate day, List<Slot> slots) {
        long length = stream.grid.lengthMillis();
        long offset = stream.zone
                        .getRules()
                        .getStandardOffset(Instant.ofEpochMilli(stream.monthFromMillis))
                        .getTotalSeconds()
                * 1_000L;
        boolean isDue = isDue(day);
        long end = start(day.plusDays(1));
        for (long at = start(day); at < end; at += MINUTE) {
            if (Math.floorMod(at + offset, length) == 0 && isInstalledThrough(at, at + length)) {
                slots.add(new Slot(at, at + length, at, at, day, isDue));
            }
        }
    }

    private List<Slot> instants(LocalDate first, LocalDate last) {
        TreeMap<Long, LocalDate> all = new TreeMap<>();
        for (LocalDate day = first.minusDays(2); !day.isAfter(last.plusDays(2)); day = day.plusDays(1)) {
            for (int minute = minutes(stream.schedule.firstDailyTime());
                    minute < 1_440;
                    minute += 60 * stream.schedule.hoursBetween()) {
                long at = instant(day.atTime(LocalTime.ofSecondOfDay(minute * 60L)));
                all.put(at, Instant.ofEpochMilli(at).atZone(stream.zone).toLocalDate());
            }
        }
        long end = start(last.plusDays(1));
        List<Slot> slots = new ArrayList<>();
        for (Map.Entry<Long, LocalDate> one : all.entrySet()) {
            long at = one.getKey();
            Installation installation = installedAt(at);
            if (at >= start(first) && at < end && installation != null) {
                long to = Math.min(
                        Math.min(all.higherKey(at), end),
                        installation.installed().toMillis());
                slots.add(new Slot(
                        at,
                        to,
                        at - stream.schedule.earlyMillis(),
                        at + stream.schedule.lateMillis(),
                        one.getValue(),
                        isDue(one.getValue())));
            }
        }
        return slots;
    }

    private static int minutes(LocalTime time) {
        return time.getHour() * 60 + time.getMinute();
    }

    private long instant(LocalDateTime local) {
        if (stream.shift == IncomingDataShift.ALWAYS_LOCAL) {
            return local.atZone(stream.zone).toInstant().toEpochMilli();
        }
        ZoneOffset standard = stream.zone.getRules().getStandardOffset(Instant.ofEpochMilli(stream.monthFromMillis));
        return local.toInstant(standard).toEpochMilli();
    }

    private List<Slot> periods(LocalDate first, LocalDate last) {
        List<Slot> slots = new ArrayList<>();
        for (LocalDate end = first.plusDays(1); !end.isAfter(last.plusDays(1)); end = end.plusDays(1)) {
            if (!beginsPeriod(end)) {
                continue;
            }
            LocalDate begin = periodBegin(end.minusDays(1));
            if (isInstalledEver(start(begin), start(end))) {
                slots.add(new Slot(
                        start(begin), start(end), start(begin), start(end) - 1, end.minusDays(1), isDue(begin)));
            }
        }
        return slots;
    }

    private boolean isInstalledEver(long from, long to) {
        for (long at = from; at < to; at += MINUTE) {
            if (installedAt(at) != null) {
                return true;
            }
        }
        return false;
    }

    /** The best condition in a reading's window, 0 where there is none. */
    private int best(Slot slot) {
        int best = ConditionCode.ABSENT;
        if (slot.earliest == slot.latest) {
            return stream.readings.codes().getOrDefault(slot.earliest, best);
        }
        for (int code : stream.readings
                .codes()
                .subMap(slot.earliest, true, slot.latest, true)
                .values()) {
            best = Math.max(best, code);
        }
        return best;
    }

    private boolean isThere(Slot slot) {
        return best(slot) >= 500_000;
    }

    private long last() {
        long last = Long.MIN_VALUE;
        for (Map.Entry<Long, Integer> one : stream.readings.codes().entrySet()) {
            long at = one.getKey();
            if (at <= stream.atMillis && one.getValue() >= 500_000) {
                last = at;
            }
        }
        return last;
    }

    StreamFindings findings() {
        LocalDate first = stream.month.atDay(1);
        LocalDate endOfMonth = stream.month.atEndOfMonth();
        List<Slot> slots = ofMonth;
        long last = last();
        List<Slot> due = slots.stream().filter(Slot::isDue).toList();
        List<Slot> missing = due.stream().filter(slot -> !isThere(slot)).toList();
        List<Slot> gaps = missing.stream().filter(slot -> last > slot.latest).toList();
        List<Slot> stopped =
                missing.stream().filter(slot -> last <= slot.latest).toList();
        List<Slot> pending = new ArrayList<>(
                slots.stream().filter(slot -> !slot.isDue && !isThere(slot)).toList());
        if (!stream.isInterval && stream.cadence.isOverADay() && slots.isEmpty()) {
            addUnderWay(first, endOfMonth, pending);
        }
        List<Finding> findings = new ArrayList<>();
        long lastEnd = last == Long.MIN_VALUE ? last : stream.isInterval ? last + stream.grid.lengthMillis() : last;
        int days = last == Long.MIN_VALUE ? -1 : days(lastEnd);
        int coverage = percent(due.size() - missing.size(), due.size());
        add(findings, FindingKind.GAPS, gaps, due.size(), coverage, days);
        add(
                findings,
                last == Long.MIN_VALUE ? FindingKind.NEVER_RECEIVED : FindingKind.STALLED,
                stopped,
                due.size(),
                coverage,
                days);
        if (missing.isEmpty()) {
            add(findings, FindingKind.COMPLETE, due, due.size(), coverage, days);
        }
        add(findings, FindingKind.NOT_DUE, pending, due.size(), coverage, days);
        findings.sort((a, b) -> Long.compare(a.fromMillis(), b.fromMillis()));
        return new StreamFindings(due.size(), missing.size(), lastEnd, findings);
    }

    private void addUnderWay(LocalDate first, LocalDate endOfMonth, List<Slot> pending) {
        if (beginsPeriod(endOfMonth.plusDays(1)) && periodBegin(endOfMonth).isBefore(first.plusDays(1))) {
            return;
        }
        LocalDate begin = periodBegin(endOfMonth);
        long from = start(begin);
        long to = start(periodEnd(endOfMonth));
        boolean isInstalled = isInstalledEver(stream.monthFromMillis, stream.monthToMillis);
        boolean isRead =
                stream.readings.codes().subMap(from, to).keySet().stream().anyMatch(this::isActual);
        if (to > stream.monthToMillis && isInstalled && !isRead) {
            pending.add(new Slot(
                    Math.max(from, stream.monthFromMillis), stream.monthToMillis, from, to - 1, endOfMonth, false));
        }
    }

    /** Counts days of the calendar by walking them. */
    private int days(long lastEnd) {
        var at = Instant.ofEpochMilli(stream.atMillis).atZone(stream.zone);
        var from = Instant.ofEpochMilli(lastEnd).atZone(stream.zone);
        int days = 0;
        while (!from.plusDays(days + 1).isAfter(at)) {
            days++;
        }
        return days;
    }

    private static int percent(int part, int whole) {
        return whole == 0
                ? 10_000
                : java.math.BigDecimal.valueOf(part)
                        .multiply(java.math.BigDecimal.valueOf(10_000))
                        .divide(java.math.BigDecimal.valueOf(whole), 0, java.math.RoundingMode.HALF_UP)
                        .intValueExact();
    }

    private static void add(
            List<Finding> findings, FindingKind kind, List<Slot> slots, int expected, int coverage, int days) {
        if (slots.isEmpty()) {
            return;
        }
        boolean isMissing = kind.isAffected();
        long first = slots.get(0).from;
        Slot last = slots.get(slots.size() - 1);
        findings.add(new Finding(
                kind,
                first,
                last.to,
                isMissing ? first : Finding.NONE,
                isMissing ? last.from : Finding.NONE,
                isMissing ? slots.size() : 0,
                expected,
                coverage,
                days));
    }

    /** Expected, measured, manual, estimated by day of the month. */
    Map<LocalDate, int[]> coverageByDay() {
        Map<LocalDate, int[]> days = new TreeMap<>();
        for (LocalDate day = stream.month.atDay(1); YearMonth.from(day).equals(stream.month); day = day.plusDays(1)) {
            days.put(day, new int[4]);
        }
        for (Slot slot : ofMonth) {
            int[] row = days.get(slot.day);
            int best = best(slot);
            if (best >= 200_000 || slot.isDue) {
                row[0]++;
            }
            if (best >= 600_000) {
                row[2]++;
            } else if (best >= 500_000) {
                row[1]++;
            } else if (best >= 200_000) {
                row[3]++;
            }
        }
        return days;
    }

    /** When the first expected reading after the latest received one is due; looks 420 days ahead. */
    long nextDue() {
        long last = last();
        LocalDate first = last == Long.MIN_VALUE
                ? stream.month.atDay(1).minusDays(45)
                : Instant.ofEpochMilli(last).atZone(stream.zone).toLocalDate().minusDays(1);
        for (LocalDate day = first; day.isBefore(first.plusDays(420)) && !isAllOver(day); day = day.plusDays(1)) {
            List<Slot> ofDay =
                    !stream.isInterval && stream.cadence.isOverADay() ? openPeriods(day) : expected(day, day);
            for (Slot slot : ofDay) {
                if (last == Long.MIN_VALUE || last < slot.earliest) {
                    return dueAt(periodEnd(
                            Instant.ofEpochMilli(slot.from).atZone(stream.zone).toLocalDate()));
                }
            }
        }
        return Lateness.NEVER_DUE;
    }

    private boolean isAllOver(LocalDate day) {
        return stream.history.installations().stream()
                .allMatch(one -> one.installed().toMillis() <= start(day));
    }

    /** The period that a day lies in, when the component is installed on that day. */
    private List<Slot> openPeriods(LocalDate day) {
        if (!isInstalledEver(start(day), start(day.plusDays(1)))) {
            return List.of();
        }
        long from = start(periodBegin(day));
        return List.of(new Slot(from, start(periodEnd(day)), from, from, day, false));
    }
}
