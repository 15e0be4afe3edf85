package io.tidemark.server.checkpoint;

import io.tidemark.server.journal.JournalFiles;
import io.tidemark.server.journal.SegmentLayout;
import io.tidemark.server.journal.StoreId;
import io.tidemark.server.shard.ComponentImages;
import io.tidemark.server.shard.SnapshotPart;
import io.tidemark.server.shard.State;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the newest good checkpoint into an empty state. The starting thread's own. */
public final class CheckpointLoader {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointLoader.class);

    private final State state;
    private final ComponentImages images;
    private long[] capturedAt = {};
    private long endPosition;

    private CheckpointLoader(State state) {
        this.state = state;
        this.images = new ComponentImages(state);
    }

    /**
     * Loads the newest checkpoint that is good; leaves the state empty when there is none.
     *
     * @param journalFirstPosition where the journal begins
     * @return where to replay the journal from, and what to leave out
     * @throws CheckpointDamagedException if none is good and the journal does not begin at its beginning
     * @throws IOException if a file cannot be read
     */
    public static Loaded load(JournalFiles files, StoreId storeId, State state, long journalFirstPosition)
            throws IOException {
        for (String name : new CheckpointFolder(files, storeId).newestFirst()) {
            long position = CheckpointLayout.position(name);
            try {
                CheckpointReader.read(
                        files, name, storeId, position, (type, payload) -> checkParts(name, type, payload, state));
            } catch (CheckpointDamagedException damaged) {
                LOG.warn("{}; an older checkpoint or the journal alone is used", damaged.getMessage());
                continue;
            }
            CheckpointLoader loader = new CheckpointLoader(state);
            CheckpointReader.read(files, name, storeId, position, loader::restore);
            return new Loaded(position, loader.capturedAt, loader.endPosition);
        }
        if (journalFirstPosition > SegmentLayout.HEADER_BYTES) {
            throw new CheckpointDamagedException("the journal begins at position " + journalFirstPosition
                    + ", and there is no good checkpoint in " + files
                    + " for what lay before it: restore a backup into an empty directory");
        }
        return new Loaded(journalFirstPosition, new long[0], 0);
    }

    private static void checkParts(String file, byte type, ByteBuffer payload, State state) {
        if (type == CheckpointLayout.TYPE_PART) {
            String name = partName(payload);
            if (state.parts().stream().noneMatch(part -> part.name().equals(name))) {
                throw new CheckpointDamagedException(file, 0, "this server does not know the part " + name);
            }
        }
    }

    private static String partName(ByteBuffer payload) {
        byte[] name = new byte[payload.get()];
        payload.get(name);
        return new String(name, StandardCharsets.US_ASCII);
    }

    private void restore(byte type, ByteBuffer payload) {
        state.lock().write().lock();
        try {
            if (type == CheckpointLayout.TYPE_PART) {
                String name = partName(payload);
                byte[] piece = new byte[payload.remaining()];
                payload.get(piece);
                for (SnapshotPart part : state.parts()) {
                    if (part.name().equals(name)) {
                        part.restore(piece);
                    }
                }
            } else if (type == CheckpointLayout.TYPE_END) {
                endPosition = payload.getLong();
            } else {
                long position = payload.getLong();
                int fromHandle = payload.getInt();
                int toHandle = payload.getInt();
                capturedAt = Arrays.copyOf(capturedAt, Math.max(capturedAt.length, toHandle));
                Arrays.fill(capturedAt, fromHandle, toHandle, position);
                images.restore(payload.slice());
            }
        } finally {
            state.lock().write().unlock();
        }
    }

    /**
     * What was loaded.
     *
     * @param position where replay begins
     * @param capturedAt by handle, the position up to which a component's readings are in the state already
     * @param endPosition the position up to which the parts that follow readings know of them
     */
    public record Loaded(long position, long[] capturedAt, long endPosition) {}
}
