package io.tidemark.server.shard;

/** The types of the journal records that this room applies itself; the registry's are in its own room. */
public final class RecordTypes {

    /** A batch of readings; {@link ReadingsRecord} draws it. */
    public static final byte READINGS = 0x01;

    /** A tide mark set or cleared by hand: a {@code tidemark.journal.v1.TideMarkSet}. */
    public static final byte TIDE_MARK_SET = 0x02;

    /** Months dropped because of their age: a {@code tidemark.journal.v1.MonthsDropped}. */
    public static final byte MONTHS_DROPPED = 0x03;

    private RecordTypes() {}
}
