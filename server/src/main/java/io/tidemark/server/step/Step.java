package io.tidemark.server.step;

/** Named moments in the server's work at which a crash test may end the process. */
public enum Step {
    /** Before buffered records go to the segment's file. */
    BEFORE_WRITE,
    /** After that. */
    AFTER_WRITE,
    /** Before a segment is forced to the device. */
    BEFORE_FORCE,
    /** After that. */
    AFTER_FORCE,
    /** Before a commit mark, or an end mark, is written. */
    BEFORE_MARK,
    /** After that. */
    AFTER_MARK,
    /** Before a full segment is ended. */
    BEFORE_ROLL,
    /** When the next segment is in use. */
    AFTER_ROLL,
    /** Before an empty segment is made. */
    BEFORE_PREPARE,
    /** After that. */
    AFTER_PREPARE,
    /** Before a torn tail is cut at a start. */
    BEFORE_CUT,
    /** After that. */
    AFTER_CUT,

    /** When a group is durable, before any of it is applied. */
    BEFORE_APPLY,
    /** When a group is applied, before anybody is told. */
    BEFORE_ACKNOWLEDGE,
    /** When everybody was told. */
    AFTER_ACKNOWLEDGE,

    /** Before a map of blocks is made, live or in recovery. */
    BEFORE_MAP,
    /** After that. */
    AFTER_MAP,

    /** When the file of a checkpoint is begun and empty but for its head. */
    CHECKPOINT_BEGUN,
    /** When a chunk of components is written. */
    CHECKPOINT_CHUNK_WRITTEN,
    /** Before the file of a checkpoint is ended and forced. */
    BEFORE_CHECKPOINT_FORCE,
    /** After that. */
    AFTER_CHECKPOINT_FORCE,
    /** When the file was read back, before it is given its name. */
    BEFORE_CHECKPOINT_RENAME,
    /** When it has its name, before the directory is forced. */
    AFTER_CHECKPOINT_RENAME,
    /** When the checkpoint is published, before the oldest goes. */
    BEFORE_CHECKPOINT_DELETE,
    /** Before journal that checkpoints cover is deleted. */
    BEFORE_JOURNAL_DELETE,
    /** After that. */
    AFTER_JOURNAL_DELETE
}
