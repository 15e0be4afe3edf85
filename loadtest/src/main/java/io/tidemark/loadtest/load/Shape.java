package io.tidemark.loadtest.load;

/** How readings lie in a batch. */
public enum Shape {
    /** One reading each of many components, each with its own time and condition: 24 bytes a reading. */
    ONE_EACH,
    /** One reading each of many components, one time for all of them, no conditions: 12 bytes a reading. */
    ONE_EACH_ONE_TIME,
    /** Runs of consecutive intervals, many components a batch: a little more than 8 bytes a reading. */
    RUNS;

    /** Length of a run, intervals: a day of quarters of an hour. */
    public static final int RUN_SLOTS = 96;
}
