package io.tidemark.server.grpc;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.tidemark.server.metering.delta.BucketUnit;
import io.tidemark.server.metering.delta.DeltaSettings;
import io.tidemark.server.query.BucketsQuery;
import io.tidemark.server.query.DeltaChunk;
import io.tidemark.server.query.DeltaWatch;
import io.tidemark.server.query.DeltasQuery;
import io.tidemark.v1.AggregateDeltasRequest;
import io.tidemark.v1.AggregateDeltasResponse;
import io.tidemark.v1.DeltasServiceGrpc;
import io.tidemark.v1.ReadDeltasRequest;
import io.tidemark.v1.WatchDeltasRequest;
import io.tidemark.v1.WatchDeltasResponse;
import java.time.ZoneId;

/** The deltas service; {@link #definition} has all of it. */
public final class DeltasGrpc extends DeltasServiceGrpc.DeltasServiceImplBase {

    private final QueryRoom room;

    /** The service over this room. */
    public DeltasGrpc(QueryRoom room) {
        this.room = room;
    }

    /** The service as a gRPC server takes it: deltas go out as the bytes they lie in. */
    public ServerServiceDefinition definition() {
        return WireMethods.replaced(
                bindService(),
                DeltasServiceGrpc.getServiceDescriptor(),
                WireMethods.of(DeltasServiceGrpc.getReadDeltasMethod()),
                this::read);
    }

    private void read(ReadDeltasRequest request, StreamObserver<DeltaChunk> responses) {
        Instants.Range range = room.range(request.hasRange() ? request.getRange() : null, "range");
        DeltaSettings settings = DeltaForms.settings(request.getSettings());
        room.answer(
                request.getAtLeast(),
                responses,
                () -> new DeltasQuery(
                        room.state(),
                        Selections.handles(room.state(), request.getSelection()),
                        range.fromMillis(),
                        range.toMillis(),
                        settings,
                        room.limits().chunkValuesMax()));
    }

    @Override
    public void aggregateDeltas(AggregateDeltasRequest request, StreamObserver<AggregateDeltasResponse> responses) {
        Instants.Range range = room.range(request.hasRange() ? request.getRange() : null, "range");
        DeltaSettings settings = DeltaForms.settings(request.getSettings());
        BucketUnit unit = DeltaForms.unit(request.getBucket(), request.getBucketValue());
        ZoneId zone = DeltaForms.zone(request.getCalendar());
        room.answer(
                request.getAtLeast(),
                responses,
                () -> new BucketsQuery(
                        room.state(),
                        Selections.handles(room.state(), request.getSelection()),
                        range.fromMillis(),
                        range.toMillis(),
                        settings,
                        unit,
                        zone,
                        room.limits().chunkValuesMax()));
    }

    @Override
    public void watchDeltas(WatchDeltasRequest request, StreamObserver<WatchDeltasResponse> responses) {
        DeltaSettings settings = DeltaForms.settings(request.getSettings());
        room.watch(
                responses,
                wake -> new DeltaWatch(
                        room.state(),
                        Selections.handles(room.state(), request.getSelection()),
                        settings,
                        room.limits().chunkValuesMax(),
                        () -> room.tokens().of(room.applied().get()),
                        wake));
    }
}
