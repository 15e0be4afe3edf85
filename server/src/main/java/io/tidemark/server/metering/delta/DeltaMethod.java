package io.tidemark.server.metering.delta;

/** How the delta of a {@link DeltaFlag#ROLLOVER} was found (rollover rule 3 and "Register capacity"). */
public enum DeltaMethod {
    /** No rollover, or one that could not be corrected. */
    NONE,
    /** Half the interval before plus half the interval after. */
    AVERAGE,
    /** The interval before; the one after is invalid or absent. */
    PRIOR,
    /** The interval after; the one before is invalid or absent. */
    FOLLOWING,
    /** Exact, by the register's capacity. */
    CAPACITY;

    private static final DeltaMethod[] BY_CODE = values();

    /** The byte that stands for this method in {@link DeltaColumns}; {@link #NONE} is 0. */
    public byte code() {
        return (byte) ordinal();
    }

    /**
     * The method behind a byte of {@link DeltaColumns}.
     *
     * @throws ArrayIndexOutOfBoundsException when no method has this code
     */
    public static DeltaMethod ofCode(byte code) {
        return BY_CODE[code];
    }
}
