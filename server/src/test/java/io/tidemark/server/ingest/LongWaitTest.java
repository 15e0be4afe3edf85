package io.tidemark.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import io.tidemark.v1.Entity;
import io.tidemark.v1.Provider;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.UpsertRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Changes that wait long, wherever on their way; time is told by the test. */
@TortureRow("slow-disk")
@Timeout(60)
class LongWaitTest {

    private static final JournalConfig JOURNAL = new JournalConfig(1 << 16, 1 << 12, 1 << 14, 1, 2);
    private static final int WAIT_MILLIS_MAX = 250;
    private static final CommitLimits LIMITS = new CommitLimits(100, 1 << 20, WAIT_MILLIS_MAX, 1 << 14, 10, 4);
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    @TempDir
    private Path directory;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final CountDownLatch stalled = new CountDownLatch(1);
    private final CountDownLatch moves = new CountDownLatch(1);

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_WRITE", "BEFORE_FORCE", "BEFORE_APPLY", "BEFORE_ACKNOWLEDGE"})
    void an_append_is_refused_at_once_when_changes_have_waited_longer_than_it_may(Step at) throws Exception {
        try (State state = new State(new StoreBudget(1L << 24))) {
            Journal journal;
            try (JournalDirectory opened = JournalDirectory.open(DiskFiles.at(directory), JOURNAL)) {
                opened.replay(opened.firstPosition(), new Recovery(state));
                journal = opened.startWriting(Runnable::run, step -> stallAt(at, step));
            }
            AppliedPosition applied = new AppliedPosition(journal.durablePosition());
            CommitLog log = new CommitLog(journal, state, LIMITS, applied, step -> stallAt(at, step), nanos::get);
            IngestRoom room = room(state, log, new PositionTokens(journal.storeId()));

            CompletableFuture<SubmittedChange.Result> first = upsert(log);
            await(stalled);
            assertThat(log.isBusy()).isFalse();
            wait(WAIT_MILLIS_MAX / 2);
            assertThat(log.isBusy()).isFalse();
            wait(1);
            assertThat(log.isBusy()).as("streams are held back").isTrue();
            wait(WAIT_MILLIS_MAX / 2 - 1);
            log.checkNotLate();
            CompletableFuture<UnaryAppend.Result> inTime = append(room);
            assertThat(inTime).isNotDone();
            wait(1);
            assertThatThrownBy(log::checkNotLate).hasMessageContaining("ingest.waitMillisMax: 250");
            CompletableFuture<UnaryAppend.Result> late = append(room);
            CompletableFuture<SubmittedChange.Result> patient = upsert(log);

            assertThat(late).isDone();
            assertTooBusy(late);
            assertThat(first).isNotDone();
            assertThat(inTime).isNotDone();
            assertThat(patient).isNotDone();
            moves.countDown();
            first.join();
            inTime.join();
            patient.join();
            upsert(log).join();
            while (log.isBusy()) {
                Thread.onSpinWait();
            }
            append(room).join();
            log.stop();
            journal.close();
        }
        Torture.tried(1, 1);
    }

    private void stallAt(Step at, Step step) {
        if (at == step) {
            stalled.countDown();
            await(moves);
        }
    }

    private void wait(int millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private static IngestRoom room(State state, CommitLog log, PositionTokens tokens) {
        return new IngestRoom(
                state,
                log,
                new WriterSessions(),
                tokens,
                IngestLimits.DEFAULT,
                new MemoryNeed(state.store()),
                state.store().budget(),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** Of nothing: its way is the same. */
    private static CompletableFuture<UnaryAppend.Result> append(IngestRoom room) {
        return UnaryAppend.submit(room, ReadingBatch.getDefaultInstance());
    }

    private static CompletableFuture<SubmittedChange.Result> upsert(CommitLog log) {
        return SubmittedChange.submit(
                log,
                RegistryRecord.UPSERT,
                UpsertRequest.newBuilder()
                        .addEntities(Entity.newBuilder()
                                .setProvider(Provider.newBuilder().setId("provider")))
                        .build()
                        .toByteArray());
    }

    private static void assertTooBusy(CompletableFuture<?> failed) {
        try {
            failed.join();
            throw new AssertionError("it was not refused");
        } catch (CompletionException refused) {
            Refusal refusal = (Refusal) refused.getCause();
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.RESOURCE_EXHAUSTED);
            assertThat(refusal.reason()).isEqualTo("TOO_BUSY");
            assertThat(refusal.getMessage()).contains("ingest.waitMillisMax: 250");
            assertThat(refusal.details())
                    .containsEntry("limit", "ingest.waitMillisMax")
                    .containsEntry("limit_value", "250")
                    .containsKey(Refusal.RETRY_AFTER_MILLIS);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
