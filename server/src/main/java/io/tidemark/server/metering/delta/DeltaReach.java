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
 * so a live stream computes with {@link DeltaSettings#LOOK_BACK_UNLIMITED}.
 *
 * @param first first point to compute again, an index into the readings
 * @param last first point after it that stays
 */
public record DeltaReach(int first, int last) {

    /** How far back a reading reaches, as {@link DeltaContext#sufficesAfter} counts. */
    private static final int GUARDED_REACH_BACK = DeltaContext.READINGS_AFTER_USUAL;

    /** How far forward a reading reaches, as {@link DeltaContext#sufficesBefore} counts. */
    private static final int GUARDED_REACH_FORWARD = DeltaContext.READINGS_BEFORE_USUAL;

    private static final int SOURCE_REACH_BACK = 1;
    private static final int SOURCE_REACH_FORWARD = 2;

    /**
     * The reach of a change. To compute the points in it, context on both sides is needed as for any range.
     *
     * @param readings the readings as they are after the change, NaN for invalid ones
     * @param from first reading that the caller has at hand: so far back that it suffices before a range that begins at
     *     {@code changedFrom} ({@link DeltaContext#sufficesBefore})
     * @param to first reading after those at hand: at least {@link DeltaContext#READINGS_BEFORE_USUAL} valid ones after the
     *     change, a run of zeros counting as one, or all there are, or {@link DeltaContext#READINGS_MAX}
     * @param changedFrom first reading that is new or has another value
     * @param changedTo first reading after them that is as it was; the same as {@code changedFrom}, the reading after the
     *     gap, when readings were deleted
     */
    public static DeltaReach of(
            double[] readings, int from, int to, int changedFrom, int changedTo, DeltaSettings settings) {
        boolean guarded = settings.policy() == DeltaPolicy.GUARDED;
        int first = back(readings, from, changedFrom, guarded);
        int last = forward(readings, to, changedTo, guarded);
        return new DeltaReach(first, last);
    }

    /** Only a fall looks ahead, so the reach goes back to the earliest fall that can see the change. */
    private static int back(double[] readings, int from, int changedFrom, boolean guarded) {
        int first = changedFrom;
        Steps steps = new Steps(guarded, guarded ? GUARDED_REACH_BACK : SOURCE_REACH_BACK);
        int end = Math.max(from, changedFrom - DeltaContext.READINGS_MAX);
        for (int i = changedFrom - 1; i >= end; i--) {
            if (!steps.reach(readings[i])) {
                break;
            }
            if (mayHaveFallen(readings, from, i)) {
                first = i;
            }
        }
        return first;
    }

    /** What the changed reading was before is not known here, so the reach goes as far as any reading could. */
    private static int forward(double[] readings, int to, int changedTo, boolean guarded) {
        int last = changedTo;
        Steps steps = new Steps(guarded, guarded ? GUARDED_REACH_FORWARD : SOURCE_REACH_FORWARD);
        int end = (int) Math.min(to, (long) changedTo + DeltaContext.READINGS_MAX);
        for (int i = changedTo; i < end && steps.reach(readings[i]); i++) {
            last = i + 1;
        }
        return last;
    }

    private static boolean mayHaveFallen(double[] readings, int from, int i) {
        double later = readings[i];
        if (Double.isNaN(later)) {
            return false;
        }
        for (int j = i - 1; j >= from; j--) {
            double earlier = readings[j];
            if (!Double.isNaN(earlier)) {
                return earlier >= 0 ? later < earlier : later > earlier;
            }
        }
        return false;
    }

    /** Walks away from a change, one step a valid reading, a run of zeros one step. */
    private static final class Steps {

        private final boolean zerosAreOne;
        private final int max;
        private int taken;
        private boolean inZeros;

        Steps(boolean zerosAreOne, int max) {
            this.zerosAreOne = zerosAreOne;
            this.max = max;
        }

        /** Whether the next reading is still within reach. */
        boolean reach(double reading) {
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
    }
}
