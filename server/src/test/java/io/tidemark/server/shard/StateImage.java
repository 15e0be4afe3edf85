package io.tidemark.server.shard;

import io.tidemark.server.store.Months;
import io.tidemark.server.store.ReadingColumns;
import java.util.Arrays;
import java.util.TreeSet;

/** Everything that can be asked of a state, as text that can be compared. */
public final class StateImage {

    private StateImage() {}

    /** The image. Works out every tide mark. */
    public static String of(State state) {
        StringBuilder text = new StringBuilder();
        state.tideMarks().settleAll();
        for (SnapshotPart part : state.parts()) {
            // A part may write what it keeps by key in any order.
            TreeSet<String> pieces = new TreeSet<>();
            part.write(bytes -> pieces.add(Arrays.toString(bytes)));
            text.append(part.name()).append(' ').append(pieces).append('\n');
        }
        ReadingColumns columns = new ReadingColumns();
        for (int handle = 1; handle < state.registry().components().nextHandle(); handle++) {
            columns.clear();
            state.store().copy(handle, Months.BEGIN_MILLIS, Months.END_MILLIS, columns);
            text.append(handle).append(" mark ").append(state.tideMarks().latestContiguous(handle));
            for (int i = 0; i < columns.count; i++) {
                text.append(' ').append(columns.atMillis[i]).append('=').append(columns.value[i]);
                text.append('/').append(columns.condition[i]);
            }
            text.append('\n');
        }
        return text.toString();
    }
}
