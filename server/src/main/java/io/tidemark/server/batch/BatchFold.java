package io.tidemark.server.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The short form of a batch, for the journal: stretches of its columns that count up evenly, as handles, times and
 * condition codes mostly do, are left out and described instead. {@link BatchUnfold} makes the same bytes of it again, so
 * what is replayed is what came.
 *
 * <pre>
 *   0               4           6
 *   +---------------+-----------+---------+-----+------------------------------------------+
 *   | message bytes | stretches | stretch | ... | the message without its stretches        |
 *   +---------------+-----------+---------+-----+------------------------------------------+
 *     int             short       25 bytes each
 *
 *   Stretch, in the order of the message; all numbers little-endian
 *
 *   0                   4             5         9           17         25
 *   +-------------------+-------------+---------+-----------+----------+
 *   | offset in message | entry bytes | entries | the first | the step |     entry k is first + k * step
 *   +-------------------+-------------+---------+-----------+----------+
 *     int                 byte: 4, 8    int       long        long
 * </pre>
 *
 * <p>Used again and again by one thread at a time; nothing is allocated for a batch.
 */
public final class BatchFold {

    /** Stretches of a batch at most; what more there would be stays as it is. */
    static final int STRETCHES_MAX = 32;

    static final int HEAD_BYTES = 6;
    static final int STRETCH_BYTES = 25;

    /** A stretch has at least so many entries: its description takes the room of seven. */
    private static final int ENTRIES_MIN = 32;

    /** So often a column may fail to count up before it is left alone. */
    private static final int MISSES_MAX = 16;

