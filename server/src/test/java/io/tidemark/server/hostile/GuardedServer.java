package io.tidemark.server.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.tidemark.client.process.ServerLaunch;
import io.tidemark.client.process.ServerProcess;
import io.tidemark.client.process.TemporaryDirectory;
import io.tidemark.server.Tidemark;
import io.tidemark.v1.ListEntitiesRequest;
import io.tidemark.v1.RegistryServiceGrpc;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process with little memory, and a client of good manners that asks it all the time: each of its calls must
 * be answered, whatever else happens.
 */
final class GuardedServer implements AutoCloseable {

    /** Heap of the server's process. */
    static final int HEAP_MEGABYTES = 256;

    /** Memory beside the heap that its buffers may take. */
    static final int DIRECT_MEGABYTES = 128;

    /** Code, threads, the journal's buffers and the store's first blocks. */
    private static final int REST_MEGABYTES = 500;

    private static final int ANSWER_SECONDS_MAX = 30;

    private final TemporaryDirectory directory = TemporaryDirectory.make("tidemark-hostile-");
    private final ServerProcess process;
    private final ManagedChannel channel;
    private final Thread bystander = new Thread(this::askOn, "bystander");
    private volatile boolean isClosing;
    private volatile long answered;
    private volatile RuntimeException unanswered;

    GuardedServer(String... settings) throws IOException {
        List<String> flags = new ArrayList<>(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-XX:MaxDirectMemorySize=" + DIRECT_MEGABYTES + "m"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add-") || flag.startsWith("--enable-native"))
                .forEach(flags::add);
        List<String> all = new ArrayList<>(List.of("tidemark.store.bytesMax = 256 MiB"));
        all.addAll(List.of(settings));
        Path file = Files.write(directory.path().resolve("server.conf"), all);
        process = ServerProcess.start(
                ServerLaunch.ofClassPath(flags, System.getProperty("java.class.path"), Tidemark.class.getName())
                        .withArguments("--config", file.toString()),
                directory.path().resolve("store"),
                0,
                directory.path().resolve("server.log"));
        channel = channel();
        ask();
        bystander.start();
    }

    int port() {
        return process.port();
    }

    /** Another client's channel. */
    ManagedChannel channel() {
        return NettyChannelBuilder.forAddress("127.0.0.1", port())
                .usePlaintext()
                .build();
    }

    private void ask() {
        RegistryServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                .listProviders(ListEntitiesRequest.getDefaultInstance());
        answered++;
    }

    private void askOn() {
        while (!isClosing && unanswered == null) {
            try {
                ask();
                Thread.sleep(5);
            } catch (InterruptedException closing) {
                return;
            } catch (RuntimeException failed) {
                if (!isClosing) {
                    unanswered = failed;
                }
            }
        }
    }

    /** The server lives, its memory is within bounds, and nobody of good manners was left without an answer. */
    void assertHealthy() throws IOException {
        assertThat(process.isAlive()).as(process.logShown()).isTrue();
        assertThat(unanswered).as("a bystander's call").isNull();
        long before = answered;
        ask();
        assertThat(answered).isGreaterThan(before);
        assertThat(residentMegabytes()).isLessThan(HEAP_MEGABYTES + DIRECT_MEGABYTES + REST_MEGABYTES);
        assertThat(Files.readString(directory.path().resolve("server.log")))
                .doesNotContain("OutOfMemory")
                .doesNotContain("OutOfDirectMemory")
                .doesNotContain(" ERROR ");
    }

    /** Memory of the process, where the system tells. */
    long residentMegabytes() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        isClosing = true;
        bystander.interrupt();
        channel.shutdownNow();
        process.close();
        directory.close();
    }
}
