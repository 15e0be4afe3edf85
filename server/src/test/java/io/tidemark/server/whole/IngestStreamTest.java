package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.rpc.ErrorInfo;
import io.grpc.CallOptions;
import io.grpc.Status;
import io.tidemark.v1.BatchAck;
import io.tidemark.v1.BatchReport;
import io.tidemark.v1.IngestRequest;
import io.tidemark.v1.OpenWriter;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingColumns;
import io.tidemark.v1.RejectionReason;
import io.tidemark.v1.WriterOpened;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The rules of a head-end's stream, over real gRPC with raw messages. */
@Timeout(120)
class IngestStreamTest {

    private static final long START = Portfolio.millis("2026-03-01T00:00:00Z");

    @TempDir
    private static Path directory;

    /** No two readings of these tests lie at one instant. */
    private static long nextMillis = START + 10_000;

    private static TestServer server;
    private static int handle;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                directory, "tidemark.ingest.batchReadingsMax = 1000", "tidemark.ingest.batchesInFlightMax = 4");
        server.register(Portfolio.scalars("level"), Portfolio.component("mc", "level"));
        handle = server.handle("mc");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ReadingBatch.Builder batch(long sequence, int readings) {
        ReadingColumns.Builder columns = ReadingColumns.newBuilder();
        for (int i = 0; i < readings; i++) {
            columns.addHandle(handle).addTimeMillis(nextMillis++).addValue(i);
        }
        return ReadingBatch.newBuilder().setSequence(sequence).setColumns(columns);
    }

    private static void endsWith(StreamProbe stream, Status.Code code, String reason) {
        StreamProbe.End end = stream.end();
        assertThat(end.status().getCode()).isEqualTo(code);
        assertThat(end.info().getReason()).isEqualTo(reason);
    }

    @Test
    void a_writer_that_never_wrote_begins_at_one_and_hears_the_limits() {
        StreamProbe stream = new StreamProbe(server);
        WriterOpened opened = stream.open("fresh");
        assertThat(opened.getLastDurableSequence()).isZero();
        assertThat(opened.getBatchReadingsMax()).isEqualTo(1_000);
        assertThat(opened.getBatchesInFlightMax()).isEqualTo(4);
        assertThat(opened.getRequestBytesMax()).isEqualTo(1 << 20);
        assertThat(opened.getPosition().isEmpty()).isFalse();
        stream.halfClose();
        assertThat(stream.end().status().isOk()).isTrue();
    }

    @Test
    void half_close_ends_the_stream_when_every_batch_is_acknowledged() {
        StreamProbe stream = new StreamProbe(server);
        stream.open("half-close");
        for (int k = 1; k <= 20; k++) {
            stream.batch(batch(k, 3));
        }
        stream.halfClose();
        assertThat(stream.ackThrough(20).getAcceptedCount()).isEqualTo(60);
        assertThat(stream.end().status().isOk()).isTrue();
    }

    @Test
    void a_reopened_writer_goes_on_behind_its_last_durable_batch() {
        StreamProbe first = new StreamProbe(server);
        first.open("resume");
        first.batch(batch(1, 1));
        first.batch(batch(2, 1));
        first.ackThrough(2);
        first.cancel();
        StreamProbe second = new StreamProbe(server);
        assertThat(second.open("resume").getLastDurableSequence()).isEqualTo(2);
        second.batch(batch(3, 1));
        assertThat(second.ackThrough(3).getAcceptedCount()).isEqualTo(1);
        second.cancel();
    }

    @Test
    void a_repeated_batch_is_acknowledged_and_changes_nothing() {
        StreamProbe stream = new StreamProbe(server);
        stream.open("repeat");
        stream.batch(batch(1, 5));
        stream.batch(batch(2, 5));
        stream.ackThrough(2);
        ReadingBatch.Builder other = batch(1, 7);
        for (int k = 0; k < 10; k++) {
            stream.batch(other);
            BatchAck ack = stream.ack();
            assertThat(ack.getDurableSequence()).isEqualTo(2);
            assertThat(ack.getAcceptedCount() + ack.getDuplicateCount() + ack.getRejectedCount())
                    .isZero();
            assertThat(ack.getPosition().isEmpty()).isFalse();
        }
        stream.batch(batch(3, 1));
        assertThat(stream.ack().getDurableSequence()).isEqualTo(3);
        stream.cancel();
    }

    @Test
    void a_skipped_sequence_ends_the_stream_and_names_the_expected_one() {
        for (long wrong : new long[] {3, 0, -1, Long.MIN_VALUE}) {
            StreamProbe stream = new StreamProbe(server);
            long last = stream.open("skip").getLastDurableSequence();
            stream.batch(batch(last + 1, 1));
            stream.ackThrough(last + 1);
            stream.batch(batch(5, 1).setSequence(wrong == 3 ? last + 3 : wrong));
            StreamProbe.End end = stream.end();
            assertThat(end.status().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
            ErrorInfo info = end.info();
            assertThat(info.getReason()).isEqualTo("SEQUENCE_SKIPPED");
            assertThat(info.getMetadataOrThrow("expected_sequence")).isEqualTo(String.valueOf(last + 2));
        }
    }

    @Test
    void a_second_stream_takes_the_writer_over() {
        StreamProbe first = new StreamProbe(server);
        first.open("twins");
        first.batch(batch(1, 1));
        first.ackThrough(1);
        StreamProbe second = new StreamProbe(server);
        assertThat(second.open("twins").getLastDurableSequence()).isEqualTo(1);
        endsWith(first, Status.Code.ABORTED, "WRITER_TAKEN_OVER");
        second.batch(batch(2, 1));
        assertThat(second.ackThrough(2).getAcceptedCount()).isEqualTo(1);
        second.cancel();
    }

    @Test
    void a_stream_is_opened_first_and_once_under_a_name_of_some_length() {
        StreamProbe unopened = new StreamProbe(server);
        unopened.batch(batch(1, 1));
        endsWith(unopened, Status.Code.FAILED_PRECONDITION, "NOT_OPEN");

        StreamProbe twice = new StreamProbe(server);
        twice.open("twice");
        twice.requestOpen("twice");
        endsWith(twice, Status.Code.FAILED_PRECONDITION, "ALREADY_OPEN");

        for (String name : new String[] {"", "x".repeat(129)}) {
            StreamProbe unnamed = new StreamProbe(server);
            unnamed.requestOpen(name);
            endsWith(unnamed, Status.Code.INVALID_ARGUMENT, "BAD_WRITER_ID");
        }
        StreamProbe longest = new StreamProbe(server);
        longest.open("\uD83D\uDE00".repeat(128));
        longest.cancel();

        StreamProbe empty = new StreamProbe(server);
        empty.send(IngestRequest.getDefaultInstance());
        endsWith(empty, Status.Code.INVALID_ARGUMENT, "EMPTY_REQUEST");
    }

    @Test
    void a_batch_of_too_many_readings_is_refused_and_one_of_the_most_is_taken() {
        StreamProbe stream = new StreamProbe(server);
        stream.open("large");
        stream.batch(batch(1, 1_000));
        assertThat(stream.ackThrough(1).getAcceptedCount()).isEqualTo(1_000);
        stream.batch(batch(2, 1_001));
        StreamProbe.End end = stream.end();
        assertThat(end.status().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(end.info().getReason()).isEqualTo("BATCH_TOO_LARGE");
        assertThat(end.info().getMetadataOrThrow("limit")).isEqualTo("ingest.batchReadingsMax");
        assertThat(end.info().getMetadataOrThrow("limit_value")).isEqualTo("1000");
    }

    @Test
    void a_request_of_too_many_bytes_is_refused_with_the_limit_however_it_is_sent() {
        for (String compression : new String[] {null, "gzip"}) {
            StreamProbe stream =
                    new StreamProbe(server, CallOptions.DEFAULT.withCompression(compression), Integer.MAX_VALUE);
            stream.open("heavy");
            stream.send(IngestRequest.newBuilder()
                    .setOpen(OpenWriter.newBuilder().setWriterIdBytes(ByteString.copyFrom(new byte[(1 << 20) + 1])))
                    .build());
            StreamProbe.End end = stream.end();
            assertThat(end.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            assertThat(end.info().getReason()).isEqualTo("REQUEST_TOO_LARGE");
            assertThat(end.info().getMetadataOrThrow("limit")).isEqualTo("ingest.requestBytesMax");
            assertThat(end.info().getMetadataOrThrow("limit_value")).isEqualTo(String.valueOf(1 << 20));
        }
    }

    @Test
    void a_request_far_too_long_is_refused_before_it_is_taken_in() {
        for (String compression : new String[] {null, "gzip"}) {
            StreamProbe stream =
                    new StreamProbe(server, CallOptions.DEFAULT.withCompression(compression), Integer.MAX_VALUE);
            stream.open("heaviest");
            stream.send(IngestRequest.newBuilder()
                    .setOpen(OpenWriter.newBuilder().setWriterIdBytes(ByteString.copyFrom(new byte[3 << 20])))
                    .build());
            assertThat(stream.end().status().getCode()).isIn(Status.Code.RESOURCE_EXHAUSTED, Status.Code.CANCELLED);
        }
        new StreamProbe(server).open("heaviest");
    }

    @Test
    void compressed_requests_are_taken() {
        StreamProbe stream = new StreamProbe(server, CallOptions.DEFAULT.withCompression("gzip"), Integer.MAX_VALUE);
        stream.open("zip");
        stream.batch(batch(1, 900));
        assertThat(stream.ackThrough(1).getAcceptedCount()).isEqualTo(900);
        stream.cancel();
    }

    @Test
    void a_refused_batch_costs_its_stream_and_nothing_else() {
        StreamProbe stream = new StreamProbe(server);
        stream.open("uneven");
        stream.batch(ReadingBatch.newBuilder()
                .setSequence(1)
                .setColumns(ReadingColumns.newBuilder().addHandle(handle)));
        endsWith(stream, Status.Code.INVALID_ARGUMENT, "COLUMNS_UNEVEN");
        StreamProbe again = new StreamProbe(server);
        assertThat(again.open("uneven").getLastDurableSequence()).isZero();
        again.batch(batch(1, 1));
        again.ackThrough(1);
        again.cancel();
    }

    @Test
    void refused_readings_are_named_and_cost_only_themselves() {
        StreamProbe stream = new StreamProbe(server);
        stream.open("reasons");
        long future = TestServer.NOW.toEpochMilli() + 48 * 3_600_000L;
        ReadingColumns.Builder columns = ReadingColumns.newBuilder();
        add(columns, handle, START, 1, 501_000);
        add(columns, 77_777, START, 1, 501_000);
        add(columns, handle, future, 1, 501_000);
        add(columns, handle, future + 1, 1, 501_000);
        add(columns, handle, Portfolio.millis("1899-12-31T23:59:59Z"), 1, 501_000);
        add(columns, handle, START + 1, Double.NEGATIVE_INFINITY, 501_000);
        add(columns, handle, START + 2, Double.NaN, 501_000);
        add(columns, handle, START, 2, 302_000);
        add(columns, handle, START + 3, 1, 99_999);
        stream.batch(ReadingBatch.newBuilder().setSequence(1).setColumns(columns));
        BatchAck ack = stream.ackThrough(1);
        assertThat(ack.getAcceptedCount()).isEqualTo(3);
        assertThat(ack.getRejectedCount()).isEqualTo(6);
        BatchReport report = ack.getReports(0);
        assertThat(report.getSequence()).isEqualTo(1);
        assertThat(report.getRejectedIndexList()).containsExactly(1, 3, 4, 5, 7, 8);
        assertThat(report.getRejectedReasonList())
                .containsExactly(
                        RejectionReason.UNKNOWN_COMPONENT,
                        RejectionReason.TOO_FAR_IN_FUTURE,
                        RejectionReason.TOO_FAR_IN_PAST,
                        RejectionReason.NOT_FINITE,
                        RejectionReason.ESTIMATE_BELOW_ACTUAL,
                        RejectionReason.BAD_CONDITION);
        // Never installed anywhere, which is told and not refused.
        assertThat(report.getNoticedIndexList()).containsExactly(0, 2, 6);
        stream.cancel();
    }

    private static void add(ReadingColumns.Builder columns, int component, long at, double value, int condition) {
        columns.addHandle(component).addTimeMillis(at).addValue(value).addCondition(condition);
    }

    @Test
    void a_sender_that_takes_no_answers_is_asked_for_no_more_than_its_batches_in_flight() {
        StreamProbe stream = new StreamProbe(server, CallOptions.DEFAULT, 1);
        stream.open("deaf");
        for (int k = 1; k <= 200; k++) {
            stream.batch(batch(k, 900));
        }
        stream.halfClose();
        // Another stream's batches come and go meanwhile.
        StreamProbe other = new StreamProbe(server);
        other.open("hearing");
        for (int k = 1; k <= 50; k++) {
            other.batch(batch(k, 1));
            other.ackThrough(k);
        }
        other.cancel();
        assertThat(stream.answersWaiting()).isZero();
        stream.take(Integer.MAX_VALUE - 1);
        assertThat(stream.ackThrough(200).getDurableSequence()).isEqualTo(200);
        assertThat(stream.end().status().isOk()).isTrue();
    }

    @Test
    void a_stream_cancelled_in_flight_leaves_whole_batches_and_an_exact_last_sequence() {
        for (int turn = 0; turn < 10; turn++) {
            StreamProbe stream = new StreamProbe(server);
            long last = stream.open("cut").getLastDurableSequence();
            for (int k = 1; k <= 10; k++) {
                stream.batch(batch(1_000 + last + k, 10).setSequence(last + k));
            }
            if (turn % 2 == 0) {
                stream.ackThrough(last + 1);
            }
            stream.cancel();
            StreamProbe next = new StreamProbe(server);
            long durable = next.open("cut").getLastDurableSequence();
            assertThat(durable).isBetween(last + (turn % 2 == 0 ? 1 : 0), last + 10);
            next.cancel();
        }
    }
}
