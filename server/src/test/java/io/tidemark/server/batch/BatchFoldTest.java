package io.tidemark.server.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.v1.DeletionColumns;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingColumns;
import io.tidemark.v1.ReadingRuns;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A batch folded for the journal and unfolded again is the same bytes. */
class BatchFoldTest {

    private final BatchView view = new BatchView();
    private final BatchFold fold = new BatchFold();
    private final BatchUnfold unfold = new BatchUnfold();

    private byte[] fold(byte[] bytes, int offset, int length) {
        BatchDecoder.decode(bytes, offset, length, view);
        fold.fold(view);
        ByteBuffer folded = ByteBuffer.allocate(fold.foldedBytes());
        int[] parts = new int[1];
        fold.parts((array, from, count) -> {
            parts[0]++;
            folded.put(array, from, count);
        });
        assertThat(parts[0]).isLessThanOrEqualTo(BatchFold.PARTS_MAX);
        assertThat(folded.hasRemaining()).isFalse();
        return folded.array();
    }

    private int foldsTo(ReadingBatch batch) {
        byte[] bytes = batch.toByteArray();
        byte[] folded = fold(bytes, 0, bytes.length);
        unfold.unfold(folded, 0, folded.length);
        assertThat(Arrays.copyOf(unfold.message(), unfold.messageLength())).isEqualTo(bytes);
        return folded.length;
    }

    @Test
    void oneReadingEachOfComponentsThatFollowEachOtherTakesItsValueAndLittleMore() {
        ReadingColumns.Builder columns = ReadingColumns.newBuilder();
        for (int i = 0; i < 10_000; i++) {
            columns.addHandle(7 + i)
                    .addTimeMillis(1_700_000_000_000L)
                    .addValue(Math.sin(i))
                    .addCondition(501_000);
        }
        int bytes = foldsTo(
                ReadingBatch.newBuilder().setSequence(9).setColumns(columns).build());
        assertThat(bytes).isBetween(80_000, 80_150);
    }

    @Test
    void aValueThatRepeatsAndTimesThatStepEvenlyFoldToo() {
        ReadingColumns.Builder columns = ReadingColumns.newBuilder();
        for (int i = 0; i < 1_000; i++) {
            columns.addHandle(3).addTimeMillis(i * 900_000L).addValue(0);
        }
        assertThat(foldsTo(ReadingBatch.newBuilder().setColumns(columns).build()))
                .isLessThan(150);
    }

    @Test
    void handlesInNoOrderStayAsTheyAre() {
        SplittableRandom random = new SplittableRandom(5);
        ReadingColumns.Builder columns = ReadingColumns.newBuilder().setCommonTimeMillis(1);
        for (int i = 0; i < 1_000; i++) {
            columns.addHandle(random.nextInt(1, 1_000_000)).addValue(random.nextDouble());
        }
        ReadingBatch batch = ReadingBatch.newBuilder().setColumns(columns).build();
        assertThat(foldsTo(batch)).isEqualTo(batch.getSerializedSize() + BatchFold.HEAD_BYTES);
    }

    @Test
    void aColumnThatCountsUpWithGapsFoldsBetweenThem() {
        ReadingColumns.Builder columns = ReadingColumns.newBuilder().setCommonTimeMillis(1);
        for (int i = 0; i < 1_000; i++) {
            columns.addHandle(i + i / 100).addValue(Math.sin(i));
        }
        assertThat(foldsTo(ReadingBatch.newBuilder().setColumns(columns).build()))
                .isBetween(8_000, 8_000 + 10 * BatchFold.STRETCH_BYTES + 60);
    }

