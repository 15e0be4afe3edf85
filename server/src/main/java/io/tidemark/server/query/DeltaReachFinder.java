package io.tidemark.server.query;

import io.tidemark.server.metering.delta.DeltaContext;
import io.tidemark.server.metering.delta.DeltaReach;
import io.tidemark.server.metering.delta.DeltaSettings;
import io.tidemark.server.shard.State;
import io.tidemark.server.store.Months;
import io.tidemark.server.store.ReadingColumns;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds which deltas a change of readings reaches: its own point and the neighbours whose context it is. One thread at a
 * time, under the state's read lock.
 */
final class DeltaReachFinder {

    private static final int USUAL_READINGS = 64;

    private final State state;
    private final DeltaReader reader;
    private final ReadingColumns readings = new ReadingColumns();

    DeltaReachFinder(State state, DeltaReader reader) {
        this.state = state;
        this.reader = reader;
    }

    /** Spans [from, to) of time whose deltas are to be worked out again, ascending and disjoint. */
    List<long[]> spans(int handle, ChangedInstants instants) {
        List<long[]> spans = new ArrayList<>(instants.size());
        boolean isCumulative = state.registry().components().isCumulative(handle);
        for (int k = 0; k < instants.size(); k++) {
            long[] span = isCumulative
                    ? reached(handle, instants.from(k), instants.last(k))
                    : new long[] {instants.from(k), instants.last(k) + 1};
            long[] before = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (span == null) {
                continue;
            }
            if (before != null && span[0] <= before[1]) {
                before[0] = Math.min(before[0], span[0]);
                before[1] = Math.max(before[1], span[1]);
            } else {
                spans.add(span);
            }
        }
        return spans;
    }

    private long[] reached(int handle, long from, long last) {
        DeltaSettings settings = reader.settingsOf(state.registry().components().type(handle));
        long[] span = reached(handle, from, last, settings, USUAL_READINGS);
        return span != null || readings.count == 0
                ? span
                : reached(handle, from, last, settings, DeltaContext.READINGS_MAX);
    }

    /** The span; null when the context at hand does not suffice, or there is nothing left to work out. */
    private long[] reached(int handle, long from, long last, DeltaSettings settings, int context) {
        readings.clear();
        state.store().copyLastBefore(handle, from, Months.BEGIN_MILLIS, context, readings);
        int changedFrom = readings.count;
        state.store().copy(handle, from, last + 1, readings);
        int changedTo = readings.count;
        state.store().copyFirstAfter(handle, last + 1, Months.END_MILLIS, context, readings);
        boolean isWholeBefore = changedFrom < context || context == DeltaContext.READINGS_MAX;
        boolean isWholeAfter = readings.count - changedTo < context || context == DeltaContext.READINGS_MAX;
        DeltaReach reach = DeltaReach.of(readings.value, 0, readings.count, changedFrom, changedTo, settings);
        boolean isInside = (isWholeBefore || !reach.needsOlder()) && (isWholeAfter || !reach.needsNewer());
        if (!isInside) {
            return null;
        }
        if (reach.first() >= reach.last()) {
            readings.clear();
            return null;
        }
        return new long[] {readings.atMillis[reach.first()], readings.atMillis[reach.last() - 1] + 1};
    }
}
