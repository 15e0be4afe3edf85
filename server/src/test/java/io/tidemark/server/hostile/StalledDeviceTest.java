package io.tidemark.server.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.tidemark.client.AppendClient;
import io.tidemark.client.TidemarkClient;
import io.tidemark.server.ServerConfig;
import io.tidemark.server.TidemarkServer;
import io.tidemark.server.step.Step;
import io.tidemark.server.step.Steps;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import io.tidemark.v1.AppendReadingsRequest;
import io.tidemark.v1.AppendReadingsResponse;
import io.tidemark.v1.IngestServiceGrpc;
import io.tidemark.v1.ListEntitiesRequest;
import io.tidemark.v1.ReadingRuns;
import io.tidemark.v1.RegistryServiceGrpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A device that takes long to keep what is written, or never comes to an end, seen by those who ask and write. */
@TortureRow("slow-disk")
@Timeout(240)
class StalledDeviceTest {

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final int HEAD_ENDS = 8;
    private static final int BATCH_READINGS = 20_000;
    private static final int BATCHES_A_HEAD_END = 60;
    private static final int BATCHES_A_COMPONENT = SmallPortfolio.READINGS_EACH / BATCH_READINGS;
    private static final int WAITING_BYTES_MAX = 4 << 20;
    /** Longer than any stall here lasts. */
    private static final int WAIT_MILLIS_LONG = 3_600_000;

    private static final int GROUP_BYTES_MAX = 256 << 10;
    private static final int GROUPS_AHEAD_MAX = 4;

    /** What the server's window for a connection and the client's own buffer hold of a stream, bytes. */
    private static final long CONNECTION_BYTES_MAX = 5 << 20;

    private static final int APPEND_READINGS = 1_000;
    private static final String WAITING_BYTES = "ingest.waitingBytesMax";
    private static final String WAIT_MILLIS = "ingest.waitMillisMax";

    /** A device that can be made to stall. */
    private static final class Device implements Steps {

        private final Step at;
        private volatile CountDownLatch moves = new CountDownLatch(0);
        private volatile CountDownLatch stalled = new CountDownLatch(0);
        private volatile int millisMore;

        Device(Step at) {
            this.at = at;
        }

        void stall() {
            stalled = new CountDownLatch(1);
            moves = new CountDownLatch(1);
        }

        void awaitStalled() throws InterruptedException {
            stalled.await();
        }

        void moveAgain() {
            moves.countDown();
        }

