package io.tidemark.server.checkpoint;

import io.tidemark.server.ingest.CommitLog;
import io.tidemark.server.journal.Journal;
import io.tidemark.server.journal.JournalFiles;
import io.tidemark.server.shard.ComponentImages;
import io.tidemark.server.shard.SnapshotPart;
import io.tidemark.server.shard.SnapshotPart.Moment;
import io.tidemark.server.shard.State;
import io.tidemark.server.step.Step;
import io.tidemark.server.step.Steps;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes checkpoints of a running server's state, and deletes the journal that they cover. Any thread; one at a time. */
public final class Checkpointer {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

    /** Size at which a chunk of components is full, bytes; the last component may exceed it. */
    private static final int CHUNK_BYTES = 1 << 20;

    /** Components in a chunk. */
    private static final int CHUNK_COMPONENTS = 4_096;

    /**
     * What became of a checkpoint.
     *
     * @param position where replay begins now
     * @param bytes size of its file
     * @param segmentsDeleted segments of the journal that were deleted
     */
    public record Made(long position, long bytes, int segmentsDeleted) {}

    private record Piece(String part, byte[] bytes) {}

    private record Look(long position, long otherChanges, int handles, List<Piece> pieces) {

        List<Piece> ofPart(SnapshotPart part) {
            return pieces.stream()
                    .filter(piece -> piece.part.equals(part.name()))
                    .toList();
        }
    }

    private record Chunk(long position, long otherChanges, int toHandle) {}

    private final Steps steps;
    private final CommitLog log;
    private final State state;
    private final Journal journal;
    private final CheckpointFolder folder;
    private final ComponentImages images;
    private final int chunkComponents;
    private long newestPosition;
    private long newestBytes;
    private boolean isHoldingOthersBack;

    /**
     * @param files the directory of the checkpoints
     */
    public Checkpointer(CommitLog log, State state, Journal journal, JournalFiles files) throws IOException {
        this(log, state, journal, files, Steps.NONE);
    }

    /**
     * @param files the directory of the checkpoints
     * @param steps is told of each step
     */
    public Checkpointer(CommitLog log, State state, Journal journal, JournalFiles files, Steps steps)
            throws IOException {
        this(log, state, journal, files, CHUNK_COMPONENTS, steps);
    }

    Checkpointer(CommitLog log, State state, Journal journal, JournalFiles files, int chunkComponents, Steps steps)
            throws IOException {
        this.steps = steps;
        this.chunkComponents = chunkComponents;
        this.log = log;
        this.state = state;
        this.journal = journal;
        this.folder = new CheckpointFolder(files, journal.storeId(), steps);
        this.images = new ComponentImages(state);
        this.newestPosition = folder.newestFirst().stream()
                .findFirst()
                .map(CheckpointLayout::position)
                .orElse(journal.firstPosition());
    }

    /** Bytes of journal that a start would replay now. */
    public synchronized long replayBytes() {
        return journal.durablePosition() - newestPosition;
    }

    /**
     * Whether a checkpoint is worth its writing: a start would have to replay more than it should, and more than the last
     * checkpoint of this process was large, so that no more is written to checkpoints than to the journal.
     */
    public synchronized boolean isDue(long replayBytesMax) {
        return replayBytes() > Math.max(replayBytesMax, newestBytes);
    }

    /**
     * Makes a checkpoint. After one that was given up because something but readings changed meanwhile, such changes wait until
     * the next is made: else a server whose registry never rests would have none, and keep its journal for ever.
     *
     * @return empty when it was given up: something is in the state that no part of a checkpoint holds, or something but
     *     readings changed meanwhile
     * @throws IOException if a file cannot be written; the checkpoints before it are kept
     */
    public synchronized Optional<Made> make() throws IOException {
        if (!state.fitsIntoParts()) {
            LOG.info("no checkpoint: the state has records that no part of a checkpoint holds");
            return Optional.empty();
        }
        folder.tidy();
        if (isHoldingOthersBack) {
            log.holdOthersBack();
        }
        try {
            return attempt();
        } finally {
            log.letOthersGo();
        }
    }

