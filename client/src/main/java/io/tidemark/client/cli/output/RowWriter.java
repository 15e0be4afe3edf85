package io.tidemark.client.cli.output;

/**
 * Writes the rows of a result.
 *
 * <p>A cell is a {@link String}, an {@link Integer} or {@link Long}, a {@link Double} (NaN: no value), a {@link Boolean},
 * an {@link java.time.Instant}, an enum constant, or null for no value.
 */
public interface RowWriter extends AutoCloseable {

    /** Writes one row, a cell for each column. */
    void row(Object... cells);

    /** Lets everything written so far be seen, as when rows come one by one over hours. */
    void flush();

    /** Adds a line for people below the rows, such as a sum; the forms for programs leave it out. */
    void note(String line);

    /** Writes what is still held back. The underlying writer stays open. */
    @Override
    void close();
}
