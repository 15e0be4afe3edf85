package io.tidemark.loadtest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.v1.IngestRequest;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingColumns;
import io.tidemark.v1.ReadingRuns;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is written by hand is what the stock protobuf parser reads. */
class BatchWriterTest {

    private static final long START = 1_735_689_600_000L;

    private final Population population =
            new Population(IntStream.range(0, 1_000).map(i -> 7 + 3 * i).toArray());
    private final BatchWriter writer = new BatchWriter(population, START, SampleValues.SLOT_MILLIS);
    private final RequestBytes bytes = new RequestBytes();

    @Test
    void an_opening_names_the_writer() throws IOException {
        assertThat(parse(BatchWriter.opening("w-1")).getOpen().getWriterId()).isEqualTo("w-1");
    }

    @Test
    void one_reading_each_has_handle_time_value_and_condition_in_24_bytes() throws IOException {
        writer.oneEach(bytes, 300, 10, 200, 5);

        ReadingBatch batch = parse(bytes).getBatch();
        ReadingColumns columns = batch.getColumns();
        assertThat(batch.getSequence()).isEqualTo(300);
        assertThat(columns.getHandleCount()).isEqualTo(200);
        assertThat(columns.getTimeMillisCount()).isEqualTo(200);
        assertThat(columns.getConditionCount()).isEqualTo(200);
        for (int i = 0; i < 200; i++) {
            assertThat(columns.getHandle(i)).isEqualTo(7 + 3 * (10 + i));
            assertThat(columns.getTimeMillis(i)).isEqualTo(START + 5 * 900_000L);
            assertThat(columns.getValue(i)).isEqualTo(SampleValues.value(10 + i, 5));
            assertThat(columns.getCondition(i)).isEqualTo(501_000);
        }
        assertThat(bytes.length()).isBetween(200 * 24, 200 * 24 + 30);
    }

    @Test
    void one_reading_each_at_one_time_takes_12_bytes() throws IOException {
        writer.oneEachAtOnce(bytes, 1, 0, 1_000, 95);

        ReadingColumns columns = parse(bytes).getBatch().getColumns();
        assertThat(columns.getCommonTimeMillis()).isEqualTo(START + 95 * 900_000L);
        assertThat(columns.getTimeMillisCount()).isZero();
        assertThat(columns.getHandleCount()).isEqualTo(1_000);
        assertThat(columns.getValue(999)).isEqualTo(SampleValues.value(999, 95));
        assertThat(bytes.length()).isBetween(12_000, 12_030);
    }

    @Test
    void runs_have_the_values_of_each_component_one_after_the_other() throws IOException {
        writer.runs(bytes, 1L << 40, 3, 20, 96, 96);

        ReadingBatch batch = parse(bytes).getBatch();
        ReadingRuns runs = batch.getRuns();
        assertThat(batch.getSequence()).isEqualTo(1L << 40);
        assertThat(runs.getHandleList()).hasSize(20).startsWith(7 + 3 * 3);
        assertThat(runs.getStartTimeMillisList()).hasSize(20).containsOnly(START + 86_400_000L);
        assertThat(runs.getCountList()).hasSize(20).containsOnly(96);
        assertThat(runs.getValueCount()).isEqualTo(20 * 96);
        assertThat(runs.getValue(96 + 4)).isEqualTo(SampleValues.value(4, 100));
    }

    @Test
    void the_bytes_may_be_written_anew() throws IOException {
        writer.runs(bytes, 1, 0, 100, 0, 96);
        writer.oneEach(bytes, 2, 0, 3, 0);

        assertThat(parse(bytes).getBatch().getColumns().getHandleCount()).isEqualTo(3);
    }

    @Test
    void a_register_never_falls_and_grows_by_1_to_7() {
        for (int component = 0; component < 1_000; component++) {
            for (int slot = 1; slot < 200; slot++) {
                double growth = SampleValues.value(component, slot) - SampleValues.value(component, slot - 1);
                assertThat(growth).isBetween(1.0, 7.0);
            }
        }
    }

    @Test
    void handles_lead_back_to_their_numbers_dense_or_not() {
        Population dense = new Population(new int[] {5, 6, 7});

        assertThat(dense.numberOf(7)).isEqualTo(2);
        assertThat(dense.numberOf(4)).isEqualTo(-1);
        assertThat(dense.numberOf(8)).isEqualTo(-1);
        assertThat(population.numberOf(7 + 3 * 4)).isEqualTo(4);
        assertThat(population.numberOf(8)).isEqualTo(-1);
    }

    private static IngestRequest parse(RequestBytes request) throws IOException {
        try (InputStream stream = new RequestBytes.Marshaller().stream(request)) {
            return IngestRequest.parseFrom(stream.readAllBytes());
        }
    }
}
