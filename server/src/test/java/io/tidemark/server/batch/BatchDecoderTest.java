package io.tidemark.server.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.DeletionColumns;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingColumns;
import io.tidemark.v1.ReadingRuns;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The columns are found where the stock parser finds them, and a batch it refuses is refused. */
class BatchDecoderTest {

    private static final int BATCHES = 20_000;

    /** As every library parses; fields that are not in the contract do not matter. */
    private static final Parser<ReadingBatch> STOCK = DiscardUnknownFieldsParser.wrap(ReadingBatch.parser());

    private final BatchView view = new BatchView();

    @ParameterizedTest
    @ValueSource(longs = {1, 20_260_301, 77})
    void every_batch_means_what_the_stock_parser_says_it_means(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomBatchBytes batches = new RandomBatchBytes(random);
        for (int k = 0; k < BATCHES; k++) {
            byte[] batch = batches.next();
            int offset = random.nextInt(4);
            byte[] bytes = new byte[offset + batch.length + random.nextInt(4)];
            random.nextBytes(bytes);
            System.arraycopy(batch, 0, bytes, offset, batch.length);
            try {
                agrees(bytes, offset, batch.length);
            } catch (AssertionError | RuntimeException fault) {
                throw new AssertionError("seed " + seed + ", batch " + k + ": " + Arrays.toString(batch), fault);
            }
        }
    }

    @Test
    void a_batch_cut_off_at_any_byte_is_refused_or_means_what_is_left() {
        for (ReadingBatch batch : new ReadingBatch[] {columns().build(), runs(), deletions()}) {
            byte[] whole = batch.toByteArray();
            for (int length = 0; length <= whole.length; length++) {
                agrees(whole, 0, length);
            }
        }
    }

    @Test
    void a_batch_with_any_one_byte_changed_means_what_the_stock_parser_says() {
        byte[] whole = columns().build().toByteArray();
        for (int at = 0; at < whole.length; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] changed = whole.clone();
                changed[at] = (byte) value;
                agrees(changed, 0, changed.length);
            }
        }
    }

    @Test
    void columns_that_come_in_two_messages_are_one() {
        ReadingColumns all = columns().getColumns();
        byte[] first = ReadingBatch.newBuilder()
                .setSequence(7)
                .setColumns(ReadingColumns.newBuilder().addAllHandle(all.getHandleList()))
                .build()
                .toByteArray();
        byte[] second = ReadingBatch.newBuilder()
                .setColumns(all.toBuilder().clearHandle())
                .build()
                .toByteArray();
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        agrees(both, 0, both.length);
        BatchDecoder.decode(both, 0, both.length, view);
        assertThat(view.rows()).isEqualTo(3);
    }

    @Test
    void of_two_contents_the_later_counts_however_bad_the_earlier_is() {
        byte[] uneven = ReadingBatch.newBuilder()
                .setColumns(ReadingColumns.newBuilder().addHandle(1))
                .build()
                .toByteArray();
        byte[] runs = runs().toByteArray();
        byte[] both = Arrays.copyOf(uneven, uneven.length + runs.length);
        System.arraycopy(runs, 0, both, uneven.length, runs.length);
        BatchDecoder.decode(both, 0, both.length, view);
        assertThat(view.kind()).isEqualTo(BatchView.Kind.RUNS);
    }

    @Test
    void columns_of_unequal_length_are_refused_by_name() {
        byte[] bytes = columns()
                .setColumns(columns().getColumns().toBuilder().addHandle(9))
                .build()
                .toByteArray();
        assertThatThrownBy(() -> BatchDecoder.decode(bytes, 0, bytes.length, view))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo("COLUMNS_UNEVEN");
                    assertThat(refusal.details()).containsEntry("field", "batch.columns");
                    assertThat(refusal).hasMessageContaining("handle has 4 entries and value has 3");
                });
    }

    @Test
    void a_run_of_no_intervals_is_refused_by_name() {
        ReadingBatch batch = ReadingBatch.newBuilder()
                .setRuns(ReadingRuns.newBuilder()
                        .addHandle(1)
                        .addStartTimeMillis(0)
                        .addCount(0))
                .build();
        byte[] bytes = batch.toByteArray();
        assertThatThrownBy(() -> BatchDecoder.decode(bytes, 0, bytes.length, view))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo("EMPTY_RUN");
                    assertThat(refusal.details()).containsEntry("field", "batch.runs.count[0]");
                });
    }

    private static ReadingBatch.Builder columns() {
        return ReadingBatch.newBuilder()
                .setSequence(300)
                .setColumns(ReadingColumns.newBuilder()
                        .addHandle(1)
                        .addHandle(2)
                        .addHandle(70_000)
                        .addTimeMillis(1_000)
                        .addTimeMillis(-1_000)
                        .addTimeMillis(Long.MAX_VALUE)
                        .addValue(1.5)
                        .addValue(Double.NaN)
                        .addValue(-0.0)
                        .addCondition(501_000)
                        .addCondition(1)
                        .addCondition(0));
    }

    private static ReadingBatch runs() {
        return ReadingBatch.newBuilder()
                .setSequence(2)
                .setRuns(ReadingRuns.newBuilder()
                        .addHandle(5)
                        .addHandle(6)
                        .addStartTimeMillis(0)
                        .addStartTimeMillis(900_000)
                        .addCount(2)
                        .addCount(1)
                        .addValue(1)
                        .addValue(2)
                        .addValue(3)
                        .setCommonCondition(301_000))
                .build();
    }

    private static ReadingBatch deletions() {
        return ReadingBatch.newBuilder()
                .setSequence(3)
                .setDeletions(DeletionColumns.newBuilder()
                        .addHandle(5)
                        .addStartTimeMillis(Long.MIN_VALUE)
                        .addEndTimeMillis(Long.MAX_VALUE))
                .build();
    }

    private void agrees(byte[] bytes, int offset, int length) {
        ReadingBatch expected = null;
        try {
            expected = STOCK.parseFrom(bytes, offset, length);
        } catch (InvalidProtocolBufferException malformed) {
            // Then it is to be refused.
        }
        String refused = "";
        try {
            BatchDecoder.decode(bytes, offset, length, view);
        } catch (Refusal refusal) {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID_ARGUMENT);
            refused = refusal.reason();
        }
        assertThat(refused).isEqualTo(PlainBatch.refusal(expected));
        if (refused.isEmpty()) {
            PlainBatch.assertSame(view, expected);
        }
    }
}
