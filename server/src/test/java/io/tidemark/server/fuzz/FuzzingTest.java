package io.tidemark.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Jazzer looks for bytes that bring the server down: a process and {@link #SECONDS} seconds a target,
 * two at a time. What it keeps grows
 * under {@code target/fuzz}. An input that fails stands in base 64 in its log, a line for the corpus of the build.
 */
@TortureRow("fuzz")
class FuzzingTest {

    private static final int SECONDS = Torture.count(2, 60);
    /** Targets at a time: each keeps a core busy, more or less. */
    private static final int TOGETHER = 2;

    private static final int INPUT_BYTES_MAX = 2_048;

    /** An input that takes longer hangs: longer than a call may take, and a stop of the server. */
    private static final int INPUT_SECONDS_MAX = 50;

    /** For the start, the corpus, and the end. */
    private static final int ENDING_SECONDS_MAX = 180;

    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs");

    /** All of them in the long suite; in the build the quickest, so that the looking itself is known to work. */
    static List<FuzzTarget> targets() {
        return Torture.full() ? List.of(FuzzTarget.values()) : List.of(FuzzTarget.BATCH);
    }

    @Test
    void no_bytes_are_found_that_the_server_does_not_stand() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(TOGETHER);
        try {
            List<Future<Void>> ends = threads.invokeAll(
                    targets().stream().map(FuzzingTest::lookingFor).toList());
            assertThat(ends).allSatisfy(Future::get);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Void> lookingFor(FuzzTarget target) {
        return () -> {
            look(target);
            return null;
        };
    }

    private static void look(FuzzTarget target) throws Exception {
        Path kept = Files.createDirectories(Path.of("target", "fuzz", target.corpus()));
        Path begun = kept.resolveSibling(target.corpus() + "-begun");
        FuzzCorpus.unpack(target, begun);
        Path log = Path.of("target", "fuzz", target.corpus() + ".log");
        List<String> words = new ArrayList<>();
        words.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add-") || flag.startsWith("--enable-native"))
                .forEach(words::add);
        words.addAll(List.of(
                "-Xmx1500m",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzEntry.class.getName(),
                "--target_args=" + target.corpus(),
                "--instrumentation_includes=io.tidemark.**:com.google.protobuf.**",
                // Its hooks do not get along with the queues of Netty.
                "--custom_hook_includes=io.tidemark.**",
                "--reproducer_path=" + kept.getParent(),
                "-artifact_prefix=" + kept.getParent() + File.separator + target.corpus() + "-",
                "-max_total_time=" + SECONDS,
                "-timeout=" + INPUT_SECONDS_MAX,
                "-rss_limit_mb=0",
                "-max_len=" + INPUT_BYTES_MAX,
                kept.toString(),
                begun.toString()));
        Process jazzer = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(jazzer.waitFor(SECONDS + ENDING_SECONDS_MAX, TimeUnit.SECONDS))
                    .as("Jazzer ends in time; its log is %s", log)
                    .isTrue();
        } finally {
            jazzer.destroyForcibly();
        }
        String said = Files.readString(log, StandardCharsets.ISO_8859_1);
        assertThat(jazzer.exitValue())
                .as("Jazzer's log is %s: %s", log, lastOf(said))
                .isZero();
        Matcher done = DONE.matcher(said);
        assertThat(done.find()).as("runs in %s", log).isTrue();
        long runs = Long.parseLong(done.group(1));
        assertThat(runs)
                .as("runs in %s", log)
                .isGreaterThan(FuzzCorpus.of(target).size());
        Torture.tried(runs, 0);
    }

    private static String lastOf(String text) {
        return text.substring(Math.max(0, text.length() - 2_000));
    }
}
