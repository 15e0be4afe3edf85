package io.tidemark.server.checkpoint;

/** Something but readings changed while a checkpoint was made, so that its parts may not belong together. */
final class ChangedMeanwhileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ChangedMeanwhileException() {
        super("something but readings changed while a checkpoint was made");
    }
}