    @Test
    void everyBatchUnfoldsToTheBytesThatCame() {
        int folded = 0;
        for (int seed = 0; seed < 3_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] batch = random(random).toByteArray();
            int offset = random.nextInt(9);
            byte[] bytes = new byte[offset + batch.length + random.nextInt(9)];
            System.arraycopy(batch, 0, bytes, offset, batch.length);
            byte[] before = bytes.clone();
            byte[] shorter = fold(bytes, offset, batch.length);
            assertThat(bytes).isEqualTo(before);
            byte[] within = new byte[shorter.length + 20];
            System.arraycopy(shorter, 0, within, 11, shorter.length);
            unfold.unfold(within, 11, shorter.length);
            assertThat(Arrays.copyOf(unfold.message(), unfold.messageLength()))
                    .as("seed %d", seed)
                    .isEqualTo(batch);
            folded += shorter.length < batch.length ? 1 : 0;
        }
        assertThat(folded).isGreaterThan(1_000);
    }

    private static ReadingBatch random(SplittableRandom random) {
        ReadingBatch.Builder batch = ReadingBatch.newBuilder().setSequence(random.nextLong() >>> random.nextInt(64));
        int rows = random.nextInt(random.nextInt(1, 400));
        Column handles = new Column(random);
        Column times = new Column(random);
        Column others = new Column(random);
        Column values = new Column(random);
        switch (random.nextInt(4)) {
            case 0 -> {
                ReadingColumns.Builder columns = batch.getColumnsBuilder();
                boolean hasTimes = random.nextBoolean();
                boolean hasConditions = random.nextBoolean();
                for (int i = 0; i < rows; i++) {
                    columns.addHandle((int) handles.next());
                    columns.addValue(Double.longBitsToDouble(values.next()));
                    if (hasTimes) {
                        columns.addTimeMillis(times.next());
                    }
                    if (hasConditions) {
                        columns.addCondition((int) others.next());
                    }
                }
                if (!hasTimes) {
                    columns.setCommonTimeMillis(random.nextLong());
                }
            }
            case 1 -> {
                ReadingRuns.Builder runs = batch.getRunsBuilder();
                int total = 0;
                for (int i = 0; i < rows; i++) {
                    int count = random.nextInt(1, 4);
                    runs.addHandle((int) handles.next())
                            .addStartTimeMillis(times.next())
                            .addCount(count);
                    total += count;
                }
                for (int i = 0; i < total; i++) {
                    runs.addValue(Double.longBitsToDouble(values.next()));
                }
            }
            case 2 -> {
                DeletionColumns.Builder deletions = batch.getDeletionsBuilder();
                for (int i = 0; i < rows; i++) {
                    deletions
                            .addHandle((int) handles.next())
                            .addStartTimeMillis(times.next())
                            .addEndTimeMillis(others.next());
                }
            }
            default -> {}
        }
        return batch.build();
    }

    /** Numbers that count up for a while, or do not at all. */
    private static final class Column {

        private final SplittableRandom random;
        private final int stretchMax;
        private long value;
        private long step;
        private int left;

        Column(SplittableRandom random) {
            this.random = random;
            this.stretchMax = 1 << random.nextInt(1, 9);
        }

        long next() {
            if (left-- == 0) {
                left = random.nextInt(stretchMax);
                value = random.nextLong() >>> random.nextInt(64);
                step = random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(-2, 3);
            }
            return value += step;
        }
    }

    @Test
    void aStretchThatLiesBehindItsMessageIsRefused() {
        for (int messageBytes : new int[] {0, 1, 70_000}) {
            for (int beyond = 1; beyond < 9; beyond++) {
                byte[] rest = new byte[messageBytes + beyond];
                ByteBuffer folded = ByteBuffer.allocate(BatchFold.HEAD_BYTES + BatchFold.STRETCH_BYTES + rest.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(messageBytes)
                        .putShort((short) 1)
                        .putInt(messageBytes + beyond)
                        .put((byte) 8)
                        .putInt(0)
                        .putLong(0)
                        .putLong(0)
                        .put(rest);
                assertThatThrownBy(() -> unfold.unfold(folded.array(), 0, folded.capacity()))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("not folded as it says");
            }
        }
    }

    @Test
    void aShortFormWhosePartsDoNotAddUpTakesNoMemoryForTheLengthThatItClaims() {
        int before = unfold.message().length;
        ByteBuffer folded = ByteBuffer.allocate(BatchFold.HEAD_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(BatchUnfold.MESSAGE_BYTES_MAX)
                .putShort((short) 0);
        assertThatThrownBy(() -> unfold.unfold(folded.array(), 0, folded.capacity()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not folded as it says");
        assertThat(unfold.message()).hasSize(before);
    }

    @Test
    void whatIsNoShortFormIsRefusedAndNeverReadsOrWritesBeyondItsBytes() {
        ReadingColumns.Builder columns = ReadingColumns.newBuilder();
        for (int i = 0; i < 100; i++) {
            columns.addHandle(i).addTimeMillis(i).addValue(i * 0.1);
        }
        byte[] batch = ReadingBatch.newBuilder().setColumns(columns).build().toByteArray();
        byte[] folded = fold(batch, 0, batch.length);
        for (int length = 0; length < folded.length; length++) {
            int cut = length;
            assertThatThrownBy(() -> unfold.unfold(Arrays.copyOf(folded, cut), 0, cut))
                    .isInstanceOf(IllegalStateException.class);
        }
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 20_000; round++) {
            byte[] bent = folded.clone();
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                bent[random.nextInt(BatchFold.HEAD_BYTES + 2 * BatchFold.STRETCH_BYTES)] = (byte) random.nextInt();
            }
            try {
                unfold.unfold(bent, 0, bent.length);
                assertThat(unfold.messageLength()).isBetween(0, BatchUnfold.MESSAGE_BYTES_MAX);
            } catch (IllegalStateException refused) {
                assertThat(refused).hasMessageContaining("not folded as it says");
            }
        }
    }
}
