/**
 * The commands of periodic estimation: find what is missing, say why, fill it, and settle it. Each runs on the command
 * line's thread. May import: the client, the command line's rooms, the contract's messages, picocli.
 */
package io.tidemark.client.cli.estimation;
