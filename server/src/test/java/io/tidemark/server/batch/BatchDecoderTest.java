package io.tidemark.server.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.server.batch.RandomBatchBytes.Trait;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.DeletionColumns;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingColumns;
import io.tidemark.v1.ReadingRuns;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The columns are found where the stock parser finds them, and a batch it refuses is refused. */
class BatchDecoderTest {

    private static final int BATCHES = 20_000;
    private static final int BATCHES_A_TRAIT = 5_000;

    private final BatchView view = new BatchView();

    @ParameterizedTest
    @ValueSource(longs = {1, 20_260_301, 77})
    void every_batch_means_what_the_stock_parser_says_it_means(long seed) {
        Map<String, Integer> refusals = agree(seed, EnumSet.noneOf(Trait.class), BATCHES);
        assertThat(refusals).containsOnlyKeys("", "MALFORMED_BATCH", "COLUMNS_UNEVEN", "EMPTY_RUN");
    }

    /** Fields in any order or given twice, columns in pieces or entry by entry, fields of later contracts. */
    @ParameterizedTest
    @EnumSource(names = {"ANY_ORDER", "REPEATED", "IN_PIECES", "UNPACKED", "UNKNOWN_FIELD"})
    void what_protobuf_allows_means_what_the_stock_parser_says_it_means(Trait trait) {
        Map<String, Integer> refusals = agree(trait.ordinal(), EnumSet.of(trait), BATCHES_A_TRAIT);
        assertThat(refusals.get("")).as("batches taken").isGreaterThan(BATCHES_A_TRAIT / 10);
    }

    /** Lengths that cannot be, fields of the wrong type, columns of unequal length, and a flipped bit. */
    @ParameterizedTest
    @EnumSource(names = {"BAD_LENGTH", "WRONG_WIRE_TYPE", "UNEVEN", "FLIPPED_BIT"})
    void what_is_wrong_is_refused_where_the_stock_parser_or_the_rules_refuse_it(Trait trait) {
        Map<String, Integer> refusals = agree(trait.ordinal(), EnumSet.of(trait), BATCHES_A_TRAIT);
        String expected = trait == Trait.UNEVEN ? "COLUMNS_UNEVEN" : "MALFORMED_BATCH";
        assertThat(refusals.get(expected)).as("batches refused").isGreaterThan(BATCHES_A_TRAIT / 10);
    }

    @Test
    void everything_unusual_and_wrong_at_once_means_what_the_stock_parser_says() {
        agree(1, EnumSet.allOf(Trait.class), BATCHES_A_TRAIT);
        agree(2, EnumSet.complementOf(EnumSet.of(Trait.BAD_LENGTH, Trait.FLIPPED_BIT)), BATCHES_A_TRAIT);
    }

    /** Compares so many batches, each somewhere inside a larger array; how often each reason was given. */
    private static Map<String, Integer> agree(long seed, Set<Trait> traits, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomBatchBytes batches = new RandomBatchBytes(random, traits);
        Map<String, Integer> refusals = new TreeMap<>();
        for (int k = 0; k < count; k++) {
            byte[] batch = batches.next();
            int offset = random.nextInt(4);
            byte[] bytes = new byte[offset + batch.length + random.nextInt(4)];
            random.nextBytes(bytes);
            System.arraycopy(batch, 0, bytes, offset, batch.length);
            try {
                refusals.merge(BatchFuzz.agrees(bytes, offset, batch.length), 1, Integer::sum);
            } catch (AssertionError | RuntimeException fault) {
                throw new AssertionError("seed " + seed + ", batch " + k + ": " + Arrays.toString(batch), fault);
            }
        }
        return refusals;
    }

    @Test
    void a_batch_cut_off_at_any_byte_is_refused_or_means_what_is_left() {
        for (ReadingBatch batch : new ReadingBatch[] {columns().build(), runs(), deletions()}) {
            byte[] whole = batch.toByteArray();
            for (int length = 0; length <= whole.length; length++) {
                BatchFuzz.agrees(whole, 0, length);
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
                BatchFuzz.agrees(changed, 0, changed.length);
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
        BatchFuzz.agrees(both, 0, both.length);
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
}
