package io.tidemark.loadtest.torture;

import java.io.IOException;
import java.io.PrintWriter;

/** One row of the table of {@code tidemark torture}. For one thread. */
public interface TortureTest {

    /** What {@code --only} calls it: lower case, with hyphens. */
    String name();

    /** What it does, in a few words. */
    String title();

    /**
     * Runs it at its full counts.
     *
     * @param setting what the caller asked for
     * @param out is told how it goes
     */
    TortureResult run(TortureSetting setting, PrintWriter out) throws IOException, InterruptedException;
}
