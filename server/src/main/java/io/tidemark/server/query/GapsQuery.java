package io.tidemark.server.query;

import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.estimation.ScalarSettings;
import io.tidemark.server.metering.gap.GapFinder;
import io.tidemark.server.metering.gap.MissingReads;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.shard.State;
import io.tidemark.v1.ListGapsResponse;
import java.util.concurrent.locks.Lock;

/**
 * What is missing in a range: of an interval component every maximal run of intervals without a final measurement, of a
 * scalar component every expected instant without one; installed time only.
 */
public final class GapsQuery implements Pieces<ListGapsResponse> {

    private static final int COMPONENTS_A_PIECE_MAX = 4_096;

    private final State state;
    private final int[] handles;
    private final long fromMillis;
    private final long toMillis;
    private final int gapsMax;
    private int next;
    private long resumeMillis;
    private ListGapsResponse.Builder message;
    private int gaps;

    /** The gaps of the components in [from, to), at most so many in a piece. */
    public GapsQuery(State state, int[] handles, long fromMillis, long toMillis, int gapsMax) {
        this.state = state;
        this.handles = handles;
        this.fromMillis = fromMillis;
        this.toMillis = toMillis;
        this.gapsMax = gapsMax;
        this.resumeMillis = fromMillis;
    }

    @Override
    public ListGapsResponse next() {
        if (next >= handles.length) {
            return null;
        }
        message = ListGapsResponse.newBuilder();
        gaps = 0;
        Lock lock = state.lock().read();
        lock.lock();
        try {
            for (int looked = 0; next < handles.length && gaps < gapsMax && looked < COMPONENTS_A_PIECE_MAX; looked++) {
                int handle = handles[next];
                if (!state.registry().components().isRegistered(handle) || component(handle)) {
                    next++;
                    resumeMillis = fromMillis;
                }
            }
        } finally {
            lock.unlock();
        }
        return message.setComponentsScanned(next).build();
    }

    /** Whether the component is through; otherwise the piece is full and {@code resumeMillis} says where to go on. */
    private boolean component(int handle) {
        int before = gaps;
        InstallationHistory history = state.registry().history(handle);
        IntervalGrid grid = state.store().grid(handle);
        boolean done = grid == null ? missingReads(handle, history) : missingIntervals(handle, grid, history);
        if (gaps > before) {
            message.addHandle(handle)
                    .addComponent(state.registry().components().id(handle))
                    .addCount(gaps - before);
        }
        return done;
    }

    private boolean missingIntervals(int handle, IntervalGrid grid, InstallationHistory history) {
        return GapFinder.find(
                state.store().presence(handle),
                grid,
                history,
                resumeMillis,
                toMillis,
                gap -> add(gap.fromMillis(), gap.toMillis(), (int) Math.min(Integer.MAX_VALUE, gap.intervals())));
    }

    private boolean missingReads(int handle, InstallationHistory history) {
        ScalarSettings settings = state.registry()
                                .type(state.registry().components().type(handle))
                                .estimation()
                        instanceof ScalarSettings scalar
                ? scalar
                : ScalarSettings.DEFAULT;
        MissingReads missing = settings.missingReads(history);
        return missing.find(
                state.store().instants(handle), resumeMillis - 1, toMillis - 1, expected -> add(expected, expected, 1));
    }

    private boolean add(long gapFrom, long gapTo, int intervals) {
        message.addFromMillis(gapFrom).addToMillis(gapTo).addIntervals(intervals);
        gaps++;
        resumeMillis = gapTo == gapFrom ? gapTo + 1 : gapTo;
        return gaps < gapsMax;
    }
}
