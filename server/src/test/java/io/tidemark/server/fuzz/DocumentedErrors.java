package io.tidemark.server.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pairs of status and reason that docs/errors.md lists, as {@code STATUS REASON}. */
final class DocumentedErrors {

    /** What no request may bring about, whatever its bytes. */
    static final Set<String> FAULTS = Set.of(
            "INTERNAL INTERNAL_FAULT",
            "UNAVAILABLE JOURNAL_FAILED",
            "UNAVAILABLE WRITER_FAILED",
            "DATA_LOSS JOURNAL_DAMAGED");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z_]+) \\| `([A-Z_]+)` \\| .+ \\|$");

    /** All of them. */
    static final Set<String> ALL = read();

    private DocumentedErrors() {}

    private static Set<String> read() {
        Set<String> pairs = new TreeSet<>();
        try {
            Matcher row = ROW.matcher(Files.readString(Path.of("..", "docs", "errors.md")));
            while (row.find()) {
                pairs.add(row.group(1) + ' ' + row.group(2));
            }
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        return pairs;
    }
}
