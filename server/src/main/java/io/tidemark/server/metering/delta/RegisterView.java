package io.tidemark.server.metering.delta;

/**
 * One call's readings as the careful rules see them: within the context that counts, to the register's decimals, with
 * the questions that the rules put to two readings.
 */
final class RegisterView {

    /** No reading: what a search answers when it finds none. */
    static final int NONE = -1;

    private static final double MILLIS_PER_HOUR = 3_600_000.0;

    final int lo;
    final int first;
    final int last;
    final int hi;
    final boolean bridgeInvalid;
    final RegisterArithmetic arithmetic;

    private final long[] atMillis;
    private final double[] readings;
    private final DeltaSettings settings;
    private final DeviceChanges changes;
    private final DeltaColumns out;

    RegisterView(
            ReadingRange range,
            DeltaSettings settings,
            RegisterArithmetic arithmetic,
            DeviceChanges changes,
            DeltaColumns out) {
        this.atMillis = range.atMillis();
        this.readings = range.readings();
        this.first = range.first();
        this.last = range.last();
        this.lo = DeltaContext.usableFrom(range, settings);
        this.hi = DeltaContext.usableTo(range);
        this.bridgeInvalid = settings.bridgeInvalid();
        this.arithmetic = arithmetic;
        this.settings = settings;
        this.changes = changes;
        this.out = out;
    }

    /** A reading to the register's decimals; NaN when invalid. */
    double reading(int i) {
        return arithmetic.reading(readings[i]);
    }

    boolean isValid(int i) {
        return !Double.isNaN(readings[i]);
    }

    /** Whether the reading is invalid, follows an invalid one, or is nearer to zero than the one before it. */
    boolean isSuspect(int i) {
        double earlier = readings[i - 1];
        double delta = readings[i] - earlier;
        return !(earlier >= 0 ? delta >= 0 : delta <= 0);
    }

    /** The last valid reading before i, or {@link #NONE}. */
    int lastValidBefore(int i) {
        for (int j = i - 1; j >= lo; j--) {
            if (isValid(j)) {
                return j;
            }
        }
        return NONE;
    }

    boolean anyInvalidBetween(int from, int to) {
        for (int j = from + 1; j < to; j++) {
            if (!isValid(j)) {
                return true;
            }
        }
        return false;
    }

    double difference(int from, int to) {
        return arithmetic.difference(readings[to], readings[from]);
    }

    /** Which of the intervals around a rollover are there; {@link #NONE} for the far end of one that is not. */
    static DeltaMethod methodOfCorrection(int beforePrevious, int next) {
        if (beforePrevious != NONE) {
            return next != NONE ? DeltaMethod.AVERAGE : DeltaMethod.PRIOR;
        }
        return next != NONE ? DeltaMethod.FOLLOWING : DeltaMethod.NONE;
    }

    /** Rule 3: the delta of a rollover at i from the interval before it, the one after it, or both. */
    double corrected(int beforePrevious, int previous, int i, int next) {
        return switch (methodOfCorrection(beforePrevious, next)) {
            case AVERAGE ->
                arithmetic.average(readings[previous], readings[beforePrevious], readings[next], readings[i]);
            case PRIOR -> difference(beforePrevious, previous);
            case FOLLOWING -> difference(i, next);
            case CAPACITY, NONE -> Double.NaN;
        };
    }

    /** Rule 2: the quotient decides; nothing rolls over from zero. */
    boolean isBelowRatio(int from, int to) {
        double earlier = reading(from);
        return earlier != 0 && reading(to) / earlier < settings.rolloverRatio();
    }

    /** From above zero to below it or the other way; zero itself has no sign. */
    boolean changesSign(int from, int to) {
        double earlier = reading(from);
        double later = reading(to);
        return (earlier > 0 && later < 0) || (earlier < 0 && later > 0);
    }

    /** The flag of a difference that is neither a rollover nor a reset; a register that stays negative may fall. */
    DeltaFlag flagOfDifference(int from, int to, double delta) {
        if (delta < 0 && !(reading(from) < 0 && reading(to) < 0)) {
            return DeltaFlag.NEGATIVE;
        }
        return to - from > 1 ? DeltaFlag.BRIDGED : DeltaFlag.NORMAL;
    }

    /** Whether a device was exchanged between two readings. */
    boolean isChangedBetween(int from, int to) {
        return !changes.isEmpty() && changes.between(atMillis[from], atMillis[to]);
    }

    /** Old final − old last + new first − new initial; a device that came and went in between adds what it measured. */
    double acrossChanges(int from, int to) {
        int k = changes.firstAfter(atMillis[from]);
        double sum = arithmetic.toUnits(changes.oldFinal(k)) - arithmetic.toUnits(readings[from]);
        for (k++; k < changes.size() && changes.atMillis(k) <= atMillis[to]; k++) {
            sum = sum + arithmetic.toUnits(changes.oldFinal(k)) - arithmetic.toUnits(changes.newInitial(k - 1));
        }
        sum = sum + arithmetic.toUnits(readings[to]) - arithmetic.toUnits(changes.newInitial(k - 1));
        return arithmetic.fromUnits(sum);
    }

    /** Whether a delta between two readings is above the maximum plausible rate, in either direction. */
    boolean isImplausible(double delta, int from, int to) {
        double limit = settings.maximumRatePerHour();
        return Math.abs(delta) * MILLIS_PER_HOUR > limit * (atMillis[to] - atMillis[from]);
    }

    /** When the device of reading i was exchanged, epoch milliseconds; {@link Long#MAX_VALUE} when it never was. */
    long nextChangeMillis(int i) {
        int k = changes.firstAfter(atMillis[i]);
        return k < changes.size() ? changes.atMillis(k) : Long.MAX_VALUE;
    }

    long atMillis(int i) {
        return atMillis[i];
    }

    DeltaSettings settings() {
        return settings;
    }

    void putInvalid(int i) {
        put(i, Double.NaN, DeltaFlag.INVALID, DeltaMethod.NONE);
    }

    /** Writes a point; one outside the range is context and has nowhere to go. */
    void put(int i, double delta, DeltaFlag flag, DeltaMethod method) {
        if (i >= first && i < last) {
            out.set(i - first, delta, flag, method);
        }
    }
}
