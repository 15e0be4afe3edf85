package io.tidemark.server.maintenance;

import io.tidemark.server.checkpoint.CheckpointVerifier;
import io.tidemark.server.journal.DiskFiles;
import io.tidemark.server.journal.JournalFiles;
import io.tidemark.server.journal.JournalVerifier;
import io.tidemark.server.journal.SegmentVerdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the checkpoints of a data directory stand for: a good one makes the journal below it unnecessary for a start. */
record Coverage(List<CheckpointVerifier.Verdict> checkpoints) {

    static Coverage of(Path dataDirectory) throws IOException {
        Path folder = DataFolders.checkpoints(dataDirectory);
        return new Coverage(Files.isDirectory(folder) ? CheckpointVerifier.verify(DiskFiles.at(folder)) : List.of());
    }

    /** Whether the first damage of a journal lies before a good checkpoint. */
    boolean coversDamageOf(JournalFiles journal) throws IOException {
        for (SegmentVerdict verdict : JournalVerifier.verify(journal)) {
            if (verdict.stopsTheStart()) {
                long damaged = verdict.basePosition() + verdict.goodBytes();
                return checkpoints.stream()
                        .anyMatch(checkpoint -> checkpoint.isGood() && checkpoint.position() > damaged);
            }
        }
        return false;
    }

    /** Whether there are checkpoints, and none of them is good. */
    boolean isAllDamaged() {
        return !checkpoints.isEmpty() && checkpoints.stream().noneMatch(CheckpointVerifier.Verdict::isGood);
    }

    /** What is wrong with the newest that is damaged; only where one is. */
    String damage() {
        return checkpoints.stream()
                .filter(checkpoint -> !checkpoint.isGood())
                .findFirst()
                .map(checkpoint -> checkpoint.file() + ": " + checkpoint.what())
                .orElseThrow();
    }

    /** Whether the beginning of the journal was deleted and nothing good stands for it. */
    boolean isNeededButMissing(List<SegmentVerdict> segments) {
        long first = segments.stream()
                .filter(segment -> !segment.file().equals("store.id"))
                .mapToLong(SegmentVerdict::basePosition)
                .min()
                .orElse(0);
        return first > 0 && checkpoints.stream().noneMatch(CheckpointVerifier.Verdict::isGood);
    }

    void print(PrintWriter out) {
        for (CheckpointVerifier.Verdict checkpoint : checkpoints) {
            out.println(checkpoint.file() + "  "
                    + (checkpoint.isGood()
                            ? "good"
                            : "damaged: " + checkpoint.what() + "; an older one or the journal is used"));
        }
        out.flush();
    }
}
