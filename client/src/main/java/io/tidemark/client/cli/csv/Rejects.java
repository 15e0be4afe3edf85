package io.tidemark.client.cli.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.tidemark.client.cli.UsageException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** What was not taken, one line each, in a CSV file that is made with the first of them. */
final class Rejects implements Closeable {

    private final Path file;
    private final Tally tally;
    private CsvWriter writer;

    Rejects(Path file, Tally tally) {
        this.file = file;
        this.tally = tally;
    }

    /**
     * Notes a reading or a row that was not taken.
     *
     * @param column empty where the whole row is meant
     * @param time empty where it is not known
     */
    void add(
            String input,
            long line,
            String column,
            String component,
            String time,
            String value,
            String reason,
            String message) {
        tally.rejected++;
        try {
            if (writer == null) {
                writer = CsvWriter.builder().build(file);
                writer.writeRecord("file", "line", "column", "component", "time", "value", "reason", "message");
            }
            writer.writeRecord(input, Long.toString(line), column, component, time, value, reason, message);
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new UsageException("--rejects " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Where they are; null when there are none. */
    Path file() {
        return writer == null ? null : file;
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
