package io.tidemark.server.grpc;

import io.grpc.stub.StreamObserver;
import io.tidemark.server.ingest.IngestRoom;
import io.tidemark.server.ingest.UnaryAppend;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.store.BatchOutcome;
import io.tidemark.v1.AppendReadingsRequest;
import io.tidemark.v1.AppendReadingsResponse;
import io.tidemark.v1.DeleteReadingsRequest;
import io.tidemark.v1.DeleteReadingsResponse;
import io.tidemark.v1.DeletionColumns;
import io.tidemark.v1.IngestServiceGrpc;
import io.tidemark.v1.NoticedReading;
import io.tidemark.v1.Reading;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingColumns;
import io.tidemark.v1.RejectedReading;
import java.util.function.Function;

/** The unary calls of ingest: ids become handles, the request becomes a batch without a writer. */
final class AppendGrpc extends IngestServiceGrpc.IngestServiceImplBase {

    private static final int REGULAR = 501_000;

    private final IngestRoom room;

    AppendGrpc(IngestRoom room) {
        this.room = room;
    }

    @Override
    public void appendReadings(AppendReadingsRequest request, StreamObserver<AppendReadingsResponse> responses) {
        int count = request.getReadingsCount();
        if (count > room.limits().appendReadingsMax()) {
            throw Refusal.invalid(
                            "TOO_MANY_READINGS",
                            "readings",
                            count + " readings",
                            "a request holds at most " + room.limits().appendReadingsMax()
                                    + "; send several, or use the stream")
                    .with("limit", "ingest.appendReadingsMax")
                    .with("limit_value", room.limits().appendReadingsMax());
        }
        // Before the lock: who is refused anyhow need not wait for it.
        room.log().checkNotLate();
        ReadingColumns.Builder columns = ReadingColumns.newBuilder();
        room.state().lock().read().lock();
        try {
            for (int i = 0; i < count; i++) {
                Reading reading = request.getReadings(i);
                columns.addHandle(room.state().registry().components().handleOf(reading.getComponent()))
                        .addTimeMillis(Instants.millis(
                                reading.hasTime() ? reading.getTime() : null, "readings[" + i + "].time"))
                        .addValue(reading.getValue())
                        .addCondition(reading.getCondition() == 0 ? REGULAR : reading.getCondition());
            }
        } finally {
            room.state().lock().read().unlock();
        }
        submit(
                ReadingBatch.newBuilder().setColumns(columns).build(),
                responses,
                done -> appended(request, done.outcome(), done.position()));
    }

    private AppendReadingsResponse appended(AppendReadingsRequest request, BatchOutcome outcome, long position) {
        AppendReadingsResponse.Builder response = AppendReadingsResponse.newBuilder()
                .setAcceptedCount(outcome.accepted())
                .setDuplicateCount(outcome.duplicate())
                .setPosition(room.tokens().of(position));
        for (int k = 0; k < outcome.rejected(); k++) {
            Reading reading = request.getReadings(outcome.rejectedIndex(k));
            response.addRejected(RejectedReading.newBuilder()
                    .setIndex(outcome.rejectedIndex(k))
                    .setComponent(reading.getComponent())
                    .setTime(reading.getTime())
                    .setReason(outcome.rejectedReason(k)));
        }
        for (int k = 0; k < outcome.noticed(); k++) {
            response.addNoticed(NoticedReading.newBuilder()
                    .setIndex(outcome.noticedIndex(k))
                    .setNotice(outcome.notice(k)));
        }
        return response.build();
    }

    @Override
    public void deleteReadings(DeleteReadingsRequest request, StreamObserver<DeleteReadingsResponse> responses) {
        Instants.Range range = Instants.range(request.hasRange() ? request.getRange() : null, "range");
        room.log().checkNotLate();
        DeletionColumns deletion = DeletionColumns.newBuilder()
                .addHandle(Lookup.handle(room.state(), request.getComponent(), "component"))
                .addStartTimeMillis(range.fromMillis())
                .addEndTimeMillis(range.toMillis())
                .build();
        submit(
                ReadingBatch.newBuilder().setDeletions(deletion).build(),
                responses,
                done -> DeleteReadingsResponse.newBuilder()
                        .setDeletedCount(done.outcome().accepted())
                        .setPosition(room.tokens().of(done.position()))
                        .build());
    }

    private <A> void submit(ReadingBatch batch, StreamObserver<A> responses, Function<UnaryAppend.Result, A> answer) {
        UnaryAppend.submit(room, batch).whenComplete((done, failed) -> {
            if (failed != null) {
                responses.onError(Errors.toStatus(failed));
            } else {
                responses.onNext(answer.apply(done));
                responses.onCompleted();
            }
        });
    }
}
