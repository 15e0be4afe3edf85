package io.tidemark.server.metering.delta;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Turns register readings into interval deltas (rollover rules, all of them).
 *
 * <p>One quick pass subtracts neighbours and marks suspects ({@link SuspectFinder}); only suspects, device changes and
 * deltas above the maximum rate are looked at by the rules of the policy. The answer is the same, bit for bit, as if the
 * rules had looked at every point. Nothing is kept between calls, so one kernel serves any number of threads, each with
 * columns of its own.
 */
public final class DeltaKernel {

    private static final double MILLIS_PER_HOUR = 3_600_000.0;

    private final SuspectFinder suspectFinder;

    /** A kernel with the quickest first pass that this runtime has. */
    public DeltaKernel() {
        this(SuspectFinders.quickest());
    }

    /** A kernel with the given first pass. */
    public DeltaKernel(SuspectFinder suspectFinder) {
        this.suspectFinder = suspectFinder;
    }

    /**
     * The deltas of a cumulative component: one for each reading of the range, stamped with its time, NaN ones included.
     *
     * @param range the readings, with context as {@link DeltaContext} says; a range without readings gives no deltas
     * @param changes when the component's device was exchanged; {@code SOURCE} has no use for it
     * @param out overwritten with the answer
     */
    public void deltas(ReadingRange range, DeltaSettings settings, DeviceChanges changes, DeltaColumns out) {
        int count = range.last() - range.first();
        out.reset(count);
        if (count == 0) {
            return;
        }
        System.arraycopy(range.atMillis(), range.first(), out.atMillis(), 0, count);
        RegisterArithmetic arithmetic = new RegisterArithmetic(settings.decimals());
        RegisterView view = new RegisterView(range, settings, arithmetic, changes, out);
        int from = range.first();
        if (view.lo == from) {
            view.putInvalid(from);
            from++;
        }
        boolean anySuspect = subtract(range, from, settings, arithmetic, out);
        if (settings.policy() == DeltaPolicy.SOURCE) {
            if (anySuspect) {
                SourceRules rules = new SourceRules(view);
                forEachSuspect(out, from, range.last(), rules::visit);
            }
            return;
        }
        anySuspect |= markChanges(range, from, changes, out.suspects());
        if (anySuspect || hasSuspectContext(view)) {
            GuardedRules rules = new GuardedRules(view);
            for (int i = view.lo + 1; i < from; i++) {
                if (view.isSuspect(i)) {
                    rules.visit(i);
                }
            }
            forEachSuspect(out, from, range.last(), rules::visit);
        }
    }

    /**
     * The values of a component that is not cumulative, unchanged and never tested for rollover: {@code NORMAL}, or
     * {@code INVALID} where a value is NaN.
     *
     * @param range the values; context is not needed
     * @param out overwritten with the answer
     */
    public void passThrough(ReadingRange range, DeltaColumns out) {
        int count = range.last() - range.first();
        out.reset(count);
        System.arraycopy(range.atMillis(), range.first(), out.atMillis(), 0, count);
        System.arraycopy(range.readings(), range.first(), out.deltas(), 0, count);
        for (int k = 0; k < count; k++) {
            if (Double.isNaN(out.deltas()[k])) {
                out.set(k, Double.NaN, DeltaFlag.INVALID, DeltaMethod.NONE);
            }
        }
    }

    /** The quick passes over the points from {@code from} on; suspect bit 0 is that point. */
    private boolean subtract(
            ReadingRange range, int from, DeltaSettings settings, RegisterArithmetic arithmetic, DeltaColumns out) {
        int count = range.last() - from;
        int deltaFrom = from - range.first();
        boolean any = suspectFinder.subtract(range.readings(), from, count, out.deltas(), deltaFrom, out.suspects());
        if (arithmetic.isExact()) {
            subtractExactly(range.readings(), from, count, arithmetic.scale(), out.deltas(), deltaFrom);
        }
        if (settings.policy() == DeltaPolicy.GUARDED && !Double.isNaN(settings.maximumRatePerHour())) {
            any |= markImplausible(range, from, settings.maximumRatePerHour(), out);
        }
        return any;
    }

    private static void subtractExactly(
            double[] readings, int from, int count, double scale, double[] deltas, int deltaFrom) {
        double earlier = count == 0 ? 0 : Math.rint(readings[from - 1] * scale);
        for (int k = 0; k < count; k++) {
            double later = Math.rint(readings[from + k] * scale);
            deltas[deltaFrom + k] = (later - earlier) / scale;
            earlier = later;
        }
    }

    private static boolean markImplausible(ReadingRange range, int from, double maximumRatePerHour, DeltaColumns out) {
        long[] at = range.atMillis();
        int shift = range.first();
        long any = 0;
        for (int i = from; i < range.last(); i++) {
            double limit = maximumRatePerHour * (at[i] - at[i - 1]);
            long mark = Math.abs(out.deltas()[i - shift]) * MILLIS_PER_HOUR > limit ? 1 : 0;
            int bit = i - from;
            out.suspects()[bit >>> 6] |= mark << bit;
            any |= mark;
        }
        return any != 0;
    }

    /** A device change is at the first reading of the new device, whatever the difference says. */
    private static boolean markChanges(ReadingRange range, int from, DeviceChanges changes, long[] suspects) {
        boolean any = false;
        for (int k = 0; k < changes.size(); k++) {
            int i = Arrays.binarySearch(range.atMillis(), from, range.last(), changes.atMillis(k));
            i = i < 0 ? -i - 1 : i;
            if (i < range.last()) {
                suspects[(i - from) >>> 6] |= 1L << (i - from);
                any = true;
            }
        }
        return any;
    }

    /** Whether a dip may reach from the context into the range. */
    private static boolean hasSuspectContext(RegisterView view) {
        for (int i = view.lo + 1; i < view.first; i++) {
            if (view.isSuspect(i)) {
                return true;
            }
        }
        return false;
    }

    private static void forEachSuspect(DeltaColumns out, int from, int to, IntConsumer visitor) {
        long[] suspects = out.suspects();
        int words = (to - from + 63) >>> 6;
        for (int word = 0; word < words; word++) {
            for (long marks = suspects[word]; marks != 0; marks &= marks - 1) {
                visitor.accept(from + (word << 6) + Long.numberOfTrailingZeros(marks));
            }
        }
    }
}
