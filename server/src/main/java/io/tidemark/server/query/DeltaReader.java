package io.tidemark.server.query;

import io.tidemark.server.metering.delta.DeltaColumns;
import io.tidemark.server.metering.delta.DeltaContext;
import io.tidemark.server.metering.delta.DeltaKernel;
import io.tidemark.server.metering.delta.DeltaSettings;
import io.tidemark.server.metering.delta.DeviceChanges;
import io.tidemark.server.metering.delta.ReadingRange;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.registry.ComponentTable;
import io.tidemark.server.registry.entity.MeasuringComponentType;
import io.tidemark.server.shard.State;
import io.tidemark.server.store.Months;
import io.tidemark.server.store.ReadingColumns;
import java.util.List;

/**
 * Reads a component's readings with the context that its deltas need, and works them out. Keeps its buffers; one thread at
 * a time, under the state's read lock.
 */
final class DeltaReader {

    private final State state;
    private final DeltaSettings requested;
    private final DeltaKernel kernel;
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
        this.settings = requested;
    }

    /**
     * The deltas of [from, to); valid until the next call.
     *
     * @param isFirstPiece whether the range's beginning is the request's; the look-back belongs to the first point from there
     *     on, which may lie in a later piece
     */
    DeltaColumns read(int handle, long fromMillis, long toMillis, boolean isFirstPiece) {
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
        kernel.deltas(withContext(handle, fromMillis, toMillis, own), own, changes(handle), deltas);
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
        List<Installation> installations = state.registry().installations(handle);
        return installations.size() < 2 ? DeviceChanges.NONE : DeviceChanges.of(installations);
    }

    private ReadingRange withContext(int handle, long fromMillis, long toMillis, DeltaSettings own) {
        ReadingRange whole = evenlySpaced(handle, fromMillis, toMillis, own);
        return whole != null ? whole : searched(handle, fromMillis, toMillis, own);
    }

    /**
     * Range and context in one copy, as they nearly always lie: intervals that are all there, and enough of them. Null when
     * it is not so, or not known.
     */
    private ReadingRange evenlySpaced(int handle, long fromMillis, long toMillis, DeltaSettings own) {
        IntervalGrid grid = state.store().grid(handle);
        if (grid == null) {
            return null;
        }
        long first = grid.ceil(fromMillis);
        long last = grid.ceil(toMillis);
        long from = first - DeltaContext.READINGS_BEFORE_USUAL * grid.lengthMillis();
        long to = last + DeltaContext.READINGS_AFTER_USUAL * grid.lengthMillis();
        if (from < contextFromMillis || to > Months.END_MILLIS) {
            return null;
        }
        state.store().copy(handle, from, to, readings);
        int inRange = readings.count - DeltaContext.READINGS_BEFORE_USUAL - DeltaContext.READINGS_AFTER_USUAL;
        if (inRange <= 0 || inRange != (last - first) / grid.lengthMillis()) {
            return null;
        }
        ReadingRange range = new ReadingRange(
                readings.atMillis,
                readings.value,
                0,
                DeltaContext.READINGS_BEFORE_USUAL,
                DeltaContext.READINGS_BEFORE_USUAL + inRange,
                readings.count);
        return DeltaContext.sufficesBefore(range, own) && DeltaContext.sufficesAfter(range, own) ? range : null;
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
