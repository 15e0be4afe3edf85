/**
 * What keeps a data directory safe. For a running server: {@link io.tidemark.server.maintenance.Backup}, on a thread of its
 * own, and {@link io.tidemark.server.maintenance.Retention}, on the timer's. For one that is stopped, commands: what is good in the journal, cut it where it is damaged, fill an empty directory
 * from a backup.
 *
 * <p>Each command runs on the main thread of a process of its own and prints plain lines. They share the exit statuses of the
 * command line: 0 when all is well, 1 when something is damaged, 2 when called wrongly.
 *
 * <p>May import: {@code journal}, {@code refusal}, {@code ingest}, {@code shard}, {@code store}.
 */
package io.tidemark.server.maintenance;
