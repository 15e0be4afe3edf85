package io.tidemark.server.query;

import io.tidemark.server.metering.delta.DeltaColumns;
import io.tidemark.server.metering.delta.DeltaContext;
import io.tidemark.server.metering.delta.DeltaKernel;
import io.tidemark.server.metering.delta.DeltaSettings;
import io.tidemark.server.metering.delta.DeviceChanges;
import io.tidemark.server.metering.delta.ReadingRange;
import io.tidemark.server.registry.ComponentTable;
import io.tidemark.server.registry.entity.MeasuringComponentType;
import io.tidemark.server.shard.State;
import io.tidemark.server.store.Months;
import io.tidemark.server.store.ReadingColumns;

/**
 * Reads a component's readings with the context that its deltas need, and works them out. Keeps its buffers; one thread at
 * a time, under the state's read lock.
 */
final class DeltaReader {

    private final State state;
    private final DeltaSettings requested;
    private final DeltaKernel kernel;
    private final EvenSpan even;
    private final ReadingColumns readings = new ReadingColumns();
    private final DeltaColumns deltas = new DeltaColumns();
    /** The type as it was registered when its settings were taken; a watch may live to see it registered anew. */
    private MeasuringComponentType typeOfSettings;

    private DeltaSettings settings;
    private boolean isBeforeFirstPoint;
    /** No reading before it is context: as far as the look-back reaches from the range's first point. */
    private long contextFromMillis = Months.BEGIN_MILLIS;

    /**
     * A reader for a request.
     *
     * @param requested policy, look-back and bridging; what a type knows is added by component
     */
    DeltaReader(State state, DeltaSettings requested, DeltaKernel kernel) {
        this.state = state;
        this.requested = requested;
        this.kernel = kernel;
        this.even = new EvenSpan(state.store());
        this.settings = requested;
    }

    /** The state's lock was taken anew: what was read ahead may have changed. */
    void lockTaken() {
        even.forget();
    }

    /** The deltas of one component by itself; see {@link #read(int[], int, long, long, boolean)}. */
    DeltaColumns read(int handle, long fromMillis, long toMillis, boolean isFirstPiece) {
        even.forget();
        return read(new int[] {handle}, 0, fromMillis, toMillis, isFirstPiece);
    }

    /**
     * The deltas of [from, to) of the component at {@code handles[index]}; valid until the next call.
     *
     * @param handles those behind the index are asked for next, most likely, so that they may be read ahead
     * @param isFirstPiece whether the range's beginning is the request's; the look-back belongs to the first point from there
     *     on, which may lie in a later piece
     */
    DeltaColumns read(int[] handles, int index, long fromMillis, long toMillis, boolean isFirstPiece) {
        int handle = handles[index];
        ComponentTable components = state.registry().components();
        readings.clear();
        if (!components.isCumulative(handle)) {
            state.store().copy(handle, fromMillis, toMillis, readings);
            kernel.passThrough(
                    new ReadingRange(readings.atMillis, readings.value, 0, 0, readings.count, readings.count), deltas);
            return deltas;
        }
        DeltaSettings own = settingsOf(components.type(handle));
        if (isFirstPiece) {
            isBeforeFirstPoint = true;
            contextFromMillis = Months.BEGIN_MILLIS;
        }
        long lookBackMillis = own.lookBackMillis();
        if (!isBeforeFirstPoint) {
            own = own.withLookBackMillis(DeltaSettings.LOOK_BACK_UNLIMITED);
        }
        ReadingRange range = even.read(handles, index, fromMillis, toMillis, contextFromMillis);
        if (range == null || !suffices(range, own)) {
            range = searched(handle, fromMillis, toMillis, own);
        }
        kernel.deltas(range, own, changes(handle), deltas);
        if (isBeforeFirstPoint && deltas.size() > 0) {
            isBeforeFirstPoint = false;
            if (lookBackMillis != DeltaSettings.LOOK_BACK_UNLIMITED) {
                contextFromMillis = deltas.atMillis()[0] - lookBackMillis;
            }
        }
        return deltas;
    }

    /** What a request and a component's type say together. */
    DeltaSettings settingsOf(int type) {
        MeasuringComponentType known = state.registry().type(type);
        if (known != typeOfSettings) {
            settings = requested
                    .withRolloverRatio(known.rolloverRatio())
                    .withRegisterCapacity(known.registerCapacity())
                    .withDecimals(known.decimals())
                    .withMaximumRatePerHour(known.maximumRatePerHour());
            typeOfSettings = known;
        }
        return settings;
    }

    private DeviceChanges changes(int handle) {
        return state.registry().installationCount(handle) < 2
                ? DeviceChanges.NONE
                : DeviceChanges.of(state.registry().installations(handle));
    }

    /** Fewer than the usual readings behind a range are all there are. */
    private static boolean suffices(ReadingRange range, DeltaSettings own) {
        return DeltaContext.sufficesBefore(range, own)
                && (range.contextTo() - range.last() < DeltaContext.READINGS_AFTER_USUAL
                        || DeltaContext.sufficesAfter(range, own));
    }

    /** Range and context where they have to be looked for. */
    private ReadingRange searched(int handle, long fromMillis, long toMillis, DeltaSettings own) {
        int before = DeltaContext.READINGS_BEFORE_USUAL;
        int after = DeltaContext.READINGS_AFTER_USUAL;
        while (true) {
            readings.clear();
            state.store().copyLastBefore(handle, fromMillis, contextFromMillis, before, readings);
            int first = readings.count;
            state.store().copy(handle, fromMillis, toMillis, readings);
            int last = readings.count;
            if (first == last) {
                return new ReadingRange(readings.atMillis, readings.value, 0, first, last, last);
            }
            state.store().copyFirstAfter(handle, toMillis, Months.END_MILLIS, after, readings);
            ReadingRange range = new ReadingRange(readings.atMillis, readings.value, 0, first, last, readings.count);
            boolean enoughBefore = first < before || DeltaContext.sufficesBefore(range, own);
            boolean enoughAfter = readings.count - last < after || DeltaContext.sufficesAfter(range, own);
            if (enoughBefore && enoughAfter) {
                return range;
            }
            before = enoughBefore ? before : Math.min(DeltaContext.READINGS_MAX, before * 4);
            after = enoughAfter ? after : Math.min(DeltaContext.READINGS_MAX, after * 4);
        }
    }
}
