package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher says where it cannot start anything. Nothing is built here. */
class LauncherTest {

    private static final Path LAUNCHER =
            Path.of("..", "tidemark").toAbsolutePath().normalize();
    private static final long SECONDS_MAX = 60;

    @TempDir
    private Path directory;

    @BeforeAll
    static void needsBash() {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash here");
    }

    /** Exit status, then what it said. */
    private String run(Path launcher, String javaHome) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(List.of("/bin/bash", launcher.toString(), "latest"))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", javaHome);
        Process process = builder.start();
        assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + " " + Files.readString(output, StandardCharsets.UTF_8);
    }

    private Path pretendedJdk(String version) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("jdk/bin"));
        for (String program : List.of("java", "javac")) {
            Files.writeString(bin.resolve(program), "#!/bin/sh\nexit 1\n");
            assertThat(bin.resolve(program).toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(
                directory.resolve("jdk/release"), "JAVA_VERSION=\"" + version + "\"\nMODULES=\"java.base\"\n");
        return directory.resolve("jdk");
    }

    @Test
    void a_java_home_without_java_is_named_with_what_is_needed() throws Exception {
        assertThat(run(LAUNCHER, "/nowhere"))
                .startsWith(
                        "70 tidemark: JAVA_HOME is /nowhere, and there is no bin/java in it; a JDK 17 to 25 is needed");
    }

    @Test
    void a_jdk_that_is_too_old_or_too_new_is_named_with_its_version() throws Exception {
        assertThat(run(LAUNCHER, pretendedJdk("11.0.2").toString())).contains("is 11.0.2; a JDK 17 to 25 is needed");
        assertThat(run(LAUNCHER, pretendedJdk("1.8.0_402").toString())).contains("is 1.8.0_402;");
        assertThat(run(LAUNCHER, pretendedJdk("26").toString())).contains("is 26; a JDK 17 to 25 is needed");
    }

    @Test
    void a_runtime_without_compiler_is_not_enough() throws Exception {
        Path jdk = pretendedJdk("17.0.1");
        Files.delete(jdk.resolve("bin/javac"));
        assertThat(run(LAUNCHER, jdk.toString())).contains("has no compiler; a JDK 17 to 25 is needed");
    }

    @Test
    void it_may_be_called_through_a_link_from_anywhere() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("tm"), LAUNCHER);
        Path second = Files.createSymbolicLink(directory.resolve("tm2"), Path.of("tm"));
        assertThat(run(link, "/nowhere")).startsWith("70 tidemark: JAVA_HOME is /nowhere");
        assertThat(run(second, "/nowhere")).startsWith("70 tidemark: JAVA_HOME is /nowhere");
    }
}
