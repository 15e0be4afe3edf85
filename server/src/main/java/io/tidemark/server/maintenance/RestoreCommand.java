package io.tidemark.server.maintenance;

import io.tidemark.server.checkpoint.CheckpointVerifier;
import io.tidemark.server.journal.DiskFiles;
import io.tidemark.server.journal.JournalVerifier;
import io.tidemark.server.journal.SegmentVerdict;
import io.tidemark.server.maintenance.DataFolders.NotADataDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code restore}: fills an empty data directory from a backup, after and before every byte of it was checked. */
@Command(
        name = "restore",
        description = {
            "Fill an absent or empty data directory from a backup. Checks every byte of the backup before, and of the copy",
            "after. The backup is not changed. Exit status: 0 when a server starts from the copy, 1 when the backup is",
            "damaged or cannot be copied, 2 when called wrongly."
        },
        footer = {"", "Example:", "  tidemark restore /backup/monday /var/lib/tidemark"},
        mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "BACKUP", description = "What tidemark backup made.")
    private Path backup;

    @Parameters(index = "1", paramLabel = "DIR", description = "The data directory to fill, absent or empty.")
    private Path dataDirectory;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            Path source = DataFolders.existingJournal(backup);
            if (Files.exists(dataDirectory) && !isEmpty(dataDirectory)) {
                err.println("tidemark restore: " + dataDirectory
                        + " is not empty: name a directory that is absent or empty; nothing was changed");
                return ExitStatus.USAGE;
            }
            return restore(source, DataFolders.journal(dataDirectory));
        } catch (NotADataDirectory wrong) {
            err.println("tidemark restore: " + wrong.getMessage());
            return ExitStatus.USAGE;
        } catch (IOException failed) {
            err.println("tidemark restore: the backup was not restored: " + failed);
            return ExitStatus.DAMAGED;
        }
    }

    private int restore(Path source, Path target) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        DiskFiles from = DiskFiles.at(source);
        List<SegmentVerdict> before = JournalVerifier.verify(from);
        SegmentVerdict damaged = before.stream()
                .filter(SegmentVerdict::stopsTheStart)
                .findFirst()
                .orElse(null);
        if (damaged != null) {
            err.println("tidemark restore: the backup is damaged, nothing was copied: " + damaged.file() + ": "
                    + damaged.what());
            return ExitStatus.DAMAGED;
        }
        Coverage coverage = Coverage.of(backup);
        if (coverage.isNeededButMissing(before)) {
            err.println(
                    "tidemark restore: the backup is damaged, nothing was copied: the beginning of its journal is gone,"
                            + " and no good checkpoint stands for it"
                            + (coverage.isAllDamaged() ? ": " + coverage.damage() : ""));
            return ExitStatus.DAMAGED;
        }
        DiskFiles to = DiskFiles.at(target);
        boolean isSame = restoreCheckpoints();
        StoreFiles.copy(from, to);
        if (!isSame || !JournalVerifier.verify(to).equals(before)) {
            err.println(
                    "tidemark restore: the copy in " + target + " is not what the backup is. Is a server writing to "
                            + source + "? Remove the copy and try again");
            return ExitStatus.DAMAGED;
        }
        long records = before.stream().mapToLong(SegmentVerdict::records).sum();
        PrintWriter out = spec.commandLine().getOut();
        out.println("restored " + records + " records into " + target.getParent()
                + "; start with tidemark serve --data " + target.getParent());
        out.flush();
        return ExitStatus.OK;
    }

    /** Copies the checkpoints, if there are any; whether the copies are what the backup has. */
    private boolean restoreCheckpoints() throws IOException {
        Path source = DataFolders.checkpoints(backup);
        if (!Files.isDirectory(source)) {
            return true;
        }
        DiskFiles from = DiskFiles.at(source);
        DiskFiles to = DiskFiles.at(DataFolders.checkpoints(dataDirectory));
        StoreFiles.copy(from, to);
        return CheckpointVerifier.verify(to).equals(CheckpointVerifier.verify(from));
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }
}
