package io.tidemark.server.shard;

import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.store.Months;
import io.tidemark.server.store.ReadingColumns;
import io.tidemark.server.store.ReadingStore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Components in a checkpoint: the readings and the tide mark of each, as they are at one position. A component without
 * either has no image. Numbers are little-endian.
 *
 * <pre>
 *   +--------+-------+-----------+--------+----------+-----------------+
 *   | handle | flags | tide mark | runs n | values m | condition runs k|   int byte long int int int
 *   +--------+-------+-----------+--------+----------+-----------------+
 *   | n times: first instant, step, count                              |   long long int
 *   | m times: bits of a value                                         |   long
 *   | k times: condition code, count                                   |   int int
 *   +------------------------------------------------------------------+
 * </pre>
 *
 * <p>Used again and again by one thread, under the write half of the state's lock.
 */
public final class ComponentImages {

    private static final int HEAD_BYTES = 4 + 1 + 8 + 4 + 4 + 4;
    private static final int RUN_BYTES = 8 + 8 + 4;
    private static final int CONDITION_BYTES = 8;

    private final State state;
    private final ReadingColumns columns = new ReadingColumns();
    private ByteBuffer bytes = ByteBuffer.allocateDirect(2 << 20).order(ByteOrder.LITTLE_ENDIAN);

    /** Images of this state's components. */
    public ComponentImages(State state) {
        this.state = state;
    }

    /** Empties what was collected. */
    public void clear() {
        bytes.clear();
    }

    /** How much is collected, bytes. */
    public int size() {
        return bytes.position();
    }

    /** What is collected, to be read by one thread until {@link #clear()}. */
    public ByteBuffer collected() {
        return bytes.duplicate().flip();
    }

    /** Adds a component, if there is anything to say of it. */
    public void add(int handle) {
        if (!state.store().components().isRegistered(handle)) {
            return;
        }
        columns.clear();
        state.store().copy(handle, Months.BEGIN_MILLIS, Months.END_MILLIS, columns);
        int flags = state.tideMarks().imageFlags(handle);
        long mark = state.tideMarks().column()[handle];
        if (columns.count == 0 && flags == 0 && mark == TideMarks.ABSENT) {
            return;
        }
        ensure(HEAD_BYTES + (long) columns.count * (RUN_BYTES + Long.BYTES + CONDITION_BYTES));
        int head = bytes.position();
        bytes.putInt(handle)
                .put((byte) flags)
                .putLong(mark)
                .putInt(0)
                .putInt(columns.count)
                .putInt(0);
        bytes.putInt(head + 13, putRuns());
        for (int i = 0; i < columns.count; i++) {
            bytes.putLong(Double.doubleToRawLongBits(columns.value[i]));
        }
        bytes.putInt(head + 21, putConditions());
    }

    private int putRuns() {
        int runs = 0;
        int from = 0;
        while (from < columns.count) {
            long step = from + 1 < columns.count ? columns.atMillis[from + 1] - columns.atMillis[from] : 0;
            int to = from + 1;
            while (to < columns.count && columns.atMillis[to] - columns.atMillis[to - 1] == step) {
                to++;
            }
            bytes.putLong(columns.atMillis[from]).putLong(step).putInt(to - from);
            runs++;
            from = to;
        }
        return runs;
    }

    private int putConditions() {
        int runs = 0;
        int from = 0;
        while (from < columns.count) {
            int to = from + 1;
            while (to < columns.count && columns.condition[to] == columns.condition[from]) {
                to++;
            }
            bytes.putInt(columns.condition[from]).putInt(to - from);
            runs++;
            from = to;
        }
        return runs;
    }

    private void ensure(long more) {
        long needed = bytes.position() + more;
        if (needed > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException("the images of a chunk of components would take " + needed + " bytes");
        }
        if (needed > bytes.capacity()) {
            int capacity = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * bytes.capacity()));
            ByteBuffer larger = ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
            bytes = larger.put(bytes.flip());
        }
    }

    /** Puts the components of images into the state, where each had none before. */
    public void restore(ByteBuffer images) {
        images.order(ByteOrder.LITTLE_ENDIAN);
        while (images.hasRemaining()) {
            int handle = images.getInt();
            int flags = images.get();
            long mark = images.getLong();
            int runs = images.getInt();
            int values = images.getInt();
            int conditions = images.getInt();
            restoreReadings(handle, images, runs, values);
            images.position(images.position() + runs * RUN_BYTES + values * Long.BYTES + conditions * CONDITION_BYTES);
            state.tideMarks().restore(handle, mark, flags);
        }
    }

    private void restoreReadings(int handle, ByteBuffer images, int runs, int values) {
        ReadingStore store = state.store();
        int runAt = images.position();
        int valueAt = runAt + runs * RUN_BYTES;
        int conditionAt = valueAt + values * Long.BYTES;
        IntervalGrid grid = store.grid(handle);
        int conditionLeft = 0;
        int condition = 0;
        for (int run = 0; run < runs; run++, runAt += RUN_BYTES) {
            long at = images.getLong(runAt);
            long step = images.getLong(runAt + 8);
            int count = images.getInt(runAt + 16);
            while (count > 0) {
                if (conditionLeft == 0) {
                    condition = images.getInt(conditionAt);
                    conditionLeft = images.getInt(conditionAt + 4);
                    conditionAt += CONDITION_BYTES;
                }
                int alike = Math.min(count, conditionLeft);
                boolean isRun = condition == ConditionCode.REGULAR && grid != null && step == grid.lengthMillis();
                int put = isRun ? store.putRegular(handle, at, alike, images, valueAt) : 0;
                if (put == 0) {
                    store.put(handle, at, Double.longBitsToDouble(images.getLong(valueAt)), condition);
                    put = 1;
                }
                count -= put;
                conditionLeft -= put;
                at += put * step;
                valueAt += put * Long.BYTES;
            }
        }
    }
}
