package io.tidemark.server.monitoring.record;

/** The types of monitoring's journal records, and what the payload of each is, all of {@code tidemark.journal.v1}. */
public final class MonitoringRecord {

    /** The schedule begins to be kept: a {@code MonitoringBegan}. */
    public static final byte BEGAN = 0x40;

    /** Something happened to a case: {@code CaseEvents}. */
    public static final byte CASE_EVENTS = 0x41;

    /** A part of a review: a {@code ReviewPart}. */
    public static final byte REVIEW_PART = 0x42;

    /** Something happened to a disturbance: a {@code DisturbanceChange}. */
    public static final byte DISTURBANCE = 0x43;

    /** Readings entered by hand: {@code HandReadings}. */
    public static final byte HAND_READINGS = 0x44;

    /** Something happened to a message: a {@code DeliveryChange}. */
    public static final byte DELIVERY = 0x45;

    /** Of a checkpoint: numbers, a {@code MonitoringHead}. */
    public static final byte HEAD = 0x46;

    /** Of a checkpoint: a message with its status, a {@code tidemark.v1.OutboxMessage}. */
    public static final byte MESSAGE = 0x47;

    /** Of a checkpoint: a review that is kept, a {@code ReviewPart} without cases and messages. */
    public static final byte REVIEW_KEPT = 0x48;

    /** Of a checkpoint: who entered readings, a {@code tidemark.v1.HandEntry}. */
    public static final byte HAND_ENTRY = 0x49;

    private static final byte FIRST = 0x40;
    private static final byte LAST = 0x5F;

    private MonitoringRecord() {}

    /** Whether a record of this type belongs to monitoring. */
    public static boolean isMonitoring(int type) {
        return type >= FIRST && type <= LAST;
    }
}