        @Override
        public void reached(Step step) {
            if (step != at) {
                return;
            }
            try {
                stalled.countDown();
                moves.await();
                Thread.sleep(millisMore);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }

    @TempDir
    private Path directory;

    private TidemarkServer server(Path data, Steps steps) throws IOException {
        return server(data, steps, WAIT_MILLIS_LONG);
    }

    private TidemarkServer server(Path data, Steps steps, int waitMillisMax) throws IOException {
        return new TidemarkServer(
                ServerConfig.load(Files.writeString(directory.resolve("server.conf"), """
                        tidemark.port = 0
                        tidemark.dataDirectory = "%s"
                        tidemark.store.bytesMax = 1 GiB
                        tidemark.journal.segmentBytes = 16 MiB
                        tidemark.journal.recordBytesMax = 2 MiB
                        tidemark.ingest.requestBytesMax = 1 MiB
                        tidemark.ingest.waitingBytesMax = %d
                        tidemark.ingest.waitMillisMax = %d
                        tidemark.ingest.groupBytesMax = %d
                        tidemark.ingest.groupsAheadMax = %d
                        """.formatted(
                                data, WAITING_BYTES_MAX, waitMillisMax, GROUP_BYTES_MAX, GROUPS_AHEAD_MAX))),
                Clock.fixed(NOW, ZoneOffset.UTC),
                steps);
    }

    /** Head-ends that do not wait; each writes to components of its own. */
    private static List<StreamFlood> flood(int port, SmallPortfolio portfolio, int batches) {
        List<StreamFlood> floods = new ArrayList<>();
        int componentsEach = SmallPortfolio.COMPONENTS / HEAD_ENDS;
        for (int i = 0; i < HEAD_ENDS; i++) {
            int first = i * componentsEach;
            floods.add(new StreamFlood(
                    port,
                    "flood-" + i,
                    batches,
                    batch -> portfolio.run(
                            first + batch / BATCHES_A_COMPONENT % componentsEach,
                            batch % BATCHES_A_COMPONENT * BATCH_READINGS,
                            BATCH_READINGS)));
        }
        return floods;
    }

    private static AppendReadingsRequest append(int number) {
        AppendReadingsRequest.Builder request = AppendReadingsRequest.newBuilder();
        for (int i = 0; i < APPEND_READINGS; i++) {
            request.addReadings(AppendClient.reading(
                    "unary",
                    Instant.ofEpochMilli(SmallPortfolio.START_MILLIS
                            + (number * APPEND_READINGS + i) * SmallPortfolio.MINUTE_MILLIS),
                    i));
        }
        return request.build();
    }

    /** Calls, of which each waits for the device, up to the first that is refused; its refusal may come a little later. */
    private static List<Future<AppendReadingsResponse>> appendUntilOneIsRefused(Channel channel) {
        List<Future<AppendReadingsResponse>> calls = new ArrayList<>();
        IngestServiceGrpc.IngestServiceFutureStub stub = IngestServiceGrpc.newFutureStub(channel);
        while (calls.stream().noneMatch(Future::isDone)) {
            calls.add(stub.appendReadings(append(calls.size())));
            // A question on the same connection is answered behind a refusal, if there is one.
            RegistryServiceGrpc.newBlockingStub(channel).listProviders(ListEntitiesRequest.getDefaultInstance());
        }
        return calls;
    }

    /** Whether a call was acknowledged; if not, it was refused as one that finds no room. */
    private static boolean isTaken(Future<AppendReadingsResponse> call, String limit) throws InterruptedException {
        try {
            assertThat(call.get().getAcceptedCount()).isEqualTo(APPEND_READINGS);
            return true;
        } catch (ExecutionException failed) {
            Refusals.assertTooBusy(failed.getCause(), limit);
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_WRITE", "BEFORE_FORCE", "BEFORE_MARK"})
    void while_the_device_stalls_queries_go_on_and_ingest_waits_within_bounds_and_all_is_well_when_it_moves_again(
            Step at) throws Exception {
        Device device = new Device(at);
        TidemarkServer server = server(directory.resolve("store"), device);
        try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port());
                SmallPortfolio portfolio = SmallPortfolio.empty(client)) {
            portfolio.register("unary", 1);
            portfolio.writeAndReadAlone(0);
            long before = portfolio.readings();
            List<StreamFlood> floods = flood(server.port(), portfolio, BATCHES_A_HEAD_END);
            device.stall();
            floods.forEach(StreamFlood::begin);
            device.awaitStalled();
            while (!floods.stream().allMatch(StreamFlood::isHeldBack)) {
                Thread.onSpinWait();
            }
            List<Future<AppendReadingsResponse>> calls = appendUntilOneIsRefused(client.channel());
            for (int i = 0; i < 20; i++) {
                assertThat(portfolio.readings()).isEqualTo(before);
            }
            long held = floods.stream().mapToLong(StreamFlood::sentBytes).sum();
            assertThat(held)
                    .isLessThan(HEAD_ENDS * CONNECTION_BYTES_MAX
                            + 2 * WAITING_BYTES_MAX
                            + (GROUPS_AHEAD_MAX + 1) * GROUP_BYTES_MAX);
            assertThat(floods).allSatisfy(flood -> assertThat(flood.done()).isNotDone());
            for (Future<AppendReadingsResponse> call : calls) {
                assertThat(call.isDone() && isTaken(call, WAITING_BYTES)).isFalse();
            }

            device.moveAgain();
            for (StreamFlood flood : floods) {
                flood.done().join();
                assertThat(flood.durableSequence()).isEqualTo(BATCHES_A_HEAD_END);
                assertThat(flood.stored()).isEqualTo((long) BATCHES_A_HEAD_END * BATCH_READINGS);
                flood.close();
            }
            long taken = 0;
            for (Future<AppendReadingsResponse> call : calls) {
                taken += isTaken(call, WAITING_BYTES) ? 1 : 0;
            }
            assertThat(taken).isBetween(1L, calls.size() - 1L);
            assertThat(portfolio.readings()).isEqualTo(before + SmallPortfolio.READINGS + taken * APPEND_READINGS);
            portfolio.writeAndReadAlone(1);
        } finally {
            device.moveAgain();
            server.stop();
        }
        Torture.tried(1, 1);
    }

    @Test
    void when_the_device_never_moves_again_nothing_more_is_acknowledged_and_a_restart_has_all_that_was()
            throws Exception {
        Device device = new Device(Step.BEFORE_FORCE);
        Path store = directory.resolve("store");
        TidemarkServer server = server(store, device);
        try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port());
                SmallPortfolio portfolio = SmallPortfolio.filled(client)) {
            portfolio.writeAndReadAlone(0);
            ReadingRuns late = portfolio.register("late", 100);
            long before = portfolio.readings();
            try (StreamFlood flood = new StreamFlood(server.port(), "flood", 1, batch -> late)) {
                device.stall();
                flood.begin();
                device.awaitStalled();
                Path copy = directory.resolve("copy");
                copy(store, copy);
                TidemarkServer restarted = server(copy, Steps.NONE);
                try (TidemarkClient again = TidemarkClient.connect("127.0.0.1:" + restarted.port())) {
                    assertThat(SmallPortfolio.readings(again)).isIn(before, before + 100);
                } finally {
                    restarted.stop();
                }
                assertThat(flood.durableSequence()).isZero();
                assertThat(portfolio.readings()).isEqualTo(before);
                device.moveAgain();
                flood.done().join();
            }
        } finally {
            device.moveAgain();
            server.stop();
        }
        Torture.tried(1, 1);
    }

