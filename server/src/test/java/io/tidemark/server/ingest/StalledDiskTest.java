package io.tidemark.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.journal.DiskFiles;
import io.tidemark.server.journal.Journal;
import io.tidemark.server.journal.JournalConfig;
import io.tidemark.server.journal.JournalDirectory;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.RegistryRecord;
import io.tidemark.server.shard.State;
import io.tidemark.server.step.Step;
import io.tidemark.server.store.StoreBudget;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import io.tidemark.v1.Entity;
import io.tidemark.v1.Provider;
import io.tidemark.v1.UpsertRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@TortureRow("slow-disk")
@Timeout(60)
class StalledDiskTest {

    private static final JournalConfig JOURNAL = new JournalConfig(1 << 16, 1 << 12, 1 << 14, 1, 2);
    private static final int WAITING_BYTES_MAX = 1 << 16;
    private static final int NAME_LENGTH = 1_000;

    @TempDir
    private Path directory;

    @Test
    void while_the_disk_stalls_changes_wait_up_to_the_limit_and_all_of_them_are_kept_when_it_moves_again()
            throws Exception {
        CountDownLatch stalled = new CountDownLatch(1);
        CountDownLatch moves = new CountDownLatch(1);
        Journal journal;
        try (State state = new State(new StoreBudget(1L << 24))) {
            try (JournalDirectory opened = JournalDirectory.open(DiskFiles.at(directory), JOURNAL)) {
                opened.replay(opened.firstPosition(), new Recovery(state));
                journal = opened.startWriting(Runnable::run, step -> {
                    if (step == Step.BEFORE_FORCE) {
                        stalled.countDown();
                        await(moves);
                    }
                });
            }
            CommitLog log = new CommitLog(
                    journal,
                    state,
                    new CommitLimits(10_000, WAITING_BYTES_MAX, 250, 1 << 14, 10, 4),
                    new AppliedPosition(journal.durablePosition()));
            List<CompletableFuture<SubmittedChange.Result>> taken = new ArrayList<>();
            taken.add(submit(log, 0));
            await(stalled);
            CompletableFuture<SubmittedChange.Result> refused = null;
            while (refused == null) {
                CompletableFuture<SubmittedChange.Result> next = submit(log, taken.size());
                if (next.isCompletedExceptionally()) {
                    refused = next;
                } else {
                    taken.add(next);
                }
            }
            assertThat((taken.size() - 1) * NAME_LENGTH).isBetween(WAITING_BYTES_MAX / 2, WAITING_BYTES_MAX);
            Refusal refusal = refusal(refused);
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.RESOURCE_EXHAUSTED);
            assertThat(refusal.reason()).isEqualTo("TOO_BUSY");
            assertThat(refusal.details())
                    .containsEntry("limit", "ingest.waitingBytesMax")
                    .containsKey(Refusal.RETRY_AFTER_MILLIS);
            moves.countDown();
            for (CompletableFuture<SubmittedChange.Result> change : taken) {
                change.join();
            }
            submit(log, taken.size()).join();
            log.stop();
            journal.close();
            Torture.tried(1, 1);
        }
    }

    private static CompletableFuture<SubmittedChange.Result> submit(CommitLog log, int number) {
        return SubmittedChange.submit(
                log,
                RegistryRecord.UPSERT,
                UpsertRequest.newBuilder()
                        .addEntities(Entity.newBuilder()
                                .setProvider(Provider.newBuilder()
                                        .setId("provider-" + number)
                                        .setName("n".repeat(NAME_LENGTH))))
                        .build()
                        .toByteArray());
    }

    private static Refusal refusal(CompletableFuture<?> failed) {
        try {
            failed.join();
            throw new AssertionError("it was not refused");
        } catch (CompletionException refused) {
            return (Refusal) refused.getCause();
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
