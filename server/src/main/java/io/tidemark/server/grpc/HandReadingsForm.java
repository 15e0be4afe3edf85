package io.tidemark.server.grpc;

import io.grpc.stub.StreamObserver;
import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.monitoring.HandReadingsEntry;
import io.tidemark.server.monitoring.MonitoringRoom;
import io.tidemark.server.monitoring.Reviews;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.shard.State;
import io.tidemark.server.store.BatchOutcome;
import io.tidemark.v1.EnterReadingsRequest;
import io.tidemark.v1.EnterReadingsResponse;
import io.tidemark.v1.HandEntry;
import io.tidemark.v1.ListEntriesRequest;
import io.tidemark.v1.ListEntriesResponse;
import io.tidemark.v1.Reading;
import io.tidemark.v1.ReadingColumns;
import io.tidemark.v1.RejectedReading;
import java.util.List;

/** Readings by hand: the calls of the monitoring service that are about them. */
final class HandReadingsForm {

    private static final int READINGS_MAX = 10_000;
    private static final int WHY_CHARS_MAX = 1_000;
    private static final int ENTRIES_MAX = 10_000;
    private static final int ENTRIES_USUAL = 100;

    private final QueryRoom queries;
    private final MonitoringRoom room;

    HandReadingsForm(QueryRoom queries, MonitoringRoom room) {
        this.queries = queries;
        this.room = room;
    }

    void enter(EnterReadingsRequest request, StreamObserver<EnterReadingsResponse> responses) {
        String by = Texts.required(request.getBy(), "by", Reviews.BY_CHARS_MAX);
        String why = Texts.required(request.getWhy(), "why", WHY_CHARS_MAX);
        int count = request.getReadingsCount();
        if (count == 0 || count > READINGS_MAX) {
            throw Refusal.invalid(
                            count == 0 ? "MISSING_FIELD" : "TOO_MANY_READINGS",
                            "readings",
                            count + " readings",
                            "a request holds 1 to " + READINGS_MAX + "; send several")
                    .with("limit", READINGS_MAX);
        }
        ReadingColumns columns = columns(request);
        Replies.later(responses, room.entry().enter(columns, by, why).thenApply(done -> entered(request, done)));
    }

    private ReadingColumns columns(EnterReadingsRequest request) {
        ReadingColumns.Builder columns = ReadingColumns.newBuilder();
        State state = room.state();
        state.lock().read().lock();
        try {
            for (int i = 0; i < request.getReadingsCount(); i++) {
                Reading reading = request.getReadings(i);
                String field = "readings[" + i + "]";
                int condition = reading.getCondition() == 0 ? ConditionCode.MANUAL : reading.getCondition();
                if (!ConditionCode.isValid(condition) || !ConditionCode.isManual(condition)) {
                    throw Refusal.invalid(
                            "NOT_MANUAL",
                            field + ".condition",
                            Integer.toUnsignedString(condition),
                            "what is entered by hand has a manual condition code, 600000 to 999999; leave it out for "
                                    + ConditionCode.MANUAL);
                }
                columns.addHandle(state.registry().components().handleOf(reading.getComponent()))
                        .addTimeMillis(Instants.millis(reading.hasTime() ? reading.getTime() : null, field + ".time"))
                        .addValue(reading.getValue())
                        .addCondition(condition);
            }
        } finally {
            state.lock().read().unlock();
        }
        return columns.build();
    }

    private EnterReadingsResponse entered(EnterReadingsRequest request, HandReadingsEntry.Entered done) {
        BatchOutcome outcome = done.outcome();
        EnterReadingsResponse.Builder response = EnterReadingsResponse.newBuilder()
                .setAcceptedCount(outcome.accepted())
                .setDuplicateCount(outcome.duplicate())
                .addAllResolved(done.resolved())
                .setPosition(queries.tokens().of(done.position()));
        for (int k = 0; k < outcome.rejected(); k++) {
            Reading reading = request.getReadings(outcome.rejectedIndex(k));
            response.addRejected(RejectedReading.newBuilder()
                    .setIndex(outcome.rejectedIndex(k))
                    .setComponent(reading.getComponent())
                    .setTime(reading.getTime())
                    .setReason(outcome.rejectedReason(k)));
        }
        return response.build();
    }

    void list(ListEntriesRequest request, StreamObserver<ListEntriesResponse> responses) {
        int max = Texts.count(request.getEntriesMax(), "entries_max", ENTRIES_USUAL, ENTRIES_MAX);
        State state = room.state();
        int handle = request.getComponent().isEmpty() ? 0 : Lookup.handle(state, request.getComponent(), "component");
        state.lock().read().lock();
        try {
            ListEntriesResponse.Builder response = ListEntriesResponse.newBuilder();
            List<HandEntry> entries = state.monitoring().entries().list(handle, max);
            entries.forEach(entry -> response.addEntries(named(state, entry)));
            responses.onNext(response.build());
        } finally {
            state.lock().read().unlock();
        }
        responses.onCompleted();
    }

    private static HandEntry named(State state, HandEntry entry) {
        HandEntry.Builder named = entry.toBuilder().clearComponent();
        for (int handle : entry.getHandleList()) {
            boolean isThere = state.registry().components().isRegistered(handle);
            named.addComponent(isThere ? state.registry().components().id(handle) : "");
        }
        return named.build();
    }
}
