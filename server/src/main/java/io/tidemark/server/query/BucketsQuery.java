package io.tidemark.server.query;

import io.tidemark.server.metering.delta.BucketUnit;
import io.tidemark.server.metering.delta.DeltaBucketing;
import io.tidemark.server.metering.delta.DeltaBuckets;
import io.tidemark.server.metering.delta.DeltaKernel;
import io.tidemark.server.metering.delta.DeltaSettings;
import io.tidemark.server.shard.State;
import io.tidemark.v1.AggregateDeltasResponse;
import java.time.ZoneId;
import java.util.concurrent.locks.Lock;

/** Sums of deltas by bucket of a calendar, component by component, in time order. */
public final class BucketsQuery implements Pieces<AggregateDeltasResponse> {

    private static final int READINGS_A_PIECE = 4_096;

    private final State state;
    private final int bucketsMax;
    private final RangeCursor cursor;
    private final DeltaReader reader;
    private final BucketUnit unit;
    private final ZoneId zone;
    private final DeltaBuckets buckets = new DeltaBuckets();
    private DeltaBucketing bucketing;

    /**
     * Sums of the components' deltas in [from, to).
     *
     * @param zone whose calendar; null for each component's service point's
     * @param bucketsMax buckets in a piece, about
     */
    public BucketsQuery(
            State state,
            int[] handles,
            long fromMillis,
            long toMillis,
            DeltaSettings settings,
            BucketUnit unit,
            ZoneId zone,
            int bucketsMax) {
        this.state = state;
        this.unit = unit;
        this.zone = zone;
        this.bucketsMax = bucketsMax;
        this.cursor = new RangeCursor(state, handles, fromMillis, toMillis);
        this.reader = new DeltaReader(state, settings, new DeltaKernel());
    }

    @Override
    public AggregateDeltasResponse next() {
        while (!cursor.isDone()) {
            AggregateDeltasResponse piece = piece();
            if (piece != null) {
                return piece;
            }
        }
        return null;
    }

    private AggregateDeltasResponse piece() {
        AggregateDeltasResponse.Builder message = AggregateDeltasResponse.newBuilder();
        Lock lock = state.lock().read();
        lock.lock();
        try {
            reader.lockTaken();
            cursor.skipGone();
            for (int looked = 0;
                    !cursor.isDone() && message.getFromMillisCount() < bucketsMax && looked < bucketsMax;
                    looked++) {
                int handle = cursor.handle();
                if (cursor.isFirstPiece()) {
                    begin(handle);
                }
                long to = cursor.to(READINGS_A_PIECE);
                bucketing.add(
                        reader.read(cursor.handles(), cursor.index(), cursor.from(), to, cursor.isFirstPiece()),
                        buckets);
                cursor.advance(to);
                if (cursor.isFirstPiece()) {
                    bucketing.finish(buckets);
                }
                write(handle, message);
                cursor.skipGone();
            }
        } finally {
            lock.unlock();
        }
        return message.getHandleCount() == 0 ? null : message.build();
    }

    private void begin(int handle) {
        int decimals = state.registry()
                .type(state.registry().components().type(handle))
                .decimals();
        bucketing = new DeltaBucketing(unit, zone == null ? state.registry().zone(handle) : zone, decimals);
        buckets.clear();
    }

    private void write(int handle, AggregateDeltasResponse.Builder message) {
        int count = buckets.size();
        if (count > 0) {
            message.addHandle(handle)
                    .addComponent(state.registry().components().id(handle))
                    .addCount(count);
            for (int i = 0; i < count; i++) {
                message.addFromMillis(buckets.fromMillis()[i])
                        .addToMillis(buckets.toMillis()[i])
                        .addSum(buckets.sums()[i])
                        .addValid(buckets.valid()[i])
                        .addCorrected(buckets.corrected()[i])
                        .addMissing(buckets.missing()[i]);
            }
            buckets.clear();
        }
    }
}
