/**
 * The commands that ask for what is stored: readings, how far they go, what is missing, and interval deltas.
 *
 * <p>Runs on the main thread. May import: the client library and the frame of the command line.
 */
package io.tidemark.client.cli.query;
