/**
 * The commands of the load test's jar, and what they print. May import: the other rooms, the client and picocli.
 */
package io.tidemark.loadtest.cli;
