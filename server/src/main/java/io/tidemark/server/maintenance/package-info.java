/**
 * Commands for the operator of a data directory whose server is stopped: what is good in its journal, cut it where it is
 * damaged, fill an empty directory from a backup.
 *
 * <p>Each runs on the main thread of a process of its own and prints plain lines. They share the exit statuses of the
 * command line: 0 when all is well, 1 when something is damaged, 2 when called wrongly.
 *
 * <p>May import: {@code journal}.
 */
package io.tidemark.server.maintenance;
