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

    /** When a checkpoint captures a part. */
    enum Moment {

        /**
         * At the checkpoint's position, whole, on the writer thread: every batch of readings changes the part, and a replay
         * from there changes it again. It must be small.
         */
        AT_POSITION,

        /**
         * Piece by piece, while readings go on: only records of the part's own types change it. Should one come meanwhile,
         * the checkpoint is given up.
         */
        BESIDE_READINGS,

        /**
         * After all components, whole, on the writer thread: batches of readings may change the part, and those before that
         * moment are not shown to it again.
         */
        BEHIND_COMPONENTS
    }

    /** When a checkpoint captures the part. */
    Moment moment();

    /**
     * Gives the part out in pieces, each at most a few MiB; under either half of the state's lock. Of a part that is captured
     * {@link Moment#BESIDE_READINGS} a piece takes moments, and the lock may be given up and taken again while a piece is
     * handed on.
     */
    void write(Consumer<byte[]> pieces);

    /** Takes one piece in, in the order of writing; the state was empty before the first. */
    void restore(byte[] piece);
}