    private Optional<Made> attempt() throws IOException {
        Look beginning = Capture.besideQueries(log, state, position -> look(position, Moment.AT_POSITION));
        boolean isPublished = false;
        long bytes;
        try {
            try (CheckpointWriter writer = folder.begin(beginning.position)) {
                steps.reached(Step.CHECKPOINT_BEGUN);
                BesideReadings beside = new BesideReadings(state, beginning.otherChanges);
                for (SnapshotPart part : state.parts()) {
                    if (part.moment() == Moment.BESIDE_READINGS) {
                        beside.write(part, writer);
                    } else {
                        writePieces(beginning.ofPart(part), writer);
                    }
                }
                for (int handle = 1; handle < beginning.handles; ) {
                    int from = handle;
                    Chunk chunk = Capture.at(log, state, position -> chunk(position, from, beginning.handles));
                    beside.check(chunk.otherChanges);
                    writer.components(chunk.position, from, chunk.toHandle, images.collected());
                    steps.reached(Step.CHECKPOINT_CHUNK_WRITTEN);
                    handle = chunk.toHandle;
                }
                Look end = Capture.besideQueries(log, state, position -> look(position, Moment.BEHIND_COMPONENTS));
                beside.check(end.otherChanges);
                log.letOthersGo();
                writePieces(end.pieces, writer);
                steps.reached(Step.BEFORE_CHECKPOINT_FORCE);
                writer.finish(end.position);
                steps.reached(Step.AFTER_CHECKPOINT_FORCE);
                bytes = writer.bytes();
            }
            folder.publish(beginning.position);
            isPublished = true;
            isHoldingOthersBack = false;
        } catch (ChangedMeanwhileException changed) {
            LOG.info("no checkpoint: more than readings changed while it was made; changes will wait for the next");
            isHoldingOthersBack = true;
            return Optional.empty();
        } finally {
            if (!isPublished) {
                // Deleting takes its time, and nobody should wait for it.
                log.letOthersGo();
                folder.giveUp();
            }
        }
        newestPosition = beginning.position;
        newestBytes = bytes;
        steps.reached(Step.BEFORE_JOURNAL_DELETE);
        int deleted = deleteCovered();
        steps.reached(Step.AFTER_JOURNAL_DELETE);
        LOG.info("checkpoint at {}: {} bytes; {} journal segments deleted", newestPosition, bytes, deleted);
        return Optional.of(new Made(newestPosition, bytes, deleted));
    }

    /** Captures the parts of a moment, whole. Writer thread. */
    private Look look(long position, Moment moment) {
        List<Piece> pieces = new ArrayList<>();
        for (SnapshotPart part : state.parts()) {
            if (part.moment() == moment) {
                part.write(bytes -> pieces.add(new Piece(part.name(), bytes)));
            }
        }
        return new Look(
                position,
                state.changesBesidesReadings(),
                state.registry().components().nextHandle(),
                pieces);
    }

    private static void writePieces(List<Piece> pieces, CheckpointWriter writer) throws IOException {
        for (Piece piece : pieces) {
            writer.part(piece.part, piece.bytes);
        }
    }

    private Chunk chunk(long position, int fromHandle, int handles) {
        images.clear();
        int handle = fromHandle;
        while (handle < handles && images.size() < CHUNK_BYTES && handle - fromHandle < chunkComponents) {
            images.add(handle++);
        }
        return new Chunk(position, state.changesBesidesReadings(), handle);
    }

    /** The journal is kept from the older checkpoint on, so that damage to the newer one costs nothing. */
    private int deleteCovered() throws IOException {
        List<String> names = folder.newestFirst();
        return names.size() < CheckpointFolder.KEPT
                ? 0
                : journal.deleteBelow(CheckpointLayout.position(names.get(names.size() - 1)));
    }

    /** Runs something while no checkpoint is made or deleted. */
    public synchronized <T> T whileStill(Still<T> work) throws IOException {
        return work.run(folder.files(), folder.newestFirst());
    }

    /** What {@link #whileStill} runs. */
    public interface Still<T> {

        /** Is given the files and the names of the checkpoints, newest first. */
        T run(JournalFiles files, List<String> names) throws IOException;
    }
}
