/**
 * The commands that change who is measured, and with what.
 *
 * <p>Runs on the main thread. May import: the client library, the frame of the command line, and the reader of portfolios
 * that scenario files have.
 */
package io.tidemark.client.cli.registry;
