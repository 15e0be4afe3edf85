package io.tidemark.loadtest.bench;

import io.tidemark.client.process.ServerLaunch;
import io.tidemark.client.process.ServerProcess;
import io.tidemark.client.process.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A server that is measured, in a process of its own on a temporary store, and what can be read of it from outside. One
 * serves all portfolios, the smaller ones first: what the compilers have learnt stays. For one thread.
 */
final class BenchServer implements AutoCloseable {

    private final TemporaryDirectory directory;
    private final ServerProcess process;
    private final ServerGauge gauge;
    private final long emptyBytes;

    /** Starts it. */
    BenchServer() {
        this.directory = TemporaryDirectory.make("tidemark-bench-");
        this.process = ServerProcess.start(
                ServerLaunch.ofBuiltServer(ServerLaunch.fullSpeed()),
                directory.path().resolve("store"),
                0,
                directory.path().resolve("server.log"));
        this.gauge = new ServerGauge(process.pid());
        this.emptyBytes = ProcessMemory.residentBytes(process.pid());
    }

    String address() {
        return process.address();
    }

    /** What its threads have used. */
    ServerGauge gauge() {
        return gauge;
    }

    /** Memory that was taken since it had started and nothing was registered. */
    long grownBytes() {
        return ProcessMemory.residentBytes(process.pid()) - emptyBytes;
    }

    /** Size of everything in the data directory, as the device has it. */
    long diskBytes() {
        try (Stream<Path> files = Files.walk(directory.path().resolve("store"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(BenchServer::fileBytes)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long fileBytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            // An old segment or checkpoint was dropped meanwhile.
            return 0;
        }
    }

    @Override
    public void close() {
        gauge.close();
        process.close();
        directory.close();
    }
}