    private static final int COLUMNS_MAX = 5;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final ByteBuffer head =
            ByteBuffer.allocate(HEAD_BYTES + STRETCHES_MAX * STRETCH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final int[] columnAt = new int[COLUMNS_MAX];
    private final int[] columnEntryBytes = new int[COLUMNS_MAX];
    private final int[] columnEntries = new int[COLUMNS_MAX];
    private int columns;

    private byte[] bytes;
    private int batchAt;
    private int batchLength;
    private int stretches;
    private int foldedBytes;

    /** Finds the stretches of a batch; its array must stay as it is until the parts are written. */
    public void fold(BatchView view) {
        bytes = view.bytes();
        batchAt = view.batchOffset();
        batchLength = view.batchLength();
        stretches = 0;
        foldedBytes = 0;
        columns = 0;
        head.clear().position(HEAD_BYTES);
        switch (view.kind()) {
            case COLUMNS -> {
                column(view.handleAt, Integer.BYTES, view.rows);
                column(view.timeAt, Long.BYTES, view.rows);
                column(view.valueAt, Long.BYTES, view.values);
                column(view.conditionAt, Integer.BYTES, view.values);
            }
            case RUNS -> {
                column(view.handleAt, Integer.BYTES, view.rows);
                column(view.timeAt, Long.BYTES, view.rows);
                column(view.countAt, Integer.BYTES, view.rows);
                column(view.valueAt, Long.BYTES, view.values);
                column(view.conditionAt, Integer.BYTES, view.values);
            }
            case DELETIONS -> {
                column(view.handleAt, Integer.BYTES, view.rows);
                column(view.timeAt, Long.BYTES, view.rows);
                column(view.endAt, Long.BYTES, view.rows);
            }
            case EMPTY -> {}
        }
        for (int column = 0; column < columns; column++) {
            scan(columnAt[column], columnEntryBytes[column], columnEntries[column]);
        }
        head.putInt(0, batchLength).putShort(4, (short) stretches).flip();
    }

    /** Notes a column, in the order of the message. */
    private void column(int at, int entryBytes, int entries) {
        if (at == BatchView.NO_COLUMN || entries < ENTRIES_MIN) {
            return;
        }
        int place = columns++;
        for (; place > 0 && columnAt[place - 1] > at; place--) {
            columnAt[place] = columnAt[place - 1];
            columnEntryBytes[place] = columnEntryBytes[place - 1];
            columnEntries[place] = columnEntries[place - 1];
        }
        columnAt[place] = at;
        columnEntryBytes[place] = entryBytes;
        columnEntries[place] = entries;
    }

    private void scan(int at, int entryBytes, int entries) {
        int misses = 0;
        for (int from = 0; entries - from >= ENTRIES_MIN && misses < MISSES_MAX && stretches < STRETCHES_MAX; ) {
            int to = entryBytes == Integer.BYTES ? endOfInts(at, from, entries) : endOfLongs(at, from, entries);
            if (to - from >= ENTRIES_MIN) {
                add(at + from * entryBytes, entryBytes, to - from);
                from = to;
            } else {
                misses++;
                // The last of these may be the first of others.
                from = to - 1;
            }
        }
    }

    private void add(int at, int entryBytes, int entries) {
        long first = entryBytes == Integer.BYTES ? (int) INT.get(bytes, at) : (long) LONG.get(bytes, at);
        long second = entryBytes == Integer.BYTES
                ? (int) INT.get(bytes, at + Integer.BYTES)
                : (long) LONG.get(bytes, at + Long.BYTES);
        head.putInt(at - batchAt)
                .put((byte) entryBytes)
                .putInt(entries)
                .putLong(first)
                .putLong(second - first);
        stretches++;
        foldedBytes += entries * entryBytes;
    }

    /** The first entry that is not as far from the one before it as the second is from the first; two at least are taken. */
    private int endOfInts(int at, int from, int entries) {
        int first = (int) INT.get(bytes, at + (from << 2));
        int step = (int) INT.get(bytes, at + (from + 1 << 2)) - first;
        int entry = from + 2;
        int expected = first + 2 * step;
        // Eight at a time, so that the processor is asked to guess once for eight.
        for (; entry + 8 <= entries; entry += 8, expected += 8 * step) {
            int differing = 0;
            for (int k = 0; k < 8; k++) {
                differing |= (int) INT.get(bytes, at + (entry + k << 2)) ^ expected + k * step;
            }
            if (differing != 0) {
                break;
            }
        }
        while (entry < entries && (int) INT.get(bytes, at + (entry << 2)) == expected) {
            entry++;
            expected += step;
        }
        return entry;
    }

    private int endOfLongs(int at, int from, int entries) {
        long first = (long) LONG.get(bytes, at + (from << 3));
        long step = (long) LONG.get(bytes, at + (from + 1 << 3)) - first;
        int entry = from + 2;
        long expected = first + 2 * step;
        for (; entry + 8 <= entries; entry += 8, expected += 8 * step) {
            long differing = 0;
            for (int k = 0; k < 8; k++) {
                differing |= (long) LONG.get(bytes, at + (entry + k << 3)) ^ expected + k * step;
            }
            if (differing != 0) {
                break;
            }
        }
        while (entry < entries && (long) LONG.get(bytes, at + (entry << 3)) == expected) {
            entry++;
            expected += step;
        }
        return entry;
    }

    /** Bytes of the short form. */
    public int foldedBytes() {
        return head.limit() + batchLength - foldedBytes;
    }

    /** Parts of the short form at most. */
    public static final int PARTS_MAX = STRETCHES_MAX + 2;

    /** Takes the parts of a short form, in order. */
    @FunctionalInterface
    public interface PartSink {

        /** Takes a part; its bytes stay as they are until it is written. */
        void part(byte[] bytes, int offset, int length);
    }

    /** Tells the short form's parts, which lie in the batch's own bytes but for the first. */
    public void parts(PartSink sink) {
        sink.part(head.array(), 0, head.limit());
        int at = batchAt;
        for (int stretch = 0; stretch < stretches; stretch++) {
            int description = HEAD_BYTES + stretch * STRETCH_BYTES;
            int stretchAt = batchAt + head.getInt(description);
            if (stretchAt > at) {
                sink.part(bytes, at, stretchAt - at);
            }
            at = stretchAt + head.getInt(description + 5) * head.get(description + 4);
        }
        int end = batchAt + batchLength;
        if (end > at) {
            sink.part(bytes, at, end - at);
        }
    }
}
