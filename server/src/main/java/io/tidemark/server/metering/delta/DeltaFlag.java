package io.tidemark.server.metering.delta;

/** How a delta came about (rollover rules, "Two policies" and "Beyond the source"). */
public enum DeltaFlag {
    /** The plain difference of two readings that follow each other. */
    NORMAL,
    /** The register overflowed; how the delta was put right is the {@link DeltaMethod}. NaN when it could not be. */
    ROLLOVER,
    /** The register fell and nothing explains it; the negative difference stands. */
    NEGATIVE,
    /** The register started again from zero; the delta is the new reading. */
    RESET,
    /** The device was swapped between the two readings; NaN when the reads of the swap are not known. */
    DEVICE_CHANGE,
    /** The plain difference, over readings in between that are invalid. */
    BRIDGED,
    /** Above what the component can plausibly measure; always NaN. */
    AMBIGUOUS,
    /** A reading it needs is invalid or absent; always NaN. */
    INVALID;

    private static final DeltaFlag[] BY_CODE = values();

    /** The byte that stands for this flag in {@link DeltaColumns}; {@link #NORMAL} is 0. */
    public byte code() {
        return (byte) ordinal();
    }

    /**
     * The flag behind a byte of {@link DeltaColumns}.
     *
     * @throws ArrayIndexOutOfBoundsException when no flag has this code
     */
    public static DeltaFlag ofCode(byte code) {
        return BY_CODE[code];
    }

    /**
     * Whether a delta with this flag counts as corrected once it has a value; a delta that is NaN counts as missing
     * whatever its flag.
     */
    public boolean isCorrection() {
        return this == ROLLOVER || this == RESET || this == BRIDGED || this == DEVICE_CHANGE;
    }
}
