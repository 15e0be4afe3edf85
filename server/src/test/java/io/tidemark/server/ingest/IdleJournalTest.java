package io.tidemark.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.journal.DiskFiles;
import io.tidemark.server.journal.Journal;
import io.tidemark.server.journal.JournalConfig;
import io.tidemark.server.journal.JournalDirectory;
import io.tidemark.server.registry.RegistryRecord;
import io.tidemark.server.shard.State;
import io.tidemark.server.step.Step;
import io.tidemark.server.store.StoreBudget;
import io.tidemark.v1.Entity;
import io.tidemark.v1.Provider;
import io.tidemark.v1.UpsertRequest;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IdleJournalTest {

    private static final JournalConfig JOURNAL = new JournalConfig(1 << 16, 1 << 12, 1 << 14, 1, 2);

    @TempDir
    private Path directory;

    @Test
    void the_commit_mark_of_the_last_change_is_forced_when_nothing_follows_it() throws Exception {
        BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
        Journal journal;
        try (State state = new State(new StoreBudget(1L << 24))) {
            try (JournalDirectory opened = JournalDirectory.open(DiskFiles.at(directory), JOURNAL)) {
                opened.replay(opened.firstPosition(), new Recovery(state));
                journal = opened.startWriting(Runnable::run, steps::add);
            }
            CommitLog log = new CommitLog(
                    journal,
                    state,
                    new CommitLimits(10, 1 << 20, 250, 1 << 14, 10, 4),
                    new AppliedPosition(journal.durablePosition()));
            SubmittedChange.submit(
                            log,
                            RegistryRecord.UPSERT,
                            UpsertRequest.newBuilder()
                                    .addEntities(Entity.newBuilder()
                                            .setProvider(Provider.newBuilder().setId("grid")))
                                    .build()
                                    .toByteArray())
                    .join();
            Step step = steps.take();
            while (step != Step.AFTER_MARK) {
                step = steps.take();
            }
            assertThat(steps.poll(30, TimeUnit.SECONDS)).isEqualTo(Step.BEFORE_FORCE);
            assertThat(steps.poll(30, TimeUnit.SECONDS)).isEqualTo(Step.AFTER_FORCE);
            log.stop();
            journal.close();
        }
    }
}
