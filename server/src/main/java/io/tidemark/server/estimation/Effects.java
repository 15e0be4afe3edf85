package io.tidemark.server.estimation;

/** What estimation does to, and asks of, the rest of the state. Writer thread, under the state's write lock. */
public interface Effects {

    /** Whether there is a component with this handle. */
    boolean isRegistered(int handle);

    /** Its tide mark, epoch milliseconds; {@code TideMark.ABSENT} without one. */
    long latestContiguous(int handle);

    /** Sets its tide mark. */
    void setTideMark(int handle, long markMillis);

    /** Length of its intervals, milliseconds; 0 for a scalar. */
    int intervalMillis(int handle);

    /** Condition code of its final measurement at an instant; 0 when there is none. */
    int conditionAt(int handle, long atMillis);

    /**
     * Writes a final measurement, by the rules of correction; what lies before the retention is passed over.
     *
     * @return whether anything is different from before
     */
    boolean put(int handle, long atMillis, double value, int condition);

    /**
     * Whether nothing is missing in a period any more: each interval has a final measurement, those in which the device was
     * disconnected too, since a run would ask for them again; for a scalar, a read satisfies the instant.
     */
    boolean isGapGone(int handle, long fromMillis, long toMillis);
}
