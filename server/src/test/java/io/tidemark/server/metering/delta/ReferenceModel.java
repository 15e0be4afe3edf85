package io.tidemark.server.metering.delta;

import io.tidemark.server.metering.device.Installation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The rollover rules as they are written, reading by reading and sentence by sentence: slow, plain, and sharing nothing
 * with the kernel but the words. A reading is a {@link BigDecimal} where the register's decimals are known.
 */
final class ReferenceModel {

    /** What the model says of one reading. */
    record Point(double delta, DeltaFlag flag, DeltaMethod method) {}

    private record Reading(long at, Double value) {
        boolean good() {
            return value != null;
        }
    }

    private final DeltaSettings settings;
    private final List<Reading> readings = new ArrayList<>();
    private final List<Installation> devices;
    private final int firstPoint;
    private final int points;
    private final boolean[] dipped;

    private ReferenceModel(ReadingRange range, DeltaSettings settings, List<Installation> installations) {
        this.settings = settings;
        this.devices = installations.stream()
                .sorted(Comparator.comparingLong(d -> d.installed().fromMillis()))
                .toList();
        int before = 0;
        for (int i = range.contextFrom(); i < range.contextTo(); i++) {
            long at = range.atMillis()[i];
            boolean tooOld = i < range.first()
                    && BigDecimal.valueOf(range.atMillis()[range.first()])
                                    .subtract(BigDecimal.valueOf(at))
                                    .compareTo(BigDecimal.valueOf(settings.lookBackMillis()))
                            > 0;
            if (tooOld) {
                continue;
            }
            double value = range.readings()[i];
            readings.add(new Reading(at, Double.isNaN(value) ? null : value));
            before += i < range.first() ? 1 : 0;
        }
        this.firstPoint = before;
        this.points = range.last() - range.first();
        this.dipped = guarded() ? findDips() : new boolean[readings.size()];
    }

    static List<Point> deltas(ReadingRange range, DeltaSettings settings, List<Installation> installations) {
        if (range.first() == range.last()) {
            return List.of();
        }
        ReferenceModel model = new ReferenceModel(range, settings, installations);
        List<Point> answer = new ArrayList<>();
        for (int i = model.firstPoint; i < model.firstPoint + model.points; i++) {
            answer.add(model.guarded() ? model.guardedPoint(i) : model.sourcePoint(i));
        }
        return answer;
    }

    private boolean guarded() {
        return settings.policy() == DeltaPolicy.GUARDED;
    }

    // ---- SOURCE ----

    private Point sourcePoint(int i) {
        Integer before = sourceBefore(i);
        if (!good(i) || before == null) {
            return invalid();
        }
        if (ratioSaysRollover(before, i)) {
            Integer beforeThat = sourceBefore(before);
            Integer after = good(i + 1) ? i + 1 : null;
            return corrected(beforeThat, before, i, after);
        }
        return difference(before, i);
    }

    private Integer sourceBefore(int i) {
        int j = i - 1;
        while (settings.bridgeInvalid() && j >= 0 && !good(j)) {
            j--;
        }
        return good(j) ? j : null;
    }

    // ---- GUARDED ----

    private Point guardedPoint(int i) {
        Integer before = guardedBefore(i);
        if (!usable(i) || before == null) {
            return invalid();
        }
        boolean overInvalid = false;
        for (int j = before + 1; j < i; j++) {
            overInvalid |= !good(j);
        }
        boolean mayNotReach = overInvalid && !settings.bridgeInvalid();
        if (device(before) != device(i)) {
            double delta = mayNotReach ? Double.NaN : swapped(before, i);
            return believed(before, i, new Point(delta, DeltaFlag.DEVICE_CHANGE, DeltaMethod.NONE));
        }
        if (mayNotReach) {
            return invalid();
        }
        if (!guardedRollover(before, i)) {
            Point plain = difference(before, i);
            return plain.flag() == DeltaFlag.NEGATIVE ? plain : believed(before, i, plain);
        }
        double capacity = settings.registerCapacity();
        double level = shown(before);
        if (!Double.isNaN(capacity) && Math.abs(level) <= capacity) {
            if (Math.abs(level) < capacity / 2) {
                return believed(before, i, new Point(shown(i), DeltaFlag.RESET, DeltaMethod.NONE));
            }
            double turn = level < 0 ? -capacity : capacity;
            double delta = exact()
                    ? decimal(i).add(decimal(turn)).subtract(decimal(before)).doubleValue()
                    : shown(i) + turn - level;
            return believed(before, i, new Point(delta, DeltaFlag.ROLLOVER, DeltaMethod.CAPACITY));
        }
        Integer beforeThat = settings.bridgeInvalid()
                ? guardedBefore(before)
                : usable(before - 1) ? Integer.valueOf(before - 1) : null;
        Integer after = usable(i + 1) ? i + 1 : null;
        if (beforeThat != null && !fit(beforeThat, before)) {
            beforeThat = null;
        }
        if (after != null && !fit(i, after)) {
            after = null;
        }
        return believed(before, i, corrected(beforeThat, before, i, after));
    }

    private Integer guardedBefore(int i) {
        for (int j = i - 1; j >= 0; j--) {
            if (usable(j)) {
                return j;
            }
        }
        return null;
    }

