/**
 * The command line: one class a command, on one frame.
 *
 * <p>{@link io.tidemark.client.cli.CommandCatalog} names every command with its group and one line about it; only the one
 * that is called is made, so the start stays quick. A command that asks the server extends
 * {@link io.tidemark.client.cli.ServerCommand}, takes its options from the mixins here, and writes rows through
 * {@link io.tidemark.client.cli.output.RowWriter}. Results go to standard output, everything else to standard error, and
 * {@link io.tidemark.client.cli.ExitCode} says what a status means.
 *
 * <p>Runs on the main thread. May import: the client library, picocli, the libraries for CSV and progress bars.
 */
package io.tidemark.client.cli;
