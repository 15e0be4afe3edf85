package io.tidemark.server.grpc;

import io.grpc.stub.StreamObserver;
import io.tidemark.server.query.GapsQuery;
import io.tidemark.v1.GapsServiceGrpc;
import io.tidemark.v1.ListGapsRequest;
import io.tidemark.v1.ListGapsResponse;

/** The gaps service. */
public final class GapsGrpc extends GapsServiceGrpc.GapsServiceImplBase {

    private final QueryRoom room;

    /** The service over this room. */
    public GapsGrpc(QueryRoom room) {
        this.room = room;
    }

    @Override
    public void listGaps(ListGapsRequest request, StreamObserver<ListGapsResponse> responses) {
        Instants.Range range = room.range(request.hasRange() ? request.getRange() : null, "range");
        room.answer(
                request.getAtLeast(),
                responses,
                () -> new GapsQuery(
                        room.state(),
                        Selections.handles(room.state(), request.getSelection()),
                        range.fromMillis(),
                        range.toMillis(),
                        room.limits().chunkValuesMax()));
    }
}
