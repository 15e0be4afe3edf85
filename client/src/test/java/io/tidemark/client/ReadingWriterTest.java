package io.tidemark.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.tidemark.v1.BatchReport;
import io.tidemark.v1.DeletionColumns;
import io.tidemark.v1.ReadingNotice;
import io.tidemark.v1.ReadingRuns;
import io.tidemark.v1.RejectionReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ReadingWriterTest {

    private static ReadingWriterBuilder quick(TidemarkClient client) {
        return client.writer("w1").backoff(Duration.ofMillis(1), Duration.ofMillis(5));
    }

    @Test
    void an_append_completes_with_its_own_counts_and_rejections() throws Exception {
        FakeIngest ingest = FakeIngest.silent();
        try (FakeServer server = FakeServer.of(ingest);
                TidemarkClient client = server.client()) {
            ReadingWriter writer = client.writer("w1").open();
            CompletableFuture<AppendResult> first = writer.append(Batches.of(10));
            CompletableFuture<AppendResult> second = writer.append(Batches.of(5));
            CompletableFuture<AppendResult> third = writer.append(Batches.of(2));
            ingest.awaitArrived(3);
            assertThat(first).isNotDone();

            ingest.makeDurable(2);
            ingest.acknowledge(BatchReport.newBuilder()
                    .setSequence(2)
                    .addRejectedIndex(3)
                    .addRejectedReason(RejectionReason.OFF_GRID)
                    .addNoticedIndex(4)
                    .addNotice(ReadingNotice.OUTSIDE_INSTALLED_TIME)
                    .setDuplicateCount(1)
                    .build());

            assertThat(first.join().accepted()).isEqualTo(10);
            AppendResult result = second.join();
            assertThat(result.sequence()).isEqualTo(2);
            assertThat(result.accepted()).isEqualTo(3);
            assertThat(result.duplicate()).isEqualTo(1);
            assertThat(result.rejected()).containsExactly(new AppendResult.Rejection(3, RejectionReason.OFF_GRID));
            assertThat(result.noticed())
                    .containsExactly(new AppendResult.Notice(4, ReadingNotice.OUTSIDE_INSTALLED_TIME));
            assertThat(result.position().token().toStringUtf8()).isEqualTo("position-2");
            assertThat(result.reported()).isTrue();
            assertThat(third).isNotDone();
            writer.abort();
        }
    }

    @Test
    void runs_and_deletions_are_batches_too() {
        FakeIngest ingest = new FakeIngest((server, batch) -> {
            server.makeDurable(batch.getSequence());
            if (batch.hasDeletions()) {
                server.acknowledge(BatchReport.newBuilder()
                        .setSequence(batch.getSequence())
                        .setDeletedCount(96)
                        .build());
            } else {
                server.acknowledge();
            }
        });
        try (FakeServer server = FakeServer.of(ingest);
                TidemarkClient client = server.client();
                ReadingWriter writer = client.writer("w1").open()) {
            ReadingRuns runs = ReadingRuns.newBuilder()
                    .addHandle(7)
                    .addStartTimeMillis(0)
                    .addCount(3)
                    .addValue(1)
                    .addValue(2)
                    .addValue(3)
                    .build();
            assertThat(writer.append(runs).join().accepted()).isEqualTo(3);
            AppendResult deletion = writer.delete(DeletionColumns.newBuilder()
                            .addHandle(7)
                            .addStartTimeMillis(0)
                            .addEndTimeMillis(1)
                            .build())
                    .join();
            assertThat(deletion.deleted()).isEqualTo(96);
            assertThat(deletion.accepted()).isZero();
        }
    }

    @Test
    void a_new_writer_goes_on_after_what_is_durable() throws Exception {
        FakeIngest ingest = FakeIngest.acknowledging();
        ingest.setDurable(41);
        try (FakeServer server = FakeServer.of(ingest);
                TidemarkClient client = server.client();
                ReadingWriter writer = client.writer("w1").open()) {
            assertThat(writer.durableSequence()).isEqualTo(41);
            assertThat(writer.append(Batches.of(1)).join().sequence()).isEqualTo(42);
        }
    }

    @Test
    void after_a_broken_connection_only_what_is_missing_is_sent_again() throws Exception {
        FakeIngest ingest = FakeIngest.silent();
        try (FakeServer server = FakeServer.of(ingest);
                TidemarkClient client = server.client();
                ReadingWriter writer = quick(client).open()) {
            CompletableFuture<AppendResult> first = writer.append(Batches.of(1));
            CompletableFuture<AppendResult> second = writer.append(Batches.of(1));
            CompletableFuture<AppendResult> third = writer.append(Batches.of(1));
            ingest.awaitArrived(3);
            ingest.makeDurable(2);
            ingest.breakConnection();

            assertThat(first.join().reported()).isFalse();
            assertThat(second.join().reported()).isFalse();
            ingest.awaitArrived(4);
            assertThat(ingest.arrivedSequences()).containsExactly(1L, 2L, 3L, 3L);
            assertThat(ingest.arrivedBatches().get(3))
                    .isEqualTo(ingest.arrivedBatches().get(2));
            ingest.makeDurable(3);
            ingest.acknowledge();
            assertThat(third.join().reported()).isTrue();
            assertThat(ingest.timesOpened()).isEqualTo(2);
        }
    }

    @Test
    void a_full_writer_fails_the_append_where_that_was_chosen() throws Exception {
        FakeIngest ingest = FakeIngest.silent();
        try (FakeServer server = FakeServer.of(ingest);
                TidemarkClient client = server.client()) {
            ReadingWriter writer = client.writer("w1")
                    .batchesInFlightMax(2)
                    .whenFull(WhenFull.FAIL)
                    .open();
            CompletableFuture<AppendResult> first = writer.append(Batches.of(1));
            writer.append(Batches.of(1));
            assertFailsWith(writer.append(Batches.of(1)), Status.Code.RESOURCE_EXHAUSTED, "IN_FLIGHT_LIMIT");
            ingest.awaitArrived(2);
            ingest.makeDurable(1);
            ingest.acknowledge();
            first.join();
            CompletableFuture<AppendResult> again = writer.append(Batches.of(1));
            ingest.awaitArrived(3);
            ingest.makeDurable(3);
            ingest.acknowledge();
            assertThat(again.join().sequence()).isEqualTo(3);
            writer.close();
        }
    }

    @Test
    void a_full_writer_waits_by_default_and_keeps_the_servers_limit() throws Exception {
        FakeIngest ingest = FakeIngest.silent().takingAtMost(1, 1000);
        try (FakeServer server = FakeServer.of(ingest);
                TidemarkClient client = server.client()) {
            ReadingWriter writer = client.writer("w1").open();
            writer.append(Batches.of(1));
            Thread blocked = new Thread(() -> writer.append(Batches.of(1)));
            blocked.start();
            while (blocked.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            assertThat(ingest.arrivedSequences()).doesNotContain(2L);
            ingest.awaitArrived(1);
            ingest.makeDurable(1);
            ingest.acknowledge();
            ingest.awaitArrived(2);
            blocked.join();
            writer.abort();
        }
    }

    @Test
    void bytes_in_flight_are_limited_but_one_large_batch_goes_alone() throws Exception {
        FakeIngest ingest = FakeIngest.silent();
        try (FakeServer server = FakeServer.of(ingest);
                TidemarkClient client = server.client()) {
            ReadingWriter writer = client.writer("w1")
                    .bytesInFlightMax(100)
                    .whenFull(WhenFull.FAIL)
                    .open();
            CompletableFuture<AppendResult> large = writer.append(Batches.of(500));
            assertFailsWith(writer.append(Batches.of(1)), Status.Code.RESOURCE_EXHAUSTED, "IN_FLIGHT_LIMIT");
            ingest.awaitArrived(1);
            ingest.makeDurable(1);
            ingest.acknowledge();
            assertThat(large.join().accepted()).isEqualTo(500);
            writer.close();
        }
    }

    @Test
    void a_batch_over_the_servers_limit_is_refused_before_it_is_sent() {
        FakeIngest ingest = FakeIngest.acknowledging().takingAtMost(10, 100);
        try (FakeServer server = FakeServer.of(ingest);
                TidemarkClient client = server.client();
                ReadingWriter writer = client.writer("w1").open()) {
            assertFailsWith(writer.append(Batches.of(101)), Status.Code.INVALID_ARGUMENT, "BATCH_TOO_LARGE");
            assertThat(writer.append(Batches.of(100)).join().sequence()).isEqualTo(1);
        }
    }

    @Test
    void a_writer_that_is_taken_over_fails_and_does_not_come_back() throws Exception {
        FakeIngest ingest = FakeIngest.silent();
        try (FakeServer server = FakeServer.of(ingest);
                TidemarkClient client = server.client()) {
            ReadingWriter writer = quick(client).open();
            CompletableFuture<AppendResult> append = writer.append(Batches.of(1));
            ingest.awaitArrived(1);
            ingest.breakConnection(Refusals.of(
                    Status.Code.ABORTED, "WRITER_TAKEN_OVER", "another stream writes as w1", "writer", "w1"));
            assertFailsWith(append, Status.Code.ABORTED, "WRITER_TAKEN_OVER");
            assertFailsWith(writer.append(Batches.of(1)), Status.Code.ABORTED, "WRITER_TAKEN_OVER");
            assertThatThrownBy(writer::flush).isInstanceOf(TidemarkException.class);
            assertThat(ingest.timesOpened()).isEqualTo(1);
            writer.close();
        }
    }

    @Test
    void a_server_that_forgot_what_was_durable_is_not_written_to() throws Exception {
        FakeIngest ingest = FakeIngest.acknowledging();
        try (FakeServer server = FakeServer.of(ingest);
                TidemarkClient client = server.client()) {
            ReadingWriter writer = quick(client).open();
            writer.append(Batches.of(1)).join();
            writer.append(Batches.of(1)).join();
            ingest.setDurable(1);
            ingest.breakConnection();
            ingest.await(() -> ingest.timesOpened() == 2);
            assertThatThrownBy(() -> {
                        while (true) {
                            writer.flush();
                        }
                    })
                    .isInstanceOfSatisfying(
                            TidemarkException.class, e -> assertThat(e.reason()).isEqualTo("WRITER_FORGOTTEN"));
            writer.close();
        }
    }

    @Test
    void it_gives_up_when_it_gets_nowhere() {
        FakeIngest ingest = new FakeIngest((server, batch) -> server.breakConnection());
        try (FakeServer server = FakeServer.of(ingest);
                TidemarkClient client = server.client()) {
            ReadingWriter writer =
                    quick(client).reconnectFor(Duration.ofMillis(200)).open();
            CompletableFuture<AppendResult> append = writer.append(Batches.of(1));
            assertFailsWith(append, Status.Code.UNAVAILABLE, "");
            assertThat(ingest.timesOpened()).isGreaterThan(1);
            writer.close();
        }
    }

    /** Notes what a writer tells. */
    private static final class Heard implements WriterNews {

        private final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        public void interrupted(TidemarkException why, Duration wait) {
            all.add(why.reason());
        }

        @Override
        public void resumed() {
            all.add("resumed");
        }
    }

    private static RuntimeException full() {
        return Refusals.of(Status.Code.RESOURCE_EXHAUSTED, "DISK_FULL", "no room", "limit", "disk space");
    }

    @Test
    void a_writer_waits_for_room_longer_than_for_a_server_it_does_not_reach_and_tells_why() throws Exception {
        Heard heard = new Heard();
        AtomicInteger refusals = new AtomicInteger();
        FakeIngest ingest = new FakeIngest((server, batch) -> {
            if (refusals.incrementAndGet() <= 5) {
                server.breakConnection(full());
            } else {
                server.makeDurable(batch.getSequence());
                server.acknowledge();
            }
        });
        try (FakeServer server = FakeServer.of(ingest);
                TidemarkClient client = server.client();
                ReadingWriter writer = quick(client)
                        .reconnectFor(Duration.ZERO)
                        .waitForRoom(Duration.ofMinutes(1))
                        .news(heard)
                        .open()) {
            assertThat(writer.append(Batches.of(3)).join().accepted()).isEqualTo(3);
            assertThat(writer.append(Batches.of(1)).join().accepted()).isEqualTo(1);
            assertThat(heard.all)
                    .containsExactly("DISK_FULL", "DISK_FULL", "DISK_FULL", "DISK_FULL", "DISK_FULL", "resumed");
        }
    }

    @Test
    void a_writer_that_waited_for_room_in_vain_fails_with_what_the_server_said() {
        FakeIngest ingest = new FakeIngest((server, batch) -> server.breakConnection(full()));
        try (FakeServer server = FakeServer.of(ingest);
                TidemarkClient client = server.client();
                ReadingWriter writer = quick(client).waitForRoom(Duration.ZERO).open()) {
            CompletableFuture<AppendResult> append = writer.append(Batches.of(1));
            assertFailsWith(append, Status.Code.RESOURCE_EXHAUSTED, "DISK_FULL");
        }
    }

    @Test
    void a_limit_that_the_same_batch_would_break_again_ends_the_writer_at_once() {
        for (String reason : List.of("REQUEST_TOO_LARGE", "RECORD_TOO_LARGE", "TOO_MANY_WRITERS")) {
            FakeIngest ingest = new FakeIngest((server, batch) -> server.breakConnection(
                    Refusals.of(Status.Code.RESOURCE_EXHAUSTED, reason, "too much", "limit", "a limit")));
            try (FakeServer server = FakeServer.of(ingest);
                    TidemarkClient client = server.client();
                    ReadingWriter writer = quick(client).open()) {
                assertFailsWith(writer.append(Batches.of(1)), Status.Code.RESOURCE_EXHAUSTED, reason);
                assertThat(ingest.timesOpened()).isEqualTo(1);
            }
        }
    }

    @Test
    void opening_fails_where_there_is_no_server() {
        String target;
        try (FakeServer server = FakeServer.of(FakeIngest.silent())) {
            target = server.target();
        }
        try (TidemarkClient client = TidemarkClient.connect(target)) {
            assertThatThrownBy(() -> quick(client).reconnectFor(Duration.ZERO).open())
                    .isInstanceOfSatisfying(
                            TidemarkException.class, e -> assertThat(e.code()).isEqualTo(Status.Code.UNAVAILABLE));
        }
    }

    @Test
    void closing_waits_until_everything_is_durable() throws Exception {
        FakeIngest ingest = FakeIngest.silent();
        try (FakeServer server = FakeServer.of(ingest);
                TidemarkClient client = server.client()) {
            ReadingWriter writer = client.writer("w1").open();
            CompletableFuture<AppendResult> append = writer.append(Batches.of(1));
            Thread closer = new Thread(writer::close);
            closer.start();
            ingest.awaitArrived(1);
            while (closer.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            ingest.makeDurable(1);
            ingest.acknowledge();
            closer.join();
            assertThat(append.join().accepted()).isEqualTo(1);
            assertFailsWith(writer.append(Batches.of(1)), Status.Code.CANCELLED, "WRITER_CLOSED");
        }
    }

    private static void assertFailsWith(CompletableFuture<?> future, Status.Code code, String reason) {
        assertThatThrownBy(future::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(TidemarkException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.reason()).isEqualTo(reason);
                });
    }
}
