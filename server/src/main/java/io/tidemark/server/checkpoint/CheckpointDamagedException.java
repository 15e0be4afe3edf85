package io.tidemark.server.checkpoint;

/** A checkpoint is not as it was written, or there is none where the journal begins too late without. */
public final class CheckpointDamagedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CheckpointDamagedException(String message) {
        super(message);
    }

    CheckpointDamagedException(String file, long offset, String what) {
        super("checkpoint file " + file + ", offset " + offset + ": " + what);
    }
}
