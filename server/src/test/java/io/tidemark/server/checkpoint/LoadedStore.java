package io.tidemark.server.checkpoint;

import com.google.protobuf.Duration;
import io.tidemark.journal.v1.EstimationFindings;
import io.tidemark.journal.v1.OutcomeFound;
import io.tidemark.server.estimation.EstimationRecord;
import io.tidemark.server.ingest.AppliedPosition;
import io.tidemark.server.ingest.CommitLimits;
import io.tidemark.server.ingest.CommitLog;
import io.tidemark.server.ingest.Recovery;
import io.tidemark.server.ingest.SubmittedChange;
import io.tidemark.server.journal.DiskFiles;
import io.tidemark.server.journal.Journal;
import io.tidemark.server.journal.JournalConfig;
import io.tidemark.server.journal.JournalDirectory;
import io.tidemark.server.journal.JournalFiles;
import io.tidemark.server.registry.RegistryRecord;
import io.tidemark.server.shard.ReadingsRecord;
import io.tidemark.server.shard.RecordTypes;
import io.tidemark.server.shard.State;
import io.tidemark.server.step.Steps;
import io.tidemark.server.store.Months;
import io.tidemark.server.store.ReadingColumns;
import io.tidemark.server.store.StoreBudget;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.Entity;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.UpsertRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A store with its journal and its checkpoints, that is written to with random batches, stopped and started again. */
final class LoadedStore implements AutoCloseable {

    static final int COMPONENTS = 30;
    static final int CHUNK_COMPONENTS = 3;
    private static final JournalConfig JOURNAL = new JournalConfig(1 << 16, 1 << 12, 1 << 14, 1, 2);
    private static final CommitLimits LIMITS = new CommitLimits(1_000, 1 << 20, 250, 1 << 14, 100, 4);
    private static final long START = 1_767_225_600_000L;
    private static final long HOUR = 3_600_000L;
    private static final int HOURS = 24 * 70;

    final State state = new State(new StoreBudget(1L << 28));
    final Recovery recovery = new Recovery(state);
    final CheckpointLoader.Loaded loaded;
    final Journal journal;
    final CommitLog log;
    final Checkpointer checkpointer;
    private long sequence;

    private LoadedStore(Path directory, boolean withCheckpoints, JournalFiles checkpoints) throws IOException {
        try (JournalDirectory opened = JournalDirectory.open(DiskFiles.at(directory.resolve("journal")), JOURNAL)) {
            loaded = withCheckpoints
                    ? CheckpointLoader.load(checkpoints, opened.storeId(), state, opened.firstPosition())
                    : new CheckpointLoader.Loaded(opened.firstPosition(), new long[0], 0);
            recovery.leaveOut(loaded.capturedAt(), loaded.endPosition());
            opened.replay(loaded.position(), recovery);
            journal = opened.startWriting(Runnable::run);
        }
        log = new CommitLog(journal, state, LIMITS, new AppliedPosition(journal.durablePosition()));
        checkpointer = new Checkpointer(log, state, journal, checkpoints, CHUNK_COMPONENTS, Steps.NONE);
        sequence = state.writers().lastSequence("head-end");
    }

    static LoadedStore open(Path directory) throws IOException {
        return new LoadedStore(directory, true, DiskFiles.at(checkpoints(directory)));
    }

    /** With the directory of checkpoints as the test wants it. */
    static LoadedStore open(Path directory, JournalFiles checkpoints) throws IOException {
        return new LoadedStore(directory, true, checkpoints);
    }

    /** Replays the whole journal. */
    static LoadedStore openFromJournalAlone(Path directory) throws IOException {
        return new LoadedStore(directory, false, DiskFiles.at(checkpoints(directory)));
    }

    static Path checkpoints(Path directory) {
        return directory.resolve("checkpoints");
    }