    @Test
    void while_the_device_stalls_calls_are_refused_when_changes_have_waited_too_long_and_taken_when_it_moves_again()
            throws Exception {
        Device device = new Device(Step.BEFORE_FORCE);
        TidemarkServer server = server(directory.resolve("store"), device, 20);
        try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port());
                SmallPortfolio portfolio = SmallPortfolio.empty(client)) {
            portfolio.register("unary", 1);
            long before = portfolio.readings();
            device.stall();
            List<Future<AppendReadingsResponse>> calls = appendUntilOneIsRefused(client.channel());
            device.moveAgain();
            long taken = 0;
            for (Future<AppendReadingsResponse> call : calls) {
                taken += isTaken(call, WAIT_MILLIS) ? 1 : 0;
            }
            assertThat(taken).isBetween(1L, calls.size() - 1L);
            assertThat(portfolio.readings()).isEqualTo(before + taken * APPEND_READINGS);
            portfolio.writeAndReadAlone(0);
        } finally {
            device.moveAgain();
            server.stop();
        }
        Torture.tried(1, 1);
    }

    @Test
    void a_device_that_is_slow_each_time_loses_nothing_and_keeps_no_query_waiting() throws Exception {
        Device device = new Device(Step.BEFORE_FORCE);
        TidemarkServer server = server(directory.resolve("store"), device);
        int batches = Torture.count(5, BATCHES_A_HEAD_END);
        try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port());
                SmallPortfolio portfolio = SmallPortfolio.empty(client)) {
            device.millisMore = 30;
            List<StreamFlood> floods = flood(server.port(), portfolio, batches);
            floods.forEach(StreamFlood::begin);
            long answered = 0;
            while (!floods.stream().allMatch(flood -> flood.done().isDone())) {
                assertThat(portfolio.readings() % BATCH_READINGS).isZero();
                answered++;
            }
            assertThat(answered).isPositive();
            for (StreamFlood flood : floods) {
                flood.done().join();
                assertThat(flood.stored()).isEqualTo((long) batches * BATCH_READINGS);
                flood.close();
            }
            portfolio.writeAndReadAlone(0);
        } finally {
            server.stop();
        }
        Torture.tried(1, 1);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
