package io.tidemark.server.ingest;

import io.tidemark.server.journal.Journal;
import io.tidemark.server.journal.JournalFullException;
import io.tidemark.server.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the journal's disk is full, and tells the log once when it fills and once when it has room again; what a
 * sender is told, each time. The journal thread's own.
 */
final class DiskRoom {

    private static final Logger LOG = LoggerFactory.getLogger(DiskRoom.class);

    private long refusedChanges;

    /** A change was not written for lack of room; the refusal says what its sender is told. */
    Refusal refused(JournalFullException full) {
        if (refusedChanges++ == 0) {
            LOG.warn(
                    "the disk is full: {}. New changes are refused with DISK_FULL and queries go on; make room on the data"
                            + " directory's disk, a restart is not needed",
                    reason(full));
        }
        return Refusal.of(
                        Refusal.Kind.RESOURCE_EXHAUSTED,
                        "DISK_FULL",
                        "the server's disk has no room for the journal's next segment (" + reason(full)
                                + "). Make room on the data directory's disk, then send this again; nothing that was"
                                + " acknowledged is lost, and queries go on")
                .with("limit", "disk space of the data directory");
    }

    /** A change was written; small ones still are while a full disk refuses others. */
    void written(Journal journal) {
        if (refusedChanges > 0 && !journal.outOfSpace()) {
            LOG.info("the disk has room again: changes are taken in; {} were refused meanwhile", refusedChanges);
            refusedChanges = 0;
        }
    }

    /** What the disk said, where it said something. */
    private static String reason(JournalFullException full) {
        Throwable disk = full.getCause();
        return disk == null || disk.getMessage() == null ? full.getMessage() : disk.getMessage();
    }
}
