package io.tidemark.loadtest.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.TidemarkClient;
import io.tidemark.client.process.ServerProcess;
import io.tidemark.loadtest.TestServer;
import io.tidemark.loadtest.load.LoadPlan;
import io.tidemark.loadtest.load.LoadSession;
import io.tidemark.loadtest.load.Registration;
import io.tidemark.loadtest.load.Shape;
import io.tidemark.loadtest.wire.Population;
import io.tidemark.loadtest.wire.SampleValues;
import io.tidemark.v1.Accumulation;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server used is read from outside, thread by thread, from one that was started without any flag for it. */
class ServerGaugeTest {

    @TempDir
    private Path directory;

    @Test
    void the_threads_that_take_readings_in_show_what_they_used() {
        try (ServerProcess server = ServerProcess.start(
                        TestServer.launch(), directory.resolve("store"), 0, directory.resolve("log"));
                TidemarkClient client = TidemarkClient.connect(server.address());
                ServerGauge gauge = new ServerGauge(server.pid())) {
            Population population = new Registration(client, "c").register(100, Accumulation.CUMULATIVE, done -> {});
            Map<String, ServerGauge.Used> before = gauge.read();
            LoadPlan plan =
                    new LoadPlan(Shape.ONE_EACH, 100, 96, 1, 100, 16, 1_735_689_600_000L, SampleValues.SLOT_MILLIS);
            try (LoadSession session = new LoadSession(server.address(), "w", plan, population)) {
                IngestBench.accepted(session.run(0, 0));
            }
            Map<String, ServerGauge.Used> used = ServerGauge.between(before, gauge.read());

            assertThat(used.get("tidemark-grpc").allocatedBytes()).isPositive();
            assertThat(used.get("tidemark-grpc").processorNanos()).isPositive();
            assertThat(used).containsKey("tidemark-writer").doesNotContainKey("RMI TCP Connection");
            assertThat(ProcessMemory.residentBytes(server.pid())).isGreaterThan(10 << 20);
        }
    }
}
