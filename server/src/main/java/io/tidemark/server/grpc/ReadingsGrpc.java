package io.tidemark.server.grpc;

import io.grpc.stub.StreamObserver;
import io.tidemark.journal.v1.TideMarkSet;
import io.tidemark.server.ingest.CommitLog;
import io.tidemark.server.ingest.SubmittedChange;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.query.LatestQuery;
import io.tidemark.server.query.ReadingsQuery;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.shard.RecordTypes;
import io.tidemark.v1.ReadLatestRequest;
import io.tidemark.v1.ReadLatestResponse;
import io.tidemark.v1.ReadReadingsRequest;
import io.tidemark.v1.ReadReadingsResponse;
import io.tidemark.v1.ReadingsServiceGrpc;
import io.tidemark.v1.SetLatestContiguousRequest;
import io.tidemark.v1.SetLatestContiguousResponse;
import java.time.Instant;

/** The readings service. */
public final class ReadingsGrpc extends ReadingsServiceGrpc.ReadingsServiceImplBase {

    private final QueryRoom room;
    private final CommitLog log;

    /** The service over this room. */
    public ReadingsGrpc(QueryRoom room, CommitLog log) {
        this.room = room;
        this.log = log;
    }

    @Override
    public void readReadings(ReadReadingsRequest request, StreamObserver<ReadReadingsResponse> responses) {
        Instants.Range range = room.range(request.hasRange() ? request.getRange() : null, "range");
        room.answer(
                request.getAtLeast(),
                responses,
                () -> new ReadingsQuery(
                        room.state(),
                        Selections.handles(room.state(), request.getSelection()),
                        range.fromMillis(),
                        range.toMillis(),
                        room.limits().chunkValuesMax()));
    }

    @Override
    public void readLatest(ReadLatestRequest request, StreamObserver<ReadLatestResponse> responses) {
        room.answer(
                request.getAtLeast(),
                responses,
                () -> new LatestQuery(
                        room.state(),
                        Selections.handles(room.state(), request.getSelection()),
                        Math.min(4_096, room.limits().chunkValuesMax())));
    }

    @Override
    public void setLatestContiguous(
            SetLatestContiguousRequest request, StreamObserver<SetLatestContiguousResponse> responses) {
        int handle = Lookup.handle(room.state(), request.getComponent(), "component");
        TideMarkSet.Builder set = TideMarkSet.newBuilder().setHandle(handle);
        if (request.hasLatestContiguous()) {
            long mark = Instants.millis(request.getLatestContiguous(), "latest_contiguous");
            IntervalGrid grid = grid(handle);
            if (grid != null && !grid.isOnGrid(mark)) {
                throw Refusal.invalid(
                        "OFF_GRID",
                        "latest_contiguous",
                        Instant.ofEpochMilli(mark),
                        "the component's intervals begin every " + grid.lengthMillis() / 1_000
                                + " s, next before it at " + Instant.ofEpochMilli(grid.floor(mark)));
            }
            set.setMarkMillis(mark);
        }
        SubmittedChange.submit(log, RecordTypes.TIDE_MARK_SET, set.build().toByteArray())
                .whenComplete((done, failed) -> {
                    if (failed != null) {
                        responses.onError(Errors.toStatus(failed));
                    } else {
                        responses.onNext(SetLatestContiguousResponse.newBuilder()
                                .setPosition(room.tokens().of(done.position()))
                                .build());
                        responses.onCompleted();
                    }
                });
    }

    private IntervalGrid grid(int handle) {
        room.state().lock().read().lock();
        try {
            return room.state().store().grid(handle);
        } finally {
            room.state().lock().read().unlock();
        }
    }
}
