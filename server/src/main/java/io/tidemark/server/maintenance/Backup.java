package io.tidemark.server.maintenance;

import io.tidemark.server.checkpoint.Checkpointer;
import io.tidemark.server.journal.DiskFiles;
import io.tidemark.server.journal.Journal;
import io.tidemark.server.journal.JournalException;
import io.tidemark.server.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Copies the store beside the running server. May be called from any thread. */
public final class Backup {

    /** Characters a directory's path may have. */
    public static final int PATH_LENGTH_MAX = 4_096;

    /**
     * A finished backup.
     *
     * @param position every record below it is in the copy, and none at or above
     * @param bytes size of the copy's files
     */
    public record Done(long position, long bytes) {}

    private final Journal journal;
    private final Checkpointer checkpointer;
    private final AtomicBoolean isUnderWay = new AtomicBoolean();

    /** Backups of this journal, and of the checkpoints that stand for what was deleted of it. */
    public Backup(Journal journal, Checkpointer checkpointer) {
        this.journal = journal;
        this.checkpointer = checkpointer;
    }

    /**
     * Prepares a copy of everything durable into a directory that is absent or empty. The copy is a data directory. Never
     * waits; no other backup begins before the one given back has run.
     *
     * @param directory absolute path
     * @return makes the copy, on a thread that may wait for the disk; to be called once. Throws a {@link Refusal} when the
     *     directory is not empty, a file cannot be read or written, or damage was found; what is in the directory then
     *     does not open
     * @throws Refusal when the path will not do, or another backup is under way
     */
    public Supplier<Done> begin(String directory) {
        Path target = checked(directory);
        if (!isUnderWay.compareAndSet(false, true)) {
            throw Refusal.of(
                    Refusal.Kind.RESOURCE_EXHAUSTED,
                    "BACKUP_UNDER_WAY",
                    "another backup is under way; ask again when it is done");
        }
        return () -> copy(target);
    }

    private Done copy(Path target) {
        try {
            if (Files.exists(target) && !isEmpty(target)) {
                throw Refusal.of(
                                Refusal.Kind.FAILED_PRECONDITION,
                                "DIRECTORY_NOT_EMPTY",
                                "directory " + target + " is not empty: give the backup a directory of its own")
                        .with("field", "directory");
            }
            Path journalFolder = DataFolders.journal(target);
            Path checkpointFolder = DataFolders.checkpoints(target);
            long position = checkpointer.whileStill((files, names) -> {
                StoreFiles.copy(files, DiskFiles.at(checkpointFolder), names);
                return journal.copyTo(DiskFiles.at(journalFolder));
            });
            Coverage copied = Coverage.of(target);
            if (copied.isAllDamaged()) {
                throw damaged(copied.damage());
            }
            return new Done(position, bytes(journalFolder) + bytes(checkpointFolder));
        } catch (IOException | IllegalArgumentException failed) {
            throw Refusal.of(
                            Refusal.Kind.FAILED_PRECONDITION,
                            "BACKUP_FAILED",
                            "the backup into " + target + " was not finished (" + failed
                                    + "). Remove what is there, mend the cause and ask again")
                    .with("field", "directory");
        } catch (JournalException damaged) {
            throw damaged(damaged.getMessage());
        } finally {
            isUnderWay.set(false);
        }
    }

    private static Refusal damaged(String what) {
        return Refusal.of(
                Refusal.Kind.DATA_LOSS,
                "JOURNAL_DAMAGED",
                "the backup was not finished: " + what
                        + ". Do not stop the server before tidemark journal verify has been looked at: what is damaged"
                        + " on the disk may still be good in memory");
    }

    private static Path checked(String directory) {
        if (directory.isEmpty() || directory.length() > PATH_LENGTH_MAX) {
            throw invalid(directory, "give an absolute path of 1 to " + PATH_LENGTH_MAX + " characters");
        }
        try {
            Path path = Path.of(directory);
            if (!path.isAbsolute()) {
                throw invalid(directory, "give an absolute path on the server's machine");
            }
            return path.normalize();
        } catch (InvalidPathException malformed) {
            throw invalid(directory, "that is no path (" + malformed.getReason() + ")");
        }
    }

    private static Refusal invalid(String directory, String what) {
        return Refusal.invalid("BAD_DIRECTORY", "directory", directory, what);
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    private static long bytes(Path directory) throws IOException {
        long bytes = 0;
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.toList()) {
                bytes += Files.size(entry);
            }
        }
        return bytes;
    }
}
