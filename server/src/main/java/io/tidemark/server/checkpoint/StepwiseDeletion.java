package io.tidemark.server.checkpoint;

import io.tidemark.server.journal.DeviceRest;
import io.tidemark.server.journal.JournalFiles;
import io.tidemark.server.journal.SegmentFile;
import java.io.IOException;

/**
 * Deletes a file of gigabytes a little at a time. Deleted at once it may keep a device that is told of free space busy for half a
 * second, and every acknowledgement waits for the device.
 */
final class StepwiseDeletion {

    static final long STEP_BYTES = 64L << 20;

    private StepwiseDeletion() {}

    /** Deletes a file that nobody has open; that there is none is no error. Stopped anywhere, it leaves a shorter one. */
    static void delete(JournalFiles files, String name) throws IOException {
        // A thread that was told to stop has no time for it, nor could it write.
        if (!Thread.currentThread().isInterrupted() && files.list().contains(name)) {
            shorten(files, name);
        }
        files.delete(name);
    }

    private static void shorten(JournalFiles files, String name) throws IOException {
        try (SegmentFile file = files.open(name)) {
            for (long size = file.size() - STEP_BYTES; size > 0; size -= STEP_BYTES) {
                long began = System.nanoTime();
                file.resize(size);
                file.force();
                DeviceRest.after(began);
            }
        } catch (IOException refused) {
            // It was only to be gentle: what counts is whether the file can be deleted.
        }
    }
}
