package io.tidemark.loadtest.kernel;

/** Where the data of a benchmark lies; how many readings of eight bytes that takes. */
public enum Where {
    /** Within a core's second-level cache, source and target together. */
    CACHE(32 * Where.MONTH),
    /** Larger than every cache of the machine. */
    MEMORY(21_504 * Where.MONTH);

    /** Readings of a month of quarters of an hour: what a kernel takes at a time. */
    public static final int MONTH = 2_976;

    private final int readings;

    Where(int readings) {
        this.readings = readings;
    }

    /** How many readings there are, whole months. */
    public int readings() {
        return readings;
    }
}
