package io.tidemark.server.batch;

import io.tidemark.server.refusal.Refusal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The columns of one {@code tidemark.v1.ReadingBatch} inside its bytes. Filled by {@link BatchDecoder}, used again for the
 * next batch. Offsets have been checked against the length; indexes have not.
 */
public final class BatchView {

    /** What a batch holds. */
    public enum Kind {
        /** No readings at all. */
        EMPTY,
        /** Readings over many components. */
        COLUMNS,
        /** Runs of consecutive intervals. */
        RUNS,
        /** Ranges to delete. */
        DELETIONS
    }

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static final int NO_COLUMN = -1;

    /** What {@link BatchDecoder} finds the columns with; kept, so that a batch makes no objects. */
    final WireCursor cursor = new WireCursor();

    final ColumnFinder finder = new ColumnFinder(this);

    byte[] bytes;
    int batchAt;
    int batchLength;
    long sequence;
    Kind kind = Kind.EMPTY;
    int rows;
    int values;
    int handleAt;
    int timeAt;
    int endAt;
    int countAt;
    int valueAt;
    int conditionAt;
    long commonTimeMillis;
    int commonCondition;
    /** Why the columns do not fit each other; null when they do. */
    Refusal uneven;

    /** The bytes that the offsets point into. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where in the bytes the message begins. */
    public int batchOffset() {
        return batchAt;
    }

    /** Length of the message, bytes. */
    public int batchLength() {
        return batchLength;
    }

    /** Number of the batch; 0 when it has none. */
    public long sequence() {
        return sequence;
    }

    /** What it holds. */
    public Kind kind() {
        return kind;
    }

    /** Readings, runs or deletions, by kind. */
    public int rows() {
        return rows;
    }

    /** Values: as many as rows for columns, the sum of the counts for runs, 0 for deletions. */
    public int values() {
        return values;
    }

    /** Handle of a row. */
    public int handle(int row) {
        return (int) INT.get(bytes, handleAt + (row << 2));
    }

    /** Takes a row's component away in the bytes themselves, so that the row is refused as one of no component. */
    public void clearHandle(int row) {
        INT.set(bytes, handleAt + (row << 2), 0);
    }

    /** Whether all readings have one time. */
    public boolean hasCommonTime() {
        return timeAt == NO_COLUMN;
    }

    /** The one time of all readings, epoch milliseconds. */
    public long commonTimeMillis() {
        return commonTimeMillis;
    }

    /** Time of a row: of the reading, of the run's first interval, or the first instant to delete. Epoch milliseconds. */
    public long timeMillis(int row) {
        return timeAt == NO_COLUMN ? commonTimeMillis : (long) LONG.get(bytes, timeAt + (row << 3));
    }

    /** First instant to keep, of a deletion; epoch milliseconds. */
    public long endMillis(int row) {
        return (long) LONG.get(bytes, endAt + (row << 3));
    }

    /** Number of intervals of a run, 1 or more. */
    public int count(int row) {
        return (int) INT.get(bytes, countAt + (row << 2));
    }

    /** Bits of a value, as {@link Double#doubleToRawLongBits}. */
    public long valueBits(int value) {
        return (long) LONG.get(bytes, valueAt + (value << 3));
    }

    /** Where in the bytes the handle of a row lies. */
    public int handleOffset(int row) {
        return handleAt + (row << 2);
    }

    /** Where in the bytes the time of a row lies; only where there is not one for all. */
    public int timeOffset(int row) {
        return timeAt + (row << 3);
    }

    /** Where in the bytes a value lies. */
    public int valueOffset(int value) {
        return valueAt + (value << 3);
    }

    /** Where in the bytes the condition code of a value lies; only where there is not one for all. */
    public int conditionOffset(int value) {
        return conditionAt + (value << 2);
    }

    /** Whether all values have one condition code. */
    public boolean hasCommonCondition() {
        return conditionAt == NO_COLUMN;
    }

    /** The one condition code of all values. */
    public int commonCondition() {
        return commonCondition;
    }

    /** Condition code of a value. */
    public int condition(int value) {
        return conditionAt == NO_COLUMN ? commonCondition : (int) INT.get(bytes, conditionAt + (value << 2));
    }
}
