package io.tidemark.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import io.tidemark.server.ingest.AppliedPosition;
import io.tidemark.server.ingest.CommitLimits;
import io.tidemark.server.ingest.CommitLog;
import io.tidemark.server.ingest.IngestLimits;
import io.tidemark.server.ingest.IngestRoom;
import io.tidemark.server.ingest.PositionTokens;
import io.tidemark.server.ingest.Recovery;
import io.tidemark.server.ingest.SubmittedChange;
import io.tidemark.server.ingest.WriterSessions;
import io.tidemark.server.journal.DiskFiles;
import io.tidemark.server.journal.Journal;
import io.tidemark.server.journal.JournalConfig;
import io.tidemark.server.journal.JournalDirectory;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.RegistryRecord;
import io.tidemark.server.shard.State;
import io.tidemark.server.step.Step;
import io.tidemark.server.store.MemoryNeed;
import io.tidemark.server.store.StoreBudget;
import io.tidemark.v1.AppendReadingsRequest;
import io.tidemark.v1.DeleteReadingsRequest;
import io.tidemark.v1.Reading;
import io.tidemark.v1.TimeRange;
import io.tidemark.v1.UpsertRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is refused since changes wait too long is told so at once, though the state is locked. */
@Timeout(60)
class LateAppendTest {

    private static final JournalConfig JOURNAL = new JournalConfig(1 << 16, 1 << 12, 1 << 14, 1, 2);
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    @TempDir
    private Path directory;

    private final AtomicLong nanos = new AtomicLong();
    private final CountDownLatch stalled = new CountDownLatch(1);
    private final CountDownLatch moves = new CountDownLatch(1);

    @Test
    void a_late_append_or_deletion_does_not_wait_for_the_lock() throws Exception {
        try (State state = new State(new StoreBudget(1L << 24))) {
            Journal journal;
            try (JournalDirectory opened = JournalDirectory.open(DiskFiles.at(directory), JOURNAL)) {
                opened.replay(opened.firstPosition(), new Recovery(state));
                journal = opened.startWriting(Runnable::run);
            }
            AppliedPosition applied = new AppliedPosition(journal.durablePosition());
            CommitLog log = new CommitLog(journal, state, CommitLimits.DEFAULT, applied, this::stall, nanos::get);
            IngestRoom room = new IngestRoom(
                    state,
                    log,
                    new WriterSessions(),
                    new PositionTokens(journal.storeId()),
                    IngestLimits.DEFAULT,
                    new MemoryNeed(state.store()),
                    state.store().budget(),
                    Clock.fixed(NOW, ZoneOffset.UTC));
            CompletableFuture<SubmittedChange.Result> waiting = SubmittedChange.submit(
                    log,
                    RegistryRecord.UPSERT,
                    UpsertRequest.getDefaultInstance().toByteArray());
            stalled.await();
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(CommitLimits.DEFAULT.waitMillisMax() + 1));

            state.lock().write().lock();
            try {
                AppendGrpc grpc = new AppendGrpc(room);
                assertTooBusy(() -> grpc.appendReadings(
                        AppendReadingsRequest.newBuilder()
                                .addReadings(Reading.newBuilder().setComponent("meter"))
                                .build(),
                        null));
                assertTooBusy(() -> grpc.deleteReadings(
                        DeleteReadingsRequest.newBuilder()
                                .setComponent("meter")
                                .setRange(TimeRange.newBuilder()
                                        .setStartTime(Timestamp.getDefaultInstance())
                                        .setEndTime(Timestamp.newBuilder().setSeconds(1)))
                                .build(),
                        null));
            } finally {
                state.lock().write().unlock();
            }
            moves.countDown();
            waiting.join();
            log.stop();
            journal.close();
        }
    }

    /** On a thread of its own: one that has the lock need not wait for it. */
    private static void assertTooBusy(Runnable call) {
        assertThatThrownBy(() -> CompletableFuture.runAsync(call).get())
                .hasCauseInstanceOf(Refusal.class)
                .satisfies(failed ->
                        assertThat(((Refusal) failed.getCause()).reason()).isEqualTo("TOO_BUSY"));
    }

    private void stall(Step step) {
        if (step == Step.BEFORE_APPLY) {
            stalled.countDown();
            try {
                moves.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }
}
