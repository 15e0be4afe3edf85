package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.tidemark.v1.AppendReadingsRequest;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.DeleteReadingsRequest;
import io.tidemark.v1.DeltasServiceGrpc;
import io.tidemark.v1.ReadDeltasRequest;
import io.tidemark.v1.ReadReadingsRequest;
import io.tidemark.v1.ReadReadingsResponse;
import io.tidemark.v1.Reading;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingRuns;
import io.tidemark.v1.ReadingsServiceGrpc;
import io.tidemark.v1.WatchDeltasRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Answers of several megabytes to readers that take them slowly, not at all, or not in time: nothing is worked out before it
 * is taken, and nobody else waits.
 */
@Timeout(180)
class SlowReaderTest {

    private static final int COMPONENTS = 50;
    private static final int READINGS_EACH = 10_000;
    private static final int READINGS = COMPONENTS * READINGS_EACH;
    private static final long START = Portfolio.millis("2026-01-01T00:00:00Z");
    private static final long MINUTE = 60_000;
    private static final int STREAMS_MAX = 100;

    /** Bytes under way that a slow reader's connection may hold. */
    private static final int WINDOW_BYTES = 64 << 10;

    private static final ComponentSelection ALL =
            ComponentSelection.newBuilder().setAll(true).build();

    @TempDir
    private static Path directory;

