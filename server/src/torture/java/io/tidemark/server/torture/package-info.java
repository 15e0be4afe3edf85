/**
 * What the long suites of the server and of the load test share, a source directory of the tests of both modules: how many cases are run, and the count of them that {@code tidemark torture} collects.
 *
 * <p>A test class joins the table with {@link io.tidemark.server.torture.TortureRow}, takes its counts from {@link
 * io.tidemark.server.torture.Torture#count} and tells {@link io.tidemark.server.torture.Torture#tried} what it went
 * through; its row and its class are listed in {@code TortureRows} of the load test's module, where the table is printed.
 */
package io.tidemark.server.torture;
