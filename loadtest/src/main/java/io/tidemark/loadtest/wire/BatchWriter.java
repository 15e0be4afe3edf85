package io.tidemark.loadtest.wire;

import io.tidemark.v1.IngestRequest;
import io.tidemark.v1.OpenWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes {@code IngestRequest}s with a batch inside. For one thread.
 *
 * <pre>
 * IngestRequest   { 2: ReadingBatch   { 1: sequence, 2: ReadingColumns or 3: ReadingRuns } }
 * ReadingColumns  { 1: handle 4n  2: time 8n  3: value 8n  4: condition 4n }       24 bytes a reading
 * ReadingColumns  { 1: handle 4n  3: value 8n  5: common time }                    12 bytes a reading
 * ReadingRuns     { 1: handle 4r  2: start 8r  3: count 4r  4: value 8n }          8 bytes a reading and 16 a run
 * </pre>
 */
public final class BatchWriter {

    private static final int BATCH_FIELD = 2;
    private static final int COLUMNS_FIELD = 2;
    private static final int RUNS_FIELD = 3;
    private static final int COMMON_TIME_FIELD_BYTES = 9;

    private final Population population;
    private final long startMillis;
    private final long slotMillis;
    private byte[] conditions = new byte[0];

    /**
     * A writer over these components.
     *
     * @param startMillis instant of slot 0, epoch milliseconds
     * @param slotMillis from one slot to the next
     */
    public BatchWriter(Population population, long startMillis, long slotMillis) {
        this.population = population;
        this.startMillis = startMillis;
        this.slotMillis = slotMillis;
    }

    /** The opening of a stream. */
    public static RequestBytes opening(String writerId) {
        byte[] message = IngestRequest.newBuilder()
                .setOpen(OpenWriter.newBuilder().setWriterId(writerId))
                .build()
                .toByteArray();
        RequestBytes bytes = new RequestBytes();
        bytes.clear(message.length);
        bytes.putBytes(message, 0, message.length);
        return bytes;
    }

    /** One reading each of consecutive components, each with a time and a condition of its own. */
    public void oneEach(RequestBytes out, long sequence, int firstComponent, int components, int slot) {
        int ints = components * Integer.BYTES;
        int longs = components * Long.BYTES;
        int content = 2 * RequestBytes.fieldBytes(ints) + 2 * RequestBytes.fieldBytes(longs);
        begin(out, sequence, COLUMNS_FIELD, content);
        handles(out, firstComponent, components);
        out.field(2, longs);
        out.repeatLong(startMillis + slot * slotMillis, components);
        out.field(3, longs);
        out.valuesAcross(firstComponent, components, slot);
        out.field(4, ints);
        out.putBytes(conditions(ints), 0, ints);
    }

    /** One reading each of consecutive components, with one time for all and the default condition. */
    public void oneEachAtOnce(RequestBytes out, long sequence, int firstComponent, int components, int slot) {
        int ints = components * Integer.BYTES;
        int longs = components * Long.BYTES;
        int content = RequestBytes.fieldBytes(ints) + RequestBytes.fieldBytes(longs) + COMMON_TIME_FIELD_BYTES;
        begin(out, sequence, COLUMNS_FIELD, content);
        handles(out, firstComponent, components);
        out.field(3, longs);
        out.valuesAcross(firstComponent, components, slot);
        out.fixed64(5, startMillis + slot * slotMillis);
    }

    /** A run of consecutive slots of each of consecutive components. */
    public void runs(RequestBytes out, long sequence, int firstComponent, int components, int firstSlot, int slots) {
        int ints = components * Integer.BYTES;
        int longs = components * Long.BYTES;
        int values = components * slots * Double.BYTES;
        int content =
                2 * RequestBytes.fieldBytes(ints) + RequestBytes.fieldBytes(longs) + RequestBytes.fieldBytes(values);
        begin(out, sequence, RUNS_FIELD, content);
        handles(out, firstComponent, components);
        out.field(2, longs);
        out.repeatLong(startMillis + firstSlot * slotMillis, components);
        out.field(3, ints);
        for (int i = 0; i < components; i++) {
            out.putInt(slots);
        }
        out.field(4, values);
        for (int i = 0; i < components; i++) {
            out.valuesAlong(firstComponent + i, firstSlot, slots);
        }
    }

    /** Runs of any components, slots and lengths, at least one. */
    public void runs(RequestBytes out, long sequence, RunList runs) {
        int ints = runs.size() * Integer.BYTES;
        int longs = runs.size() * Long.BYTES;
        int values = runs.readings() * Double.BYTES;
        int content =
                2 * RequestBytes.fieldBytes(ints) + RequestBytes.fieldBytes(longs) + RequestBytes.fieldBytes(values);
        begin(out, sequence, RUNS_FIELD, content);
        out.field(1, ints);
        for (int i = 0; i < runs.size(); i++) {
            out.putInt(population.handle(runs.component(i)));
        }
        out.field(2, longs);
        for (int i = 0; i < runs.size(); i++) {
            out.putLong(startMillis + runs.slotFrom(i) * slotMillis + runs.shiftMillis(i));
        }
        out.field(3, ints);
        for (int i = 0; i < runs.size(); i++) {
            out.putInt(runs.slots(i));
        }
        out.field(4, values);
        for (int i = 0; i < runs.size(); i++) {
            out.valuesAlong(runs.component(i), runs.slotFrom(i), runs.slots(i));
        }
    }

    private void begin(RequestBytes out, long sequence, int contentField, int content) {
        int batch = 1 + RequestBytes.varintBytes(sequence) + RequestBytes.fieldBytes(content);
        out.clear(RequestBytes.fieldBytes(batch));
        out.field(BATCH_FIELD, batch);
        out.number(1, sequence);
        out.field(contentField, content);
    }

    private void handles(RequestBytes out, int firstComponent, int components) {
        int bytes = components * Integer.BYTES;
        out.field(1, bytes);
        out.putBytes(population.packedHandles(), firstComponent * Integer.BYTES, bytes);
    }

    /** A column of the usual condition, long enough. */
    private byte[] conditions(int bytes) {
        if (conditions.length < bytes) {
            ByteBuffer column = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
            while (column.hasRemaining()) {
                column.putInt(SampleValues.CONDITION);
            }
            conditions = column.array();
        }
        return conditions;
    }
}