    private static TestServer server;
    private static int firstHandle;
    private static long sequence;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                directory,
                "tidemark.query.streamsMax = " + STREAMS_MAX,
                "tidemark.store.bytesMax = 1 GiB",
                "tidemark.query.chunkValuesMax = 4096");
        server.register(Portfolio.intervals("minutes", 60));
        for (int k = 0; k < COMPONENTS; k++) {
            server.register(Portfolio.component("mc" + k, "minutes"));
        }
        firstHandle = server.handle("mc0");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void fill() {
        StreamProbe stream = new StreamProbe(server);
        sequence = stream.open("writer").getLastDurableSequence();
        for (int k = 0; k < COMPONENTS; k++) {
            ReadingRuns.Builder runs = ReadingRuns.newBuilder()
                    .addHandle(firstHandle + k)
                    .addStartTimeMillis(START)
                    .addCount(READINGS_EACH);
            for (int i = 0; i < READINGS_EACH; i++) {
                runs.addValue(k * READINGS_EACH + i);
            }
            stream.batch(ReadingBatch.newBuilder().setSequence(++sequence).setRuns(runs));
        }
        stream.ackThrough(sequence);
        stream.cancel();
    }

    private static ManagedChannel channel() {
        return NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .flowControlWindow(WINDOW_BYTES)
                .build();
    }

    private static ReadReadingsRequest everything() {
        return ReadReadingsRequest.newBuilder()
                .setSelection(ALL)
                .setRange(Portfolio.range(START, START + READINGS_EACH * MINUTE))
                .build();
    }

    /** A call that takes a message when it is told to. */
    private static final class Reader<Q, A> {

        private final ClientCall<Q, A> call;
        private final BlockingQueue<A> messages = new LinkedBlockingQueue<>();
        private final CompletableFuture<StatusRuntimeException> end = new CompletableFuture<>();

        Reader(ManagedChannel channel, MethodDescriptor<Q, A> method, CallOptions options, Q request) {
            call = channel.newCall(method, options);
            call.start(
                    new ClientCall.Listener<>() {
                        @Override
                        public void onMessage(A message) {
                            messages.add(message);
                        }

                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            end.complete(status.asRuntimeException(trailers));
                        }
                    },
                    new Metadata());
            call.sendMessage(request);
            call.halfClose();
        }

        A take() throws InterruptedException {
            call.request(1);
            return messages.poll(60, TimeUnit.SECONDS);
        }

        List<A> takeAll() {
            call.request(Integer.MAX_VALUE);
            assertThat(end.join().getStatus().isOk()).isTrue();
            List<A> all = new ArrayList<>();
            messages.drainTo(all);
            return all;
        }
    }

    private static Reader<ReadReadingsRequest, ReadReadingsResponse> reader(ManagedChannel channel, CallOptions with) {
        return new Reader<>(channel, ReadingsServiceGrpc.getReadReadingsMethod(), with, everything());
    }

    private static long values(List<ReadReadingsResponse> chunks) {
        return chunks.stream().mapToLong(ReadReadingsResponse::getValueCount).sum();
    }

    private static long readings() {
        long[] count = {0};
        server.readings().readReadings(everything()).forEachRemaining(chunk -> count[0] += chunk.getValueCount());
        return count[0];
    }

    @Test
    void an_answer_is_worked_out_as_it_is_taken_so_a_slow_reader_holds_no_memory_of_the_server() throws Exception {
        ManagedChannel slow = channel();
        Reader<ReadReadingsRequest, ReadReadingsResponse> reader = reader(slow, CallOptions.DEFAULT);
        long taken = reader.take().getValueCount();
        assertThat(taken).isBetween(1L, 4_096L);
        for (int k = 0; k < COMPONENTS; k++) {
            server.ingest()
                    .deleteReadings(DeleteReadingsRequest.newBuilder()
                            .setComponent("mc" + k)
                            .setRange(Portfolio.range(START, START + READINGS_EACH * MINUTE))
                            .build());
        }
        // What comes now had been worked out before the readings were deleted: no more than was under way.
        long underWay = values(reader.takeAll());
        assertThat(taken + underWay).isLessThan(READINGS / 5);
        slow.shutdownNow();
    }

    @Test
    void readers_that_take_nothing_keep_nobody_waiting_and_get_the_whole_answer_in_the_end() throws Exception {
        ManagedChannel slow = channel();
        List<Reader<ReadReadingsRequest, ReadReadingsResponse>> readers = new ArrayList<>();
        for (int k = 0; k < STREAMS_MAX - 2; k++) {
            readers.add(reader(slow, CallOptions.DEFAULT));
        }
        for (Reader<ReadReadingsRequest, ReadReadingsResponse> reader : readers) {
            assertThat(reader.take()).isNotNull();
        }
        // Others ask and write, on another connection.
        assertThat(readings()).isEqualTo(READINGS);
        long accepted = server.ingest()
                .appendReadings(AppendReadingsRequest.newBuilder()
                        .addReadings(Reading.newBuilder()
                                .setComponent("mc0")
                                .setTime(Portfolio.at(START - MINUTE * ++sequence))
                                .setValue(1))
                        .build())
                .getAcceptedCount();
        assertThat(accepted).isEqualTo(1);
        Reader<ReadReadingsRequest, ReadReadingsResponse> last = readers.get(readers.size() - 1);
        assertThat(values(last.takeAll())).isBetween(READINGS - 4_096L, READINGS - 1L);
        readers.forEach(reader -> reader.call.cancel("the test ends it", null));
        slow.shutdownNow();
    }

    @Test
    void one_stream_too_many_is_refused_with_the_limit() throws Exception {
        ManagedChannel slow = channel();
        List<Reader<ReadReadingsRequest, ReadReadingsResponse>> readers = new ArrayList<>();
        for (int k = 0; k < STREAMS_MAX; k++) {
            readers.add(reader(slow, CallOptions.DEFAULT));
        }
        for (Reader<ReadReadingsRequest, ReadReadingsResponse> reader : readers) {
            assertThat(reader.take()).isNotNull();
        }
        StatusRuntimeException refused = reader(slow, CallOptions.DEFAULT).end.join();
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(StreamProbe.Failures.info(refused).getReason()).isEqualTo("TOO_MANY_STREAMS");
        assertThat(StreamProbe.Failures.info(refused).getMetadataOrThrow("limit_value"))
                .isEqualTo(String.valueOf(STREAMS_MAX));
        readers.forEach(reader -> reader.call.cancel("the test ends it", null));
        slow.shutdownNow();
        awaitPlaces();
    }

    @Test
    void a_deadline_ends_an_answer_that_is_not_taken_and_gives_its_place_back() throws Exception {
        ManagedChannel slow = channel();
        CallOptions brief = CallOptions.DEFAULT.withDeadlineAfter(3, TimeUnit.SECONDS);
        List<Reader<?, ?>> readers = new ArrayList<>();
        for (int k = 0; k < STREAMS_MAX / 4; k++) {
            readers.add(reader(slow, brief));
            readers.add(new Reader<>(
                    slow,
                    DeltasServiceGrpc.getReadDeltasMethod(),
                    brief,
                    ReadDeltasRequest.newBuilder()
                            .setSelection(ALL)
                            .setRange(everything().getRange())
                            .build()));
            readers.add(new Reader<>(
                    slow,
                    DeltasServiceGrpc.getWatchDeltasMethod(),
                    brief,
                    WatchDeltasRequest.newBuilder().setSelection(ALL).build()));
        }
        for (Reader<?, ?> reader : readers) {
            reader.take();
        }
        for (Reader<?, ?> reader : readers) {
            assertThat(reader.end.join().getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        }
        slow.shutdownNow();
        awaitPlaces();
    }

    /** Waits until all places for answers are free again. */
    private static void awaitPlaces() throws Exception {
        ManagedChannel channel = channel();
        int open = 0;
        while (open < STREAMS_MAX) {
            List<Reader<ReadReadingsRequest, ReadReadingsResponse>> readers = new ArrayList<>();
            for (int k = 0; k < STREAMS_MAX; k++) {
                readers.add(reader(channel, CallOptions.DEFAULT));
            }
            open = 0;
            for (Reader<ReadReadingsRequest, ReadReadingsResponse> reader : readers) {
                reader.call.request(1);
                while (reader.messages.isEmpty() && !reader.end.isDone()) {
                    Thread.onSpinWait();
                }
                open += reader.messages.isEmpty() ? 0 : 1;
            }
            readers.forEach(reader -> reader.call.cancel("the test ends it", null));
        }
        channel.shutdownNow();
    }
}
