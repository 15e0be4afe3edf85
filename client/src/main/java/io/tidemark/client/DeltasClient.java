package io.tidemark.client;

import io.tidemark.v1.AggregateDeltasRequest;
import io.tidemark.v1.Calendar;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.DeltaBucket;
import io.tidemark.v1.DeltaSettings;
import io.tidemark.v1.DeltasServiceGrpc;
import io.tidemark.v1.ReadDeltasRequest;
import io.tidemark.v1.TimeRange;
import io.tidemark.v1.WatchDeltasRequest;

/** Turns registers into interval deltas. Components that are not cumulative pass through unchanged. */
public final class DeltasClient {

    private final TidemarkClient client;

    DeltasClient(TidemarkClient client) {
        this.client = client;
    }

    /**
     * The deltas of a range, component by component, in time order.
     *
     * @param settings how they are worked out; the default instance: as the server does by default
     */
    public Query<DeltaSeries> read(ComponentSelection selection, TimeRange range, DeltaSettings settings) {
        return read(selection, range, settings, Position.NOW);
    }

    /** The same, as soon as everything up to a position is visible. */
    public Query<DeltaSeries> read(
            ComponentSelection selection, TimeRange range, DeltaSettings settings, Position atLeast) {
        ReadDeltasRequest request = ReadDeltasRequest.newBuilder()
                .setSelection(selection)
                .setRange(range)
                .setSettings(settings)
                .setAtLeast(atLeast.token())
                .build();
        return client.query(DeltasServiceGrpc.getReadDeltasMethod(), request, SeriesSplitter::deltas);
    }

    /**
     * Sums of deltas by bucket.
     *
     * @param calendar whose hours, days and months
     */
    public Query<BucketSeries> aggregate(
            ComponentSelection selection,
            TimeRange range,
            DeltaSettings settings,
            DeltaBucket bucket,
            Calendar calendar) {
        return aggregate(selection, range, settings, bucket, calendar, Position.NOW);
    }

    /** The same, as soon as everything up to a position is visible. */
    public Query<BucketSeries> aggregate(
            ComponentSelection selection,
            TimeRange range,
            DeltaSettings settings,
            DeltaBucket bucket,
            Calendar calendar,
            Position atLeast) {
        AggregateDeltasRequest request = AggregateDeltasRequest.newBuilder()
                .setSelection(selection)
                .setRange(range)
                .setSettings(settings)
                .setBucket(bucket)
                .setCalendar(calendar)
                .setAtLeast(atLeast.token())
                .build();
        return client.query(DeltasServiceGrpc.getAggregateDeltasMethod(), request, SeriesSplitter::buckets);
    }

    /**
     * New and changed deltas as readings arrive. The first item comes at once, without deltas: from its position on
     * nothing is missed. Never ends by itself: close or cancel it. The client's query deadline does not apply.
     */
    public Query<DeltaChanges> watch(ComponentSelection selection, DeltaSettings settings) {
        WatchDeltasRequest request = WatchDeltasRequest.newBuilder()
                .setSelection(selection)
                .setSettings(settings)
                .build();
        return client.endlessQuery(DeltasServiceGrpc.getWatchDeltasMethod(), request, SeriesSplitter::changes);
    }
}
