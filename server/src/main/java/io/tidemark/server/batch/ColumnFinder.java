package io.tidemark.server.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds the columns inside {@code ReadingColumns}, {@code ReadingRuns} and {@code DeletionColumns}. Its view's own, and used
 * again with it.
 */
final class ColumnFinder {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Columns a content message can have; its fields are numbered from 1. */
    private static final int FIELDS_MAX = 6;

    private final int[] at = new int[FIELDS_MAX + 1];
    private final int[] length = new int[FIELDS_MAX + 1];
    private int seen;
    private boolean hasCommonTime;
    private final WireCursor cursor = new WireCursor();
    private final BatchView view;

    ColumnFinder(BatchView view) {
        this.view = view;
    }

    /**
     * Points its view at the columns of one content message.
     *
     * @param content its field in the batch: 2 columns, 3 runs, 4 deletions
     * @return false when its form is not the usual one; columns that do not fit each other are noted in the view, since
     *     what follows in the batch may still put them right
     */
    boolean find(int content, byte[] bytes, int offset, int blockLength) {
        view.commonTimeMillis = 0;
        view.commonCondition = BatchDecoder.DEFAULT_CONDITION;
        Arrays.fill(at, 0);
        Arrays.fill(length, 0);
        seen = 0;
        hasCommonTime = false;
        if (!collect(content, bytes, offset, blockLength)) {
            return false;
        }
        return switch (content) {
            case 2 -> columns();
            case 3 -> runs();
            default -> deletions();
        };
    }

    private boolean collect(int content, byte[] bytes, int offset, int blockLength) {
        cursor.start(bytes, offset, blockLength);
        int columnsMax = content == 2 ? 4 : content == 3 ? 5 : 3;
        while (cursor.next()) {
            int field = cursor.field();
            if (field > FIELDS_MAX || (seen & (1 << field)) != 0) {
                return false;
            }
            seen |= 1 << field;
            if (field <= columnsMax && cursor.isBlock()) {
                at[field] = cursor.blockAt();
                length[field] = cursor.blockLength();
            } else if (content == 2 && field == 5 && cursor.isFixed64()) {
                view.commonTimeMillis = (long) LONG.get(bytes, cursor.fixed64At());
                hasCommonTime = true;
            } else if (content != 4 && field == 6 && cursor.isFixed32()) {
                view.commonCondition = (int) INT.get(bytes, cursor.fixed32At());
            } else {
                return false;
            }
        }
        return cursor.endedWell();
    }

    private boolean columns() {
        if (!isWhole(1, 4) || !isWhole(2, 8) || !isWhole(3, 8) || !isWhole(4, 4)) {
            return false;
        }
        int rows = length[1] / 4;
        same("columns", "handle", rows, "value", length[3] / 8);
        if (!hasCommonTime || length[2] != 0) {
            same("columns", "handle", rows, "time_millis", length[2] / 8);
        }
        if (length[4] != 0) {
            same("columns", "handle", rows, "condition", length[4] / 4);
        }
        view.rows = rows;
        view.values = rows;
        view.handleAt = at[1];
        view.timeAt = length[2] == 0 ? BatchView.NO_COLUMN : at[2];
        view.valueAt = at[3];
        view.conditionAt = length[4] == 0 ? BatchView.NO_COLUMN : at[4];
        return true;
    }

    private boolean runs() {
        if (!isWhole(1, 4) || !isWhole(2, 8) || !isWhole(3, 4) || !isWhole(4, 8) || !isWhole(5, 4)) {
            return false;
        }
        int rows = length[1] / 4;
        same("runs", "handle", rows, "start_time_millis", length[2] / 8);
        same("runs", "handle", rows, "count", length[3] / 4);
        if (length[5] != 0) {
            same("runs", "value", length[4] / 8, "condition", length[5] / 4);
        }
        view.rows = rows;
        view.values = length[4] / 8;
        view.handleAt = at[1];
        view.timeAt = at[2];
        view.countAt = at[3];
        view.valueAt = at[4];
        view.conditionAt = length[5] == 0 ? BatchView.NO_COLUMN : at[5];
        return true;
    }

    private boolean deletions() {
        if (!isWhole(1, 4) || !isWhole(2, 8) || !isWhole(3, 8)) {
            return false;
        }
        int rows = length[1] / 4;
        same("deletions", "handle", rows, "start_time_millis", length[2] / 8);
        same("deletions", "handle", rows, "end_time_millis", length[3] / 8);
        view.rows = rows;
        view.values = 0;
        view.handleAt = at[1];
        view.timeAt = at[2];
        view.endAt = at[3];
        return true;
    }

    private boolean isWhole(int field, int entryBytes) {
        return length[field] % entryBytes == 0;
    }

    private void same(String content, String one, int oneCount, String other, int otherCount) {
        if (oneCount != otherCount && view.uneven == null) {
            view.uneven = BatchDecoder.uneven(
                    content, one + " has " + oneCount + " entries and " + other + " has " + otherCount);
        }
    }
}