    void register() {
        UpsertRequest.Builder request = UpsertRequest.newBuilder()
                .addEntities(type("hourly", ComponentKind.INTERVAL))
                .addEntities(type("register", ComponentKind.SCALAR));
        for (int i = 0; i < COMPONENTS; i++) {
            request.addEntities(component("mc" + i, i % 2 == 0 ? "hourly" : "register"));
        }
        upsert(request.build());
        EstimationFindings.Builder findings = EstimationFindings.newBuilder().setRun(1);
        for (int handle = 1; handle <= COMPONENTS; handle++) {
            long from = START + handle * 24 * HOUR;
            findings.addOutcomes(OutcomeFound.newBuilder()
                    .setHandle(handle)
                    .setFromMillis(from)
                    .setToMillis(from + 8 * HOUR)
                    .setIntervals(8)
                    .setIsToDo(handle % 3 > 0));
        }
        SubmittedChange.submit(log, EstimationRecord.FINDINGS, findings.build().toByteArray())
                .join();
    }

    void upsert(UpsertRequest request) {
        SubmittedChange.submit(log, RegistryRecord.UPSERT, request.toByteArray())
                .join();
    }

    /** Hands a component in and does not wait for it. */
    CompletableFuture<SubmittedChange.Result> submitUpsert(String id) {
        return SubmittedChange.submit(
                log,
                RegistryRecord.UPSERT,
                UpsertRequest.newBuilder()
                        .addEntities(component(id, "hourly"))
                        .build()
                        .toByteArray());
    }

    private static Entity type(String id, ComponentKind kind) {
        MeasuringComponentType.Builder type =
                MeasuringComponentType.newBuilder().setId(id).setKind(kind);
        if (kind == ComponentKind.INTERVAL) {
            type.setInterval(Duration.newBuilder().setSeconds(3_600));
        }
        return Entity.newBuilder().setMeasuringComponentType(type).build();
    }

    static Entity component(String id, String type) {
        return Entity.newBuilder()
                .setMeasuringComponent(MeasuringComponent.newBuilder().setId(id).setType(type))
                .build();
    }

    /** Writes a random batch and waits until it is acknowledged. */
    void write(SplittableRandom random) {
        ReadingBatch.Builder batch = ReadingBatch.newBuilder().setSequence(++sequence);
        int kind = random.nextInt(10);
        if (kind < 6) {
            var columns = batch.getColumnsBuilder();
            for (int i = random.nextInt(1, 40); i > 0; i--) {
                columns.addHandle(handle(random)).addTimeMillis(hour(random)).addValue(random.nextInt(1_000));
                columns.addCondition(random.nextInt(4) == 0 ? 301_000 : 501_000);
            }
        } else if (kind < 9) {
            int count = random.nextInt(1, 100);
            var runs = batch.getRunsBuilder();
            runs.addHandle(handle(random)).addStartTimeMillis(hour(random)).addCount(count);
            for (int i = 0; i < count; i++) {
                runs.addValue(random.nextInt(1_000));
            }
        } else {
            long from = hour(random);
            batch.getDeletionsBuilder()
                    .addHandle(handle(random))
                    .addStartTimeMillis(from)
                    .addEndTimeMillis(from + random.nextInt(1, 200) * HOUR);
        }
        byte[] record = ReadingsRecord.of(
                "head-end", sequence, Long.MAX_VALUE, batch.build().toByteArray());
        SubmittedChange.submit(log, RecordTypes.READINGS, record).join();
    }

    private static int handle(SplittableRandom random) {
        return random.nextInt(1, COMPONENTS + 3);
    }

    private static long hour(SplittableRandom random) {
        return START + random.nextInt(HOURS) * HOUR;
    }

    /** Everything that can be asked of the state, as text. */
    String image() {
        StringBuilder text = new StringBuilder();
        TreeMap<String, Long> writers = new TreeMap<>();
        state.writers().forEach(writers::put);
        text.append(writers).append('\n').append(state.earliestMillis()).append('\n');
        state.registry().writeSnapshot(part -> text.append(part).append('\n'));
        state.estimation().writeSnapshot(part -> text.append(part).append('\n'));
        ReadingColumns columns = new ReadingColumns();
        for (int handle = 1; handle < state.registry().components().nextHandle(); handle++) {
            columns.clear();
            state.store().copy(handle, Months.BEGIN_MILLIS, Months.END_MILLIS, columns);
            text.append(handle).append(" mark ").append(state.tideMarks().latestContiguous(handle));
            for (int i = 0; i < columns.count; i++) {
                text.append(' ').append(columns.atMillis[i]).append('=').append(columns.value[i]);
                text.append('/').append(columns.condition[i]);
            }
            text.append('\n');
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        try {
            log.stop();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        journal.close();
        state.close();
    }
}
