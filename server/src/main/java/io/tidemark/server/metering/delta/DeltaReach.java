package io.tidemark.server.metering.delta;

/**
 * Which points must be computed again, and sent again, when readings arrive late, are corrected or deleted: the other
 * side of {@link DeltaContext}.
 *
 * <p>Every point outside the reach keeps its delta, flag and method, bit for bit; most inside it do, too, once a reading
 * is older than the newest. A reading that goes on where the last one ended reaches only itself, unless the register fell
 * shortly before it (a dip may have ended, a rollover may have its following interval now).
 *
 * <p>The reach is that of a component whose range has no beginning: the look-back belongs to the first point of a request,
 * so a live stream computes with {@link DeltaSettings#LOOK_BACK_UNLIMITED}. To compute the points of a reach, context on
 * both sides is needed as for any range.
 *
 * @param first first point to compute again, an index into the readings
 * @param last first point after it that stays
 * @param needsOlder whether readings before those at hand may belong to the reach, too: if there are any, ask again with
 *     more of them. Never set once {@link DeltaContext#READINGS_MAX} readings before the change are at hand
 * @param needsNewer the same for readings after those at hand
 */
public record DeltaReach(int first, int last, boolean needsOlder, boolean needsNewer) {

    /** How far back a reading reaches, as {@link DeltaContext#sufficesAfter} counts. */
    private static final int GUARDED_REACH_BACK = DeltaContext.READINGS_AFTER_USUAL;

    /** How far forward a reading reaches, as {@link DeltaContext#sufficesBefore} counts. */
    private static final int GUARDED_REACH_FORWARD = DeltaContext.READINGS_BEFORE_USUAL;

    private static final int SOURCE_REACH_BACK = 1;
    private static final int SOURCE_REACH_FORWARD = 2;

    /**
     * The reach of any change: readings that are new, have another value or are gone.
     *
     * @param readings the readings as they are after the change, NaN for invalid ones
     * @param from first reading that the caller has at hand
     * @param to first reading after those at hand
     * @param changedFrom first reading that is new or has another value
     * @param changedTo first reading after them that is as it was; the same as {@code changedFrom}, the reading after the
     *     gap, when readings were deleted
     */
    public static DeltaReach of(
            double[] readings, int from, int to, int changedFrom, int changedTo, DeltaSettings settings) {
        boolean guarded = settings.policy() == DeltaPolicy.GUARDED;
        int first = changedFrom;
        Steps back = new Steps(guarded, guarded ? GUARDED_REACH_BACK : SOURCE_REACH_BACK);
        for (int i = changedFrom - 1; i >= from && back.reach(readings[i]); i--) {
            // Only a fall looks ahead, so the reach goes back to the earliest fall that can see the change.
            if (hasFallen(readings, from, i)) {
                first = i;
            }
        }
        // What the changed readings were before is not known here, so it goes as far forward as any reading could.
        int last = changedTo;
        Steps forward = new Steps(guarded, guarded ? GUARDED_REACH_FORWARD : SOURCE_REACH_FORWARD);
        for (int i = changedTo; i < to && forward.reach(readings[i]); i++) {
            last = i + 1;
        }
        return new DeltaReach(first, last, back.mayGoOn(), forward.mayGoOn());
    }

    /**
     * The reach of readings that were added after the last one, where none stood: smaller than {@link #of} would say when
     * the register stands at zero, for one more zero settles nothing about those before it.
     *
     * @param readings the readings with the new ones at the end, NaN for invalid ones
     * @param from first reading that the caller has at hand
     * @param to first index after the last reading there is
     * @param addedFrom first of the new readings
     */
    public static DeltaReach ofAdded(double[] readings, int from, int to, int addedFrom, DeltaSettings settings) {
        boolean guarded = settings.policy() == DeltaPolicy.GUARDED;
        RegisterArithmetic arithmetic = new RegisterArithmetic(settings.decimals());
        double highest = Double.NEGATIVE_INFINITY;
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = addedFrom; i < to; i++) {
            if (!Double.isNaN(readings[i])) {
                highest = Math.max(highest, arithmetic.reading(readings[i]));
                lowest = Math.min(lowest, arithmetic.reading(readings[i]));
            }
        }
        boolean canEndDip = guarded && (highest > 0 || lowest < 0);
        int first = addedFrom;
        Steps back = new Steps(canEndDip, canEndDip ? GUARDED_REACH_BACK : SOURCE_REACH_BACK);
        for (int i = addedFrom - 1; i >= from && back.reach(readings[i]); i--) {
            if (!hasFallen(readings, from, i)) {
                continue;
            }
            int base = lastValidBefore(readings, from, i);
            double level = arithmetic.reading(readings[base]);
            if (level > 0 ? highest >= level : lowest <= level) {
                // A dip from this base has ended; the base's own rollover loses its following interval.
                first = hasFallen(readings, from, base) ? base : i;
            } else if (i == addedFrom - 1) {
                first = i;
            }
        }
        return new DeltaReach(first, to, back.mayGoOn(), false);
    }

    private static boolean hasFallen(double[] readings, int from, int i) {
        double later = readings[i];
        int before = Double.isNaN(later) ? RegisterView.NONE : lastValidBefore(readings, from, i);
        if (before == RegisterView.NONE) {
            return false;
        }
        double earlier = readings[before];
        return earlier >= 0 ? later < earlier : later > earlier;
    }

    private static int lastValidBefore(double[] readings, int from, int i) {
        for (int j = i - 1; j >= from; j--) {
            if (!Double.isNaN(readings[j])) {
                return j;
            }
        }
        return RegisterView.NONE;
    }

    /** Walks away from a change, one step a valid reading, a run of zeros one step. */
    private static final class Steps {

        private final boolean zerosAreOne;
        private final int max;
        private int taken;
        private int seen;
        private boolean inZeros;

        Steps(boolean zerosAreOne, int max) {
            this.zerosAreOne = zerosAreOne;
            this.max = max;
        }

        /** Whether the next reading is still within reach. */
        boolean reach(double reading) {
            if (++seen > DeltaContext.READINGS_MAX) {
                return false;
            }
            if (Double.isNaN(reading)) {
                return true;
            }
            boolean zero = zerosAreOne && reading == 0;
            if (!(zero && inZeros)) {
                taken++;
            }
            inZeros = zero;
            return taken <= max;
        }

        /** Whether the walk was ended by nothing but a lack of readings. */
        boolean mayGoOn() {
            return taken <= max && seen < DeltaContext.READINGS_MAX;
        }
    }
}
