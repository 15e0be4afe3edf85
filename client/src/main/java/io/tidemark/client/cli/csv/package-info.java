/**
 * {@code tidemark import}: readings out of CSV files of any shape.
 *
 * <p>A row's way: {@link io.tidemark.client.cli.csv.InputFile} opens the file as it lies (plain, gzip, zip),
 * {@link io.tidemark.client.cli.csv.RowReader} turns a record into readings with the help of
 * {@link io.tidemark.client.cli.csv.TimestampReader}, {@link io.tidemark.client.cli.csv.NumberReader} and the column
 * mapping, and {@link io.tidemark.client.cli.csv.BatchSender} puts them into batches and books what the server says about
 * them, back to line and column. What cannot be read or was refused goes to {@link io.tidemark.client.cli.csv.Rejects}.
 *
 * <p>Runs on the main thread; only one batch of rows and what is in flight is ever in memory. May import: the client
 * library, the frame of the command line, FastCSV and the progress bar.
 */
package io.tidemark.client.cli.csv;
