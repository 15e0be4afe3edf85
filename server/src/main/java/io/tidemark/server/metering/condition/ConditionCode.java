package io.tidemark.server.metering.condition;

/**
 * The condition codes that Tidemark itself gives, and questions about any code.
 *
 * <p>A code is an {@code int} of six digits; the higher it is, the better the reading. Its class follows from its range:
 *
 * <pre>
 *   100000 .. 101999  missing                    400000 .. 499999  estimated by the sender
 *   102000 .. 199999  no read                    500000 .. 599999  regular
 *   200000 .. 299999  outage                     600000 .. 999999  manual
 *   300000 .. 399999  estimated here
 * </pre>
 *
 * <p>{@link #ABSENT} is no code: it stands where there is no measurement at all. The questions below answer for any
 * {@code int} and never throw, so that they can be asked in an ingest loop; {@link #isValid} is the check at the door.
 */
public final class ConditionCode {

    /** Where there is no measurement; not a code. */
    public static final int ABSENT = 0;

    public static final int MISSING = 101_000;
    public static final int NO_READ_DISCONNECTED = 102_000;
    public static final int NO_READ_SUPPRESSED = 103_000;
    public static final int OUTAGE_ZERO_FILLED = 201_000;
    public static final int ESTIMATED_INTERPOLATION = 301_000;
    public static final int ESTIMATED_LIKE_DAY = 302_000;
    public static final int ESTIMATED_SCALED_TO_REGISTER = 303_000;
    public static final int ESTIMATED_FROM_HISTORY = 304_000;
    /** By proration between two reads, or by adding intervals to a read. */
    public static final int ESTIMATED_PRORATION = 305_000;

    public static final int ESTIMATED_ELSEWHERE = 401_000;
    public static final int REGULAR = 501_000;
    public static final int MANUAL = 601_000;

    /** The lowest code there can be. */
    public static final int CODE_MIN = 100_000;

    /** The highest code there can be. */
    public static final int CODE_MAX = 999_999;

    private static final int NO_READ_FROM = 102_000;
    private static final int SUPPRESSED_FROM = 103_000;
    private static final int OUTAGE_FROM = 200_000;
    private static final int ESTIMATED_FROM = 300_000;
    private static final int ELSEWHERE_FROM = 400_000;
    private static final int REGULAR_FROM = 500_000;
    private static final int MANUAL_FROM = 600_000;

    private ConditionCode() {}

    /** Whether the number is a code: {@link #CODE_MIN} to {@link #CODE_MAX}. */
    public static boolean isValid(int code) {
        return code >= CODE_MIN && code <= CODE_MAX;
    }

    /** The class of a code. {@link #ABSENT} and anything below the first code are missing, anything above the last is manual. */
    public static ConditionClass classOf(int code) {
        if (code >= REGULAR_FROM) {
            return code >= MANUAL_FROM ? ConditionClass.MANUAL : ConditionClass.REGULAR;
        }
        if (code >= OUTAGE_FROM) {
            return code >= ESTIMATED_FROM ? ConditionClass.ESTIMATED : ConditionClass.OUTAGE;
        }
        return code >= NO_READ_FROM ? ConditionClass.NO_READ : ConditionClass.MISSING;
    }

    /** Whether the value was worked out, here or by the sender; a zero put in for an outage was not. */
    public static boolean isEstimate(int code) {
        return code >= ESTIMATED_FROM && code < REGULAR_FROM;
    }

    /** Whether the value was worked out by Tidemark's own rules. */
    public static boolean isEstimatedHere(int code) {
        return code >= ESTIMATED_FROM && code < ELSEWHERE_FROM;
    }

    /** Whether the device measured the value. */
    public static boolean isMeasured(int code) {
        return code >= REGULAR_FROM && code < MANUAL_FROM;
    }

    /** Whether a person entered or edited the value. */
    public static boolean isManual(int code) {
        return code >= MANUAL_FROM;
    }

    /** Whether the value is measured or manual: what no estimate may replace. */
    public static boolean isActual(int code) {
        return code >= REGULAR_FROM;
    }

    /** Whether the value was put in for an outage. */
    public static boolean isOutage(int code) {
        return code >= OUTAGE_FROM && code < ESTIMATED_FROM;
    }

    /** Whether nothing was read because the device was disconnected: 102000 to 102999. */
    public static boolean isDisconnected(int code) {
        return code >= NO_READ_FROM && code < SUPPRESSED_FROM;
    }

    /** Whether a measurement with this code has a value. */
    public static boolean carriesValue(int code) {
        return code >= OUTAGE_FROM;
    }

    /**
     * Whether a later word with the new code may stand in place of an earlier one with the old code.
     *
     * <p>A measured or manual reading replaces whatever was there, a manual one included: the later word wins. A word of
     * any other class (missing, no read, outage, estimated) replaces everything but a measured or manual reading.
     *
     * @param oldCode what is there, {@link #ABSENT} when nothing is
     * @param newCode what arrives
     */
    public static boolean mayReplace(int oldCode, int newCode) {
        return newCode >= REGULAR_FROM || oldCode < REGULAR_FROM;
    }
}
