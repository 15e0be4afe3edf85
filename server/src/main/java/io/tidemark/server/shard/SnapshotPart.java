package io.tidemark.server.shard;

import java.util.function.Consumer;

/**
 * A part of the state that a checkpoint holds as a whole, everything but readings and tide marks. A room whose state is
 * changed by records of its own has one, and names it in {@link State#parts}: as long as a record was applied whose type
 * no part owns, no checkpoint is made.
 */
public interface SnapshotPart {

    /** A stable name of 1 to 255 ASCII letters. */
    String name();

    /** Whether everything that records of this type change is in this part. */
    boolean owns(int recordType);

    /**
     * Whether batches of readings change the part, too. It is then captured after all components, and batches before that
     * are not shown to it again.
     */
    default boolean followsReadings() {
        return false;
    }

    /** Gives the part out in pieces, each at most a few MiB. Writer thread. */
    void write(Consumer<byte[]> pieces);

    /** Takes one piece in, in the order of writing; the state was empty before the first. */
    void restore(byte[] piece);
}
