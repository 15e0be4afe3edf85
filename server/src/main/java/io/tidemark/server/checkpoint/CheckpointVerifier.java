package io.tidemark.server.checkpoint;

import io.tidemark.server.journal.JournalFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads every byte of the checkpoints in a directory. Changes nothing. */
public final class CheckpointVerifier {

    /**
     * What was found in one file.
     *
     * @param file its name
     * @param position where a start from it would begin to replay the journal
     * @param what what is wrong; empty where all is well
     */
    public record Verdict(String file, long position, String what) {

        /** Whether a server could start from it. */
        public boolean isGood() {
            return what.isEmpty();
        }
    }

    private CheckpointVerifier() {}

    /**
     * One verdict for each checkpoint, newest first. To which store it belongs is not looked at.
     *
     * @throws IOException if a file cannot be read
     */
    public static List<Verdict> verify(JournalFiles files) throws IOException {
        List<Verdict> verdicts = new ArrayList<>();
        for (String name : new CheckpointFolder(files, null).newestFirst()) {
            long position = CheckpointLayout.position(name);
            String what = "";
            try {
                CheckpointReader.read(files, name, null, position, CheckpointReader.Frames.NONE);
            } catch (CheckpointDamagedException damaged) {
                if (!files.list().contains(name)) {
                    // A server beside this has deleted it meanwhile.
                    continue;
                }
                what = damaged.getMessage();
            }
            verdicts.add(new Verdict(name, position, what));
        }
        return verdicts;
    }
}
