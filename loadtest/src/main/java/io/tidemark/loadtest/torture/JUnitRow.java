package io.tidemark.loadtest.torture;

import io.tidemark.client.process.TidemarkHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * JUnit classes of a module, run by Maven at their full counts. Maven runs in a process of its own, on the Java runtime of
 * this one; what it prints goes into a log beside the results.
 *
 * @param module the module that has the classes, such as {@code server}
 * @param classes their simple names; each is annotated with {@code @TortureRow} of this row's name
 */
record JUnitRow(String name, String title, String module, List<String> classes) implements TortureTest {

    @Override
    public TortureResult run(TortureSetting setting, PrintWriter out) throws IOException, InterruptedException {
        Path home = TidemarkHome.path()
                .orElseThrow(
                        () -> new IOException("the sources are not there: run this in a checkout, with ./tidemark"));
        Path results = Files.createDirectories(setting.directory().resolve(name));
        Path log = results.resolve("maven.log");
        List<String> words = new ArrayList<>(List.of(
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows") ? "mvn.cmd" : "mvn",
                "-B",
                "-ntp",
                "-pl",
                module,
                "-am",
                "test",
                "-Dtest=" + String.join(",", classes),
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dtidemark.torture=full",
                "-Dtidemark.torture.results=" + results));
        setting.seed().ifPresent(seed -> words.add("-Dtidemark.seed=" + seed));
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        out.println("  " + String.join(", ", classes) + "; Maven's log is " + log);
        out.flush();
        Process maven;
        try {
            maven = builder.start();
        } catch (IOException missing) {
            return TortureResult.notRun("Maven cannot be started (" + missing.getMessage() + "): put mvn on PATH");
        }
        Thread ender = new Thread(maven::destroy, "tidemark-maven-end");
        Runtime.getRuntime().addShutdownHook(ender);
        int status = maven.waitFor();
        Runtime.getRuntime().removeShutdownHook(ender);
        return ResultFiles.read(results, name, classes, status, log);
    }
}
