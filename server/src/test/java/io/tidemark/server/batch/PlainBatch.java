package io.tidemark.server.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.v1.DeletionColumns;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingColumns;
import io.tidemark.v1.ReadingRuns;
import java.util.Arrays;

/** What a batch means, said plainly over the message that the stock parser makes. */
final class PlainBatch {

    private PlainBatch() {}

    /** The reason for which a batch is refused; empty when it is not. Null stands for bytes that are no batch. */
    static String refusal(ReadingBatch batch) {
        if (batch == null) {
            return "MALFORMED_BATCH";
        }
        return switch (batch.getContentCase()) {
            case COLUMNS -> columns(batch.getColumns());
            case RUNS -> runs(batch.getRuns());
            case DELETIONS -> deletions(batch.getDeletions());
            case CONTENT_NOT_SET -> "";
        };
    }

    private static String columns(ReadingColumns columns) {
        int rows = columns.getHandleCount();
        int times = columns.getTimeMillisCount();
        int conditions = columns.getConditionCount();
        boolean fit = columns.getValueCount() == rows
                && (times == rows || times == 0 && columns.hasCommonTimeMillis())
                && (conditions == rows || conditions == 0);
        return fit ? "" : "COLUMNS_UNEVEN";
    }

    private static String runs(ReadingRuns runs) {
        int rows = runs.getHandleCount();
        int conditions = runs.getConditionCount();
        if (runs.getStartTimeMillisCount() != rows
                || runs.getCountCount() != rows
                || (conditions != 0 && conditions != runs.getValueCount())) {
            return "COLUMNS_UNEVEN";
        }
        if (runs.getCountList().stream().anyMatch(count -> count < 1)) {
            return "EMPTY_RUN";
        }
        long values = runs.getCountList().stream().mapToLong(Integer::longValue).sum();
        return values == runs.getValueCount() ? "" : "COLUMNS_UNEVEN";
    }

    private static String deletions(DeletionColumns deletions) {
        int rows = deletions.getHandleCount();
        return deletions.getStartTimeMillisCount() == rows && deletions.getEndTimeMillisCount() == rows
                ? ""
                : "COLUMNS_UNEVEN";
    }

    static void assertSame(BatchView view, ReadingBatch batch) {
        assertThat(view.sequence()).isEqualTo(batch.getSequence());
        switch (batch.getContentCase()) {
            case COLUMNS -> assertSame(view, batch.getColumns());
            case RUNS -> assertSame(view, batch.getRuns());
            case DELETIONS -> assertSame(view, batch.getDeletions());
            case CONTENT_NOT_SET -> assertThat(view.kind()).isEqualTo(BatchView.Kind.EMPTY);
        }
        // What goes into the journal reads the same.
        byte[] journalled =
                Arrays.copyOfRange(view.bytes(), view.batchOffset(), view.batchOffset() + view.batchLength());
        BatchView again = new BatchView();
        BatchDecoder.decode(journalled, 0, journalled.length, again);
        assertThat(again.kind()).isEqualTo(view.kind());
        assertThat(again.rows()).isEqualTo(view.rows());
    }

    private static void assertSame(BatchView view, ReadingColumns columns) {
        assertThat(view.kind()).isEqualTo(BatchView.Kind.COLUMNS);
        assertThat(view.rows()).isEqualTo(columns.getHandleCount());
        assertThat(view.values()).isEqualTo(columns.getHandleCount());
        for (int row = 0; row < view.rows(); row++) {
            assertThat(view.handle(row)).isEqualTo(columns.getHandle(row));
            assertThat(view.timeMillis(row))
                    .isEqualTo(
                            columns.getTimeMillisCount() == 0
                                    ? columns.getCommonTimeMillis()
                                    : columns.getTimeMillis(row));
            value(view, row, columns.getValue(row));
            int common = columns.hasCommonCondition() ? columns.getCommonCondition() : 501_000;
            assertThat(view.condition(row))
                    .isEqualTo(columns.getConditionCount() == 0 ? common : columns.getCondition(row));
        }
    }

    private static void assertSame(BatchView view, ReadingRuns runs) {
        assertThat(view.kind()).isEqualTo(BatchView.Kind.RUNS);
        assertThat(view.rows()).isEqualTo(runs.getHandleCount());
        assertThat(view.values()).isEqualTo(runs.getValueCount());
        for (int row = 0; row < view.rows(); row++) {
            assertThat(view.handle(row)).isEqualTo(runs.getHandle(row));
            assertThat(view.timeMillis(row)).isEqualTo(runs.getStartTimeMillis(row));
            assertThat(view.count(row)).isEqualTo(runs.getCount(row));
        }
        for (int k = 0; k < view.values(); k++) {
            value(view, k, runs.getValue(k));
            int common = runs.hasCommonCondition() ? runs.getCommonCondition() : 501_000;
            assertThat(view.condition(k)).isEqualTo(runs.getConditionCount() == 0 ? common : runs.getCondition(k));
        }
    }

    private static void assertSame(BatchView view, DeletionColumns deletions) {
        assertThat(view.kind()).isEqualTo(BatchView.Kind.DELETIONS);
        assertThat(view.rows()).isEqualTo(deletions.getHandleCount());
        for (int row = 0; row < view.rows(); row++) {
            assertThat(view.handle(row)).isEqualTo(deletions.getHandle(row));
            assertThat(view.timeMillis(row)).isEqualTo(deletions.getStartTimeMillis(row));
            assertThat(view.endMillis(row)).isEqualTo(deletions.getEndTimeMillis(row));
        }
    }

    private static void value(BatchView view, int index, double expected) {
        assertThat(view.valueBits(index)).isEqualTo(Double.doubleToRawLongBits(expected));
    }
}
