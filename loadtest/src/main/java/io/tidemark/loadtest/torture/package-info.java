/**
 * The long suites: which there are, how each is run, and the table of what they found.
 *
 * <p>A row of the table is a {@link io.tidemark.loadtest.torture.TortureTest}; {@link
 * io.tidemark.loadtest.torture.TortureRows} lists them all. There are two kinds:
 *
 * <ul>
 *   <li>what needs servers in processes of their own and a load is run by this process, such as {@link
 *       io.tidemark.loadtest.torture.KillRow};
 *   <li>what tries the server's rooms from inside is a JUnit class of the module {@code server}, run by Maven with {@code
 *       -Dtidemark.torture=full}: {@link io.tidemark.loadtest.torture.JUnitRow} names the classes, each of which is
 *       annotated with {@code @TortureRow} and leaves a small file of counts, {@code ROW.CLASS.properties}, that {@link
 *       io.tidemark.loadtest.torture.ResultFiles} adds up.
 * </ul>
 *
 * <p>To add a row: implement {@code TortureTest}, or annotate the JUnit classes; then list it in {@code TortureRows}. One
 * thread. May import: {@code crash}, {@code overload}, {@code verify} and the client.
 */
package io.tidemark.loadtest.torture;