    private boolean usable(int i) {
        return good(i) && !dipped[i];
    }

    private boolean fit(int from, int to) {
        if (device(from) != device(to) || guardedRollover(from, to)) {
            return false;
        }
        Point interval = difference(from, to);
        return interval.flag() == DeltaFlag.NEGATIVE
                || believed(from, to, interval).flag() != DeltaFlag.AMBIGUOUS;
    }

    private boolean guardedRollover(int from, int to) {
        boolean signChange = Math.signum(shown(from)) * Math.signum(shown(to)) < 0;
        return ratioSaysRollover(from, to) && !signChange;
    }

    /** Every run between a base and a return, marked; tried for every pair of good readings. */
    private boolean[] findDips() {
        boolean[] marked = new boolean[readings.size()];
        for (int base = 0; base < readings.size(); base++) {
            for (int back = base + 2; back < readings.size(); back++) {
                if (isDip(base, back)) {
                    for (int j = base + 1; j < back; j++) {
                        marked[j] = true;
                    }
                }
            }
        }
        return marked;
    }

    private boolean isDip(int base, int back) {
        if (!good(base) || !good(back) || shown(base) == 0 || device(base) != device(back)) {
            return false;
        }
        if (!(shown(back) / shown(base) >= 1)) {
            return false;
        }
        int run = 0;
        boolean zeros = true;
        for (int j = base + 1; j < back; j++) {
            if (!good(j)) {
                continue;
            }
            if (Math.abs(shown(j) / shown(base)) >= settings.rolloverRatio()) {
                return false;
            }
            run++;
            zeros &= shown(j) == 0;
        }
        return run > 0 && (zeros || run <= 4);
    }

    private int device(int i) {
        int number = 0;
        for (int k = 1; k < devices.size(); k++) {
            number += readings.get(i).at() >= devices.get(k).installed().fromMillis() ? 1 : 0;
        }
        return number;
    }

    private double swapped(int from, int to) {
        BigDecimal exactSum = BigDecimal.ZERO;
        double sum = 0;
        for (int k = device(from); k <= device(to); k++) {
            double begin = k == device(from) ? shown(from) : devices.get(k).installReading();
            double end = k == device(to) ? shown(to) : devices.get(k).removalReading();
            if (Double.isNaN(begin) || Double.isNaN(end)) {
                return Double.NaN;
            }
            if (exact()) {
                exactSum = exactSum.add(decimal(end)).subtract(decimal(begin));
            } else {
                sum = sum + end - begin;
            }
        }
        return exact() ? exactSum.doubleValue() : sum;
    }

    private Point believed(int from, int to, Point point) {
        double hours = (readings.get(to).at() - readings.get(from).at()) / 3_600_000.0;
        boolean tooMuch = Math.abs(point.delta()) / hours > settings.maximumRatePerHour();
        return tooMuch ? new Point(Double.NaN, DeltaFlag.AMBIGUOUS, DeltaMethod.NONE) : point;
    }

    // ---- both ----

    private boolean ratioSaysRollover(int from, int to) {
        return shown(from) != 0 && shown(to) / shown(from) < settings.rolloverRatio();
    }

    private Point difference(int from, int to) {
        double delta = minus(to, from);
        if (delta < 0 && (shown(from) >= 0 || shown(to) >= 0)) {
            return new Point(delta, DeltaFlag.NEGATIVE, DeltaMethod.NONE);
        }
        return new Point(delta, from == to - 1 ? DeltaFlag.NORMAL : DeltaFlag.BRIDGED, DeltaMethod.NONE);
    }

    private Point corrected(Integer beforeThat, int before, int i, Integer after) {
        if (beforeThat == null && after == null) {
            return new Point(Double.NaN, DeltaFlag.ROLLOVER, DeltaMethod.NONE);
        }
        if (after == null) {
            return new Point(minus(before, beforeThat), DeltaFlag.ROLLOVER, DeltaMethod.PRIOR);
        }
        if (beforeThat == null) {
            return new Point(minus(after, i), DeltaFlag.ROLLOVER, DeltaMethod.FOLLOWING);
        }
        double average = minus(before, beforeThat) / 2 + minus(after, i) / 2;
        if (exact()) {
            BigDecimal two = BigDecimal.valueOf(2);
            BigDecimal prior = decimal(before).subtract(decimal(beforeThat));
            BigDecimal following = decimal(after).subtract(decimal(i));
            average = prior.add(following).divide(two).doubleValue();
        }
        return new Point(average, DeltaFlag.ROLLOVER, DeltaMethod.AVERAGE);
    }

    private Point invalid() {
        return new Point(Double.NaN, DeltaFlag.INVALID, DeltaMethod.NONE);
    }

    private boolean good(int i) {
        return i >= 0 && i < readings.size() && readings.get(i).good();
    }

    private boolean exact() {
        return settings.decimals() >= 0;
    }

    private double minus(int later, int earlier) {
        return exact() ? decimal(later).subtract(decimal(earlier)).doubleValue() : shown(later) - shown(earlier);
    }

    private double shown(int i) {
        return readings.get(i).value();
    }

    private BigDecimal decimal(int i) {
        return decimal(shown(i));
    }

    private BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).setScale(settings.decimals(), RoundingMode.HALF_EVEN);
    }
}
