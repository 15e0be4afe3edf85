package io.tidemark.server.monitoring;

import io.tidemark.journal.v1.HandReadings;
import io.tidemark.server.batch.BatchDecoder;
import io.tidemark.server.batch.BatchView;
import io.tidemark.server.ingest.IngestRoom;
import io.tidemark.server.ingest.SubmittedChange;
import io.tidemark.server.monitoring.record.MonitoringRecord;
import io.tidemark.server.shard.State;
import io.tidemark.server.store.BatchOutcome;
import io.tidemark.v1.HandEntry;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingColumns;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;

/** Puts readings in that somebody entered by hand, and resolves the cases they complete. Safe to call from any thread. */
public final class HandReadingsEntry {

    /**
     * What became of readings entered by hand.
     *
     * @param outcome of the readings
     * @param resolved ids of the components whose cases were resolved
     * @param position where the journal stood when the readings were visible
     */
    public record Entered(BatchOutcome outcome, List<String> resolved, long position) {}

    private final IngestRoom room;
    private final Changes changes;
    private final Cases cases;

    /** Entries into the readings of a room. */
    public HandReadingsEntry(IngestRoom room, Changes changes, Cases cases) {
        this.room = room;
        this.changes = changes;
        this.cases = cases;
    }

    /**
     * Enters readings.
     *
     * @param readings their handles, 0 for an unknown component, times, values and conditions
     * @throws io.tidemark.server.refusal.Refusal when there is no memory for them
     */
    public CompletableFuture<Entered> enter(ReadingColumns readings, String by, String why) {
        return changes.run(() -> {
            long now = room.clock().millis();
            int[] handles = readings.getHandleList().stream()
                    .mapToInt(Integer::intValue)
                    .filter(handle -> handle != 0)
                    .sorted()
                    .distinct()
                    .toArray();
            SubmittedChange.Result done = write(readings, handles, by, why, now);
            List<Integer> resolved = cases.resolve(handles, now);
            return new Entered((BatchOutcome) done.result(), ids(resolved), done.position());
        });
    }

    private SubmittedChange.Result write(ReadingColumns readings, int[] handles, String by, String why, long now) {
        ReadingBatch batch = ReadingBatch.newBuilder().setColumns(readings).build();
        HandEntry.Builder entry = HandEntry.newBuilder()
                .setAtMillis(now)
                .setBy(by)
                .setWhy(why)
                .setFirstMillis(readings.getTimeMillisList().stream()
                        .mapToLong(Long::longValue)
                        .min()
                        .orElse(now))
                .setLastMillis(readings.getTimeMillisList().stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(now));
        for (int handle : handles) {
            entry.addHandle(handle);
        }
        HandReadings record = HandReadings.newBuilder()
                .setEntry(entry)
                .setBatch(batch)
                .setLatestMillis(room.limits().latestMillis(now))
                .build();
        BatchView view = new BatchView();
        byte[] bytes = batch.toByteArray();
        BatchDecoder.decode(bytes, 0, bytes.length, view);
        long promised = room.memoryNeed().promise(view);
        try {
            return changes.write(MonitoringRecord.HAND_READINGS, record);
        } finally {
            room.memoryBudget().release(promised);
        }
    }

    private List<String> ids(List<Integer> handles) {
        State state = room.state();
        Lock lock = state.lock().read();
        lock.lock();
        try {
            return handles.stream()
                    .filter(handle -> state.registry().components().isRegistered(handle))
                    .map(handle -> state.registry().components().id(handle))
                    .toList();
        } finally {
            lock.unlock();
        }
    }
}
