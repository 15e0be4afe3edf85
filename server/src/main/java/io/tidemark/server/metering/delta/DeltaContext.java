package io.tidemark.server.metering.delta;

/**
 * How many readings around a range decide about its deltas (rollover rules 4 and 6, and the dips of {@code GUARDED}).
 *
 * <p>What a caller reads from the store, before it calls {@link DeltaKernel}; both questions are asked of all that was read:
 *
 * <ol>
 *   <li>before the range: readings from {@code from} backwards until {@link #sufficesBefore} says so, or none is left, or
 *       there are {@link #READINGS_MAX}. {@link #READINGS_BEFORE_USUAL} at once are nearly always enough;
 *   <li>after it: readings from {@code to} onwards until {@link #sufficesAfter} says so, or none is left, or there are
 *       {@link #READINGS_MAX}. {@link #READINGS_AFTER_USUAL} are nearly always enough.
 * </ol>
 *
 * <p>More than that changes no answer, so two callers that read different amounts agree. The two bounds that remain are
 * named by the rules: a run of zeros counts as far as it lies "in the range read", which is the range with at most {@code
 * READINGS_MAX} readings on either side, and the look-back. A long range may be read in pieces with context for each; the
 * look-back belongs to the first piece, the others take {@link DeltaSettings#LOOK_BACK_UNLIMITED}.
 *
 * <p>Needed at least: under {@code SOURCE} two readings before (two valid ones when invalid readings are bridged) and one
 * after. Under {@code GUARDED} six valid readings before and five after, where a run of zeros counts as one: the reading
 * before a rollover may end a dip of four readings, whose base is the sixth; and the reading after a rollover may begin a
 * dip of four, whose end is the fifth.
 */
public final class DeltaContext {

    /** The longest dip that is a glitch when its readings are not all zero. */
    public static final int GLITCH_READINGS_MAX = 4;

    /** The most context readings on one side of a range; readings further away are not used. */
    public static final int READINGS_MAX = 16_384;

    /** How many readings before a range suffice unless some of them are invalid or zero. */
    public static final int READINGS_BEFORE_USUAL = 6;

    /** How many readings after a range suffice unless some of them are invalid or zero. */
    public static final int READINGS_AFTER_USUAL = 5;

    private static final int SOURCE_READINGS_BEFORE = 2;
    private static final int SOURCE_READINGS_AFTER = 1;

    private DeltaContext() {}

    /**
     * Whether no older reading can change the deltas of the range, as long as {@link #sufficesAfter} holds or there are no
     * later ones. To be asked again when readings after the range were added: where all stood at zero, a return to another
     * level raises the question what the level was before.
     */
    public static boolean sufficesBefore(ReadingRange range, DeltaSettings settings) {
        int before = range.first() - range.contextFrom();
        if (range.first() == range.last()
                || before >= READINGS_MAX
                || usableFrom(range, settings) > range.contextFrom()) {
            return true;
        }
        if (settings.policy() == DeltaPolicy.SOURCE && !settings.bridgeInvalid()) {
            return before >= SOURCE_READINGS_BEFORE;
        }
        int needed = settings.policy() == DeltaPolicy.SOURCE ? SOURCE_READINGS_BEFORE : READINGS_BEFORE_USUAL;
        RunCount count = new RunCount(settings.policy() == DeltaPolicy.GUARDED);
        for (int i = range.first() - 1; i >= range.contextFrom(); i--) {
            if (count.afterReading(range.readings()[i]) >= needed) {
                return true;
            }
        }
        return settings.policy() == DeltaPolicy.GUARDED && standsAtZero(range);
    }

    /** A register that never leaves zero has no dip, however long ago it came to zero; it need not be followed back. */
    private static boolean standsAtZero(ReadingRange range) {
        boolean anyBefore = false;
        for (int i = range.contextFrom(); i < range.contextTo(); i++) {
            double reading = range.readings()[i];
            if (!Double.isNaN(reading) && reading != 0) {
                return false;
            }
            anyBefore |= i < range.first() && reading == 0;
        }
        return anyBefore;
    }

    /** Whether no later reading can change the deltas of the range, however many older ones there are. */
    public static boolean sufficesAfter(ReadingRange range, DeltaSettings settings) {
        int after = range.contextTo() - range.last();
        if (range.first() == range.last() || after >= READINGS_MAX) {
            return true;
        }
        if (settings.policy() == DeltaPolicy.SOURCE) {
            return after >= SOURCE_READINGS_AFTER;
        }
        RunCount count = new RunCount(true);
        for (int i = range.last(); i < range.contextTo(); i++) {
            if (count.afterReading(range.readings()[i]) >= READINGS_AFTER_USUAL) {
                return true;
            }
        }
        return false;
    }

    /** The first context reading that counts: not too far before the range in readings or in time. */
    static int usableFrom(ReadingRange range, DeltaSettings settings) {
        int from = Math.max(range.contextFrom(), range.first() - READINGS_MAX);
        long lookBackMillis = settings.lookBackMillis();
        if (lookBackMillis == DeltaSettings.LOOK_BACK_UNLIMITED || range.first() == range.last()) {
            return from;
        }
        long firstMillis = range.atMillis()[range.first()];
        while (from < range.first() && firstMillis - range.atMillis()[from] > lookBackMillis) {
            from++;
        }
        return from;
    }

    /** The first reading after the range's context. */
    static int usableTo(ReadingRange range) {
        return (int) Math.min(range.contextTo(), (long) range.last() + READINGS_MAX);
    }

    /**
     * Counts valid readings one way along a column, a run of zeros as one; a run counts when it is over, since until
     * then its other end is not known.
     */
    static final class RunCount {

        private final boolean zerosAreOne;
        private int count;
        private boolean inZeros;

        RunCount(boolean zerosAreOne) {
            this.zerosAreOne = zerosAreOne;
        }

        /** Takes the next reading; answers how many have been counted so far. */
        int afterReading(double reading) {
            if (Double.isNaN(reading)) {
                return count;
            }
            if (zerosAreOne && reading == 0) {
                inZeros = true;
                return count;
            }
            count += inZeros ? 2 : 1;
            inZeros = false;
            return count;
        }
    }
}
