package io.tidemark.server.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.Times;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.ReadReadingsRequest;
import io.tidemark.v1.ReadReadingsResponse;
import io.tidemark.v1.ReadingsServiceGrpc;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many readers who take a message a second of an answer that is far larger than the server's memory: it stays within its
 * limits, and whoever else asks or writes is served.
 */
@TortureRow("slow-consumers")
@Timeout(300)
class SlowConsumersTest {

    private static final int STREAMS = 200;
    private static final int STREAMS_A_CONNECTION = 25;
    private static final int WINDOW_BYTES = 64 << 10;
    private static final long UNTAKEN_BYTES_MAX = 96L << 20;

    /** One client's wait for one message. */
    private static final int MESSAGE_SECONDS_MAX = 60;

    /** A call that takes a message when it is told to. */
    private static final class Reader {

        private final ClientCall<ReadReadingsRequest, ReadReadingsResponse> call;
        private final BlockingQueue<ReadReadingsResponse> messages = new LinkedBlockingQueue<>();
        private final CompletableFuture<Status> end = new CompletableFuture<>();

        Reader(ManagedChannel channel) {
            call = channel.newCall(ReadingsServiceGrpc.getReadReadingsMethod(), CallOptions.DEFAULT);
            call.start(
                    new ClientCall.Listener<>() {
                        @Override
                        public void onMessage(ReadReadingsResponse message) {
                            messages.add(message);
                        }

                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            end.complete(status);
                        }
                    },
                    new Metadata());
            call.sendMessage(ReadReadingsRequest.newBuilder()
                    .setSelection(ComponentSelection.newBuilder().setAll(true))
                    .setRange(Times.range(SmallPortfolio.START_MILLIS, SmallPortfolio.END_MILLIS))
                    .build());
            call.halfClose();
        }

        int take() throws InterruptedException {
            ReadReadingsResponse message = messages.poll(MESSAGE_SECONDS_MAX, TimeUnit.SECONDS);
            assertThat(message).as("a message; the end is %s", end.getNow(null)).isNotNull();
            return message.getValueCount();
        }
    }

    @Test
    void two_hundred_readers_of_a_message_a_second_hold_no_more_than_the_limit_and_keep_nobody_waiting()
            throws Exception {
        int rounds = Torture.count(4, 30);
        try (GuardedServer server = new GuardedServer("tidemark.query.untakenBytesMax = " + UNTAKEN_BYTES_MAX);
                TidemarkClient other = TidemarkClient.connect("127.0.0.1:" + server.port());
                SmallPortfolio portfolio = SmallPortfolio.filled(other)) {
            List<ManagedChannel> channels = new ArrayList<>();
            List<Reader> readers = new ArrayList<>();
            try {
                for (int i = 0; i < STREAMS; i++) {
                    if (i % STREAMS_A_CONNECTION == 0) {
                        channels.add(NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                                .usePlaintext()
                                .flowControlWindow(WINDOW_BYTES)
                                .build());
                    }
                    readers.add(new Reader(channels.get(channels.size() - 1)));
                }
                long residentMax = 0;
                for (int round = 0; round < rounds; round++) {
                    long due = System.nanoTime() + (Torture.full() ? 1_000_000_000L : 0);
                    for (Reader reader : readers) {
                        reader.call.request(1);
                    }
                    for (Reader reader : readers) {
                        assertThat(reader.take()).isPositive();
                    }
                    portfolio.writeAndReadAlone(round);
                    server.assertHealthy();
                    residentMax = Math.max(residentMax, server.residentMegabytes());
                    pace(due);
                }
                assertThat(readers)
                        .as("nobody came to the end, and nobody was ended")
                        .allSatisfy(reader -> assertThat(reader.end).isNotDone());
                System.out.println("slow consumers: " + STREAMS + " streams, " + rounds
                        + " messages each, of an answer of " + SmallPortfolio.READINGS + " readings; the server had "
                        + residentMax + " MB resident at most");
            } finally {
                readers.forEach(reader -> reader.call.cancel("the test ends it", null));
                channels.forEach(ManagedChannel::shutdownNow);
            }
            portfolio.writeAndReadAlone(rounds);
        }
        Torture.tried(rounds, STREAMS);
    }

    private static void pace(long dueNanos) {
        for (long left = dueNanos - System.nanoTime(); left > 0; left = dueNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
