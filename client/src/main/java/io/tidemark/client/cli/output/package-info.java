/**
 * Rows of a result, as a table for people, or as CSV or JSON for programs. A command names its columns once and writes
 * plain values; the form is the user's choice.
 *
 * <p>For one thread. May import: {@code java.base} only.
 */
package io.tidemark.client.cli.output;
