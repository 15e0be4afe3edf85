package io.tidemark.server.estimation;

/** The types of estimation's journal records, with the message that each holds. */
public final class EstimationRecord {

    /** A run begins or ends: a {@code tidemark.v1.EstimationRun}. */
    public static final byte RUN = 0x20;

    /** What a run found: a {@code tidemark.journal.v1.EstimationFindings}. */
    public static final byte FINDINGS = 0x21;

    /** An initial measurement was delivered: a {@code tidemark.journal.v1.KeptInitialMeasurement} without a number. */
    public static final byte DELIVERED = 0x22;

    /** Initial measurements were filled: a {@code tidemark.journal.v1.EstimationFillings}. */
    public static final byte FILLINGS = 0x23;

    /** An initial measurement is settled: a {@code tidemark.journal.v1.InitialMeasurementSettled}. */
    public static final byte SETTLED = 0x24;

    /** A To Do is assigned or closed by hand: a {@code tidemark.journal.v1.ToDoChanged}. */
    public static final byte TO_DO_CHANGED = 0x25;

    private EstimationRecord() {}

    /** Whether a record's type is one of these. */
    public static boolean isEstimation(int type) {
        return type >= RUN && type <= TO_DO_CHANGED;
    }
}
