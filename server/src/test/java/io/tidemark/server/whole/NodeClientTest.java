package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client in another language, without generated code. Skipped where Node or its packages cannot be had. */
class NodeClientTest {

    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final Path WORK = Path.of("target", "node");
    private static final Path CONTRACT = Path.of("..", "proto", "src", "main", "protobuf");
    private static final long INSTALL_SECONDS_MAX = 120;

    @Test
    @Timeout(240)
    void a_client_without_generated_code_registers_streams_and_reads_deltas() throws Exception {
        assumeTrue(run(Path.of("."), List.of("node", "--version")).ended(0), "there is no Node here");
        assumeTrue(packagesAreThere(), "the packages cannot be had");
        try (LocalServer server = LocalServer.start()) {
            Run client = run(
                    WORK,
                    List.of(
                            "node",
                            "client.mjs",
                            server.address(),
                            CONTRACT.toAbsolutePath().normalize().toString()));
            assertThat(client.output()).contains("10000 readings in, 10000 deltas out");
            assertThat(client.status()).isZero();
        }
    }

    /** Installs what the lock file names, once; what is there from a run before is kept while the lock file is the same. */
    private static boolean packagesAreThere() throws Exception {
        Files.createDirectories(WORK);
        Path lock = WORK.resolve("package-lock.json");
        boolean installed = Files.exists(WORK.resolve("installed"))
                && Files.exists(lock)
                && Files.mismatch(SOURCES.resolve("package-lock.json"), lock) < 0;
        for (String file : List.of("package.json", "package-lock.json", ".npmrc", "client.mjs")) {
            Files.copy(SOURCES.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!installed) {
            Files.deleteIfExists(WORK.resolve("installed"));
            if (!run(WORK, List.of("npm", "ci", "--fetch-retries=1")).ended(0)) {
                return false;
            }
            Files.createFile(WORK.resolve("installed"));
        }
        return true;
    }

    private record Run(int status, String output) {
        boolean ended(int expected) {
            return status == expected;
        }
    }

    private static Run run(Path directory, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("tidemark-node-", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(INSTALL_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                process.waitFor();
            }
            return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (IOException noSuchProgram) {
            return new Run(127, noSuchProgram.getMessage());
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
