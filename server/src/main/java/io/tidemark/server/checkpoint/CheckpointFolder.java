package io.tidemark.server.checkpoint;

import io.tidemark.server.journal.JournalFiles;
import io.tidemark.server.journal.StoreId;
import io.tidemark.server.step.Step;
import io.tidemark.server.step.Steps;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** The files of checkpoints. One thread's own. */
final class CheckpointFolder {

    /** Checkpoints kept: the newest, and one to fall back on. */
    static final int KEPT = 2;

    private static final String WRITING = "checkpoint.writing";

    /** Name of one that counts no longer, while it is deleted. */
    private static final String DELETING = "checkpoint.deleting";

    private final JournalFiles files;
    private final StoreId storeId;
    private final Steps steps;

    CheckpointFolder(JournalFiles files, StoreId storeId) {
        this(files, storeId, Steps.NONE);
    }

    CheckpointFolder(JournalFiles files, StoreId storeId, Steps steps) {
        this.files = files;
        this.steps = steps;
        this.storeId = storeId;
    }

    JournalFiles files() {
        return files;
    }

    StoreId storeId() {
        return storeId;
    }

    /** Names of the checkpoints, newest first. */
    List<String> newestFirst() throws IOException {
        return files.list().stream()
                .filter(CheckpointLayout::isName)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** Deletes what an earlier attempt, or a crash, left. */
    void tidy() throws IOException {
        StepwiseDeletion.delete(files, WRITING);
        StepwiseDeletion.delete(files, DELETING);
    }

    /** Begins a checkpoint, after {@link #tidy}. */
    CheckpointWriter begin(long position) throws IOException {
        return new CheckpointWriter(files, WRITING, storeId, position);
    }

    /** Gives up the one that was begun. */
    void giveUp() throws IOException {
        StepwiseDeletion.delete(files, WRITING);
    }

    /** Reads back the one that was begun and finished, publishes it, and deletes all but the kept ones. */
    void publish(long position) throws IOException {
        String name = CheckpointLayout.name(position);
        CheckpointReader.read(files, WRITING, storeId, position, CheckpointReader.Frames.NONE);
        steps.reached(Step.BEFORE_CHECKPOINT_RENAME);
        files.rename(WRITING, name);
        steps.reached(Step.AFTER_CHECKPOINT_RENAME);
        files.forceDirectory();
        steps.reached(Step.BEFORE_CHECKPOINT_DELETE);
        List<String> names = newestFirst();
        for (String old : names.subList(Math.min(KEPT, names.size()), names.size())) {
            files.rename(old, DELETING);
            // Before it is shortened: else a crash could leave a part of it under the name of a whole one.
            files.forceDirectory();
            StepwiseDeletion.delete(files, DELETING);
        }
        files.forceDirectory();
    }
}
