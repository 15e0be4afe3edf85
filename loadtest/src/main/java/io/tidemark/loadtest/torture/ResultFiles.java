package io.tidemark.loadtest.torture;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Adds up the files of counts that the JUnit classes of a row leave; their keys stand with {@code TortureTally}. */
final class ResultFiles {

    private ResultFiles() {}

    /**
     * What the classes of a row found together.
     *
     * @param status exit status of Maven
     * @param log where Maven's output is
     */
    static TortureResult read(Path directory, String row, List<String> classes, int status, Path log)
            throws IOException {
        long cases = 0;
        long faults = 0;
        long failed = 0;
        long skipped = 0;
        List<String> messages = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (String test : classes) {
            Path file = directory.resolve(row + "." + test + ".properties");
            if (!Files.exists(file)) {
                silent.add(test);
                continue;
            }
            Properties counts = new Properties();
            try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                counts.load(in);
            }
            cases += number(file, counts, "cases");
            faults += number(file, counts, "faults");
            failed += number(file, counts, "failed");
            skipped += number(file, counts, "skipped");
            if (!counts.getProperty("message", "").isEmpty()) {
                messages.add(test + ": " + counts.getProperty("message"));
            }
        }
        if (failed > 0) {
            return TortureResult.broken(cases, faults, String.join("; ", messages));
        }
        if (!silent.isEmpty() || status != 0) {
            String who = silent.isEmpty() ? "Maven" : String.join(", ", silent);
            return new TortureResult(
                    TortureResult.Outcome.NOT_RUN, cases, faults, 0, 0, false, who + " did not end well; see " + log);
        }
        return skipped == 0
                ? TortureResult.held(cases, faults)
                : new TortureResult(
                        TortureResult.Outcome.HELD_IN_PART, cases, faults, 0, 0, true, String.join("; ", messages));
    }

    private static long number(Path file, Properties counts, String key) throws IOException {
        try {
            return Long.parseLong(counts.getProperty(key));
        } catch (NumberFormatException damaged) {
            throw new IOException(file + " has no number for " + key, damaged);
        }
    }
}
