package io.tidemark.server.metering.delta;

/**
 * What decides about the deltas of one component: part of it comes from the request (policy, look-back, bridging), the
 * rest from the component's type.
 *
 * @param policy which rules apply
 * @param rolloverRatio a reading below this part of the one before it has rolled over; above 0, at most 1
 * @param lookBackMillis how far before the first point of the range a context reading may lie, milliseconds, at least 0;
 *     {@link #LOOK_BACK_UNLIMITED} for no bound
 * @param bridgeInvalid whether a delta reaches over invalid readings to the nearest older good one
 * @param registerCapacity the reading at which the register starts again from zero, above 0; NaN when not known
 * @param decimals digits after the point that the register shows, 0 to {@link #DECIMALS_MAX}; {@link #NO_DECIMALS} when
 *     not known
 * @param maximumRatePerHour the most the component can measure in an hour, above 0; NaN when not known
 */
public record DeltaSettings(
        DeltaPolicy policy,
        double rolloverRatio,
        long lookBackMillis,
        boolean bridgeInvalid,
        double registerCapacity,
        int decimals,
        double maximumRatePerHour) {

    /** A reading below a tenth of the one before it is a rollover, unless a type says otherwise (rule 2). */
    public static final double DEFAULT_ROLLOVER_RATIO = 0.1;

    /** The look-back of the source's dashboards: two hours (rule 6). */
    public static final long SOURCE_LOOK_BACK_MILLIS = 7_200_000L;

    /** No bound on how old a context reading may be. */
    public static final long LOOK_BACK_UNLIMITED = Long.MAX_VALUE;

    /** The register's decimals are not known: deltas are plain differences of doubles. */
    public static final int NO_DECIMALS = -1;

    /** The most decimals a register may have. */
    public static final int DECIMALS_MAX = 9;

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException when a value lies outside its range; the message names it
     */
    public DeltaSettings {
        if (!(rolloverRatio > 0 && rolloverRatio <= 1)) {
            throw new IllegalArgumentException("rolloverRatio " + rolloverRatio + " must be above 0 and at most 1");
        }
        if (lookBackMillis < 0) {
            throw new IllegalArgumentException("lookBackMillis " + lookBackMillis + " must not be negative");
        }
        if (registerCapacity <= 0 || Double.isInfinite(registerCapacity)) {
            throw new IllegalArgumentException("registerCapacity " + registerCapacity + " must be above 0 and finite");
        }
        if (decimals < NO_DECIMALS || decimals > DECIMALS_MAX) {
            throw new IllegalArgumentException(
                    "decimals " + decimals + " must be 0 to " + DECIMALS_MAX + ", or " + NO_DECIMALS + " for none");
        }
        if (maximumRatePerHour <= 0 || Double.isInfinite(maximumRatePerHour)) {
            throw new IllegalArgumentException(
                    "maximumRatePerHour " + maximumRatePerHour + " must be above 0 and finite");
        }
    }

    /** The look-back of a policy when a request names none: two hours for {@code SOURCE}, no bound for {@code GUARDED}. */
    public static long defaultLookBackMillis(DeltaPolicy policy) {
        return policy == DeltaPolicy.SOURCE ? SOURCE_LOOK_BACK_MILLIS : LOOK_BACK_UNLIMITED;
    }

    /** The defaults of a policy: ratio 0.1, its look-back, no bridging, nothing known about the register. */
    public static DeltaSettings of(DeltaPolicy policy) {
        return new DeltaSettings(
                policy,
                DEFAULT_ROLLOVER_RATIO,
                defaultLookBackMillis(policy),
                false,
                Double.NaN,
                NO_DECIMALS,
                Double.NaN);
    }

    /** The same with another ratio. */
    public DeltaSettings withRolloverRatio(double ratio) {
        return new DeltaSettings(
                policy, ratio, lookBackMillis, bridgeInvalid, registerCapacity, decimals, maximumRatePerHour);
    }

    /** The same with another look-back, milliseconds or {@link #LOOK_BACK_UNLIMITED}. */
    public DeltaSettings withLookBackMillis(long millis) {
        return new DeltaSettings(
                policy, rolloverRatio, millis, bridgeInvalid, registerCapacity, decimals, maximumRatePerHour);
    }

    /** The same, reaching over invalid readings or not. */
    public DeltaSettings withBridgeInvalid(boolean bridge) {
        return new DeltaSettings(
                policy, rolloverRatio, lookBackMillis, bridge, registerCapacity, decimals, maximumRatePerHour);
    }

    /** The same with another register capacity, NaN for none. */
    public DeltaSettings withRegisterCapacity(double capacity) {
        return new DeltaSettings(
                policy, rolloverRatio, lookBackMillis, bridgeInvalid, capacity, decimals, maximumRatePerHour);
    }

    /** The same with other decimals, {@link #NO_DECIMALS} for none. */
    public DeltaSettings withDecimals(int digits) {
        return new DeltaSettings(
                policy, rolloverRatio, lookBackMillis, bridgeInvalid, registerCapacity, digits, maximumRatePerHour);
    }

    /** The same with another maximum rate, units an hour, NaN for none. */
    public DeltaSettings withMaximumRatePerHour(double rate) {
        return new DeltaSettings(
                policy, rolloverRatio, lookBackMillis, bridgeInvalid, registerCapacity, decimals, rate);
    }
}
