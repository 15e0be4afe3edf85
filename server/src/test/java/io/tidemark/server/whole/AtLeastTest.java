package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.rpc.ErrorInfo;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.tidemark.v1.AggregateDeltasRequest;
import io.tidemark.v1.AggregateDeltasResponse;
import io.tidemark.v1.AppendReadingsRequest;
import io.tidemark.v1.Calendar;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.DeltaBucket;
import io.tidemark.v1.ListGapsRequest;
import io.tidemark.v1.ReadDeltasRequest;
import io.tidemark.v1.ReadDeltasResponse;
import io.tidemark.v1.ReadLatestRequest;
import io.tidemark.v1.ReadLatestResponse;
import io.tidemark.v1.ReadReadingsRequest;
import io.tidemark.v1.ReadReadingsResponse;
import io.tidemark.v1.Reading;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A query that names a position waits for it, not for ever, and takes no position for one of its store that is not. */
@Timeout(120)
class AtLeastTest {

    private static final long NOON = Portfolio.millis("2026-03-02T12:00:00Z");
    private static final ComponentSelection ALL =
            ComponentSelection.newBuilder().setAll(true).build();

    @TempDir
    private Path directory;

    private final ExecutorService askers = Executors.newCachedThreadPool();
    private long nextMillis = NOON;

    @AfterEach
    void ends() {
        askers.shutdownNow();
    }

    /** A question that names a position; what it answers, as text. */
    private interface Question {
        String ask(TestServer server, ByteString atLeast);
    }

    private static Map<String, Question> questions() {
        Map<String, Question> all = new LinkedHashMap<>();
        all.put("ReadReadings", AtLeastTest::readings);
        all.put("ReadLatest", AtLeastTest::latest);
        all.put("ReadDeltas", AtLeastTest::deltas);
        all.put("AggregateDeltas", AtLeastTest::sums);
        all.put("ListGaps", AtLeastTest::gaps);
        return all;
    }

    private static String readings(TestServer server, ByteString atLeast) {
        Iterator<ReadReadingsResponse> answer = server.readings()
                .readReadings(ReadReadingsRequest.newBuilder()
                        .setSelection(ALL)
                        .setRange(Portfolio.range(NOON, NOON + 86_400_000))
                        .setAtLeast(atLeast)
                        .build());
        return answer.hasNext() ? answer.next().getValueList().toString() : "";
    }

    private static String latest(TestServer server, ByteString atLeast) {
        Iterator<ReadLatestResponse> answer = server.readings()
                .readLatest(ReadLatestRequest.newBuilder()
                        .setSelection(ALL)
                        .setAtLeast(atLeast)
                        .build());
        return answer.hasNext() ? answer.next().getLatestMillisList().toString() : "";
    }

    private static String deltas(TestServer server, ByteString atLeast) {
        Iterator<ReadDeltasResponse> answer = server.deltas()
                .readDeltas(ReadDeltasRequest.newBuilder()
                        .setSelection(ALL)
                        .setRange(Portfolio.range(NOON, NOON + 86_400_000))
                        .setAtLeast(atLeast)
                        .build());
        return answer.hasNext() ? answer.next().getDeltaList().toString() : "";
    }

    private static String sums(TestServer server, ByteString atLeast) {
        Iterator<AggregateDeltasResponse> answer = server.deltas()
                .aggregateDeltas(AggregateDeltasRequest.newBuilder()
                        .setSelection(ALL)
                        .setRange(Portfolio.range(NOON, NOON + 86_400_000))
                        .setBucket(DeltaBucket.DAY)
                        .setCalendar(Calendar.newBuilder().setTimeZone("UTC"))
                        .setAtLeast(atLeast)
                        .build());
        return answer.hasNext() ? answer.next().getSumList().toString() : "";
    }

    private static String gaps(TestServer server, ByteString atLeast) {
        StringBuilder text = new StringBuilder();
        server.gaps()
                .listGaps(ListGapsRequest.newBuilder()
                        .setSelection(ALL)
                        .setRange(Portfolio.range(NOON, NOON + 86_400_000))
                        .setAtLeast(atLeast)
                        .build())
                .forEachRemaining(chunk -> text.append(chunk.getToMillisList()));
        return text.toString();
    }

    private TestServer start(String... settings) {
        TestServer server = TestServer.start(directory, settings);
        server.register(Portfolio.intervals("quarters", 900), Portfolio.component("mc", "quarters"));
        return server;
    }

    /** Appends the next quarter of an hour; where the journal stood when it was visible. */
    private ByteString append(TestServer server) {
        ByteString position = server.ingest()
                .appendReadings(AppendReadingsRequest.newBuilder()
                        .addReadings(Reading.newBuilder()
                                .setComponent("mc")
                                .setTime(Portfolio.at(nextMillis))
                                .setValue(1))
                        .build())
                .getPosition();
        nextMillis += 900_000;
        return position;
    }

    /** The position so many bytes of journal behind another. */
    private static ByteString behind(ByteString position, long bytes) {
        ByteBuffer copy = ByteBuffer.wrap(position.toByteArray());
        return ByteString.copyFrom(copy.putLong(0, copy.getLong(0) + bytes));
    }

    private static ErrorInfo refusal(Question question, TestServer server, ByteString atLeast, Status.Code code) {
        StatusRuntimeException failed =
                catchThrowableOfType(StatusRuntimeException.class, () -> question.ask(server, atLeast));
        assertThat(failed.getStatus().getCode()).isEqualTo(code);
        ErrorInfo info = StreamProbe.Failures.info(failed);
        assertThat(info.getMetadataOrThrow("field")).isEqualTo("at_least");
        assertThat(failed.getMessage()).contains("at_least");
        return info;
    }

    @Test
    void the_position_of_an_acknowledgement_is_reached_at_once_also_after_a_restart() {
        try (TestServer server = start()) {
            ByteString first = append(server);
            ByteString second = append(server);
            for (Question question : questions().values()) {
                assertThat(question.ask(server, second)).isEqualTo(question.ask(server, ByteString.EMPTY));
                question.ask(server, first);
            }
            server.restart();
            assertThat(readings(server, second)).isEqualTo("[1.0, 1.0]");
        }
    }

    @Test
    void a_query_waits_for_a_position_that_is_yet_to_come_and_sees_what_came_with_it() {
        try (TestServer server = start()) {
            for (Map.Entry<String, Question> question : questions().entrySet()) {
                ByteString next = behind(append(server), 1);
                CompletableFuture<String> answer =
                        CompletableFuture.supplyAsync(() -> question.getValue().ask(server, next), askers);
                CompletableFuture<String> another =
                        CompletableFuture.supplyAsync(() -> question.getValue().ask(server, next), askers);
                append(server);
                String now = question.getValue().ask(server, ByteString.EMPTY);
                assertThat(answer.join()).as(question.getKey()).isEqualTo(now);
                assertThat(another.join()).as(question.getKey()).isEqualTo(now);
            }
        }
    }

    @Test
    void a_deadline_ends_the_wait_and_the_reason_comes_before_it() {
        try (TestServer server = start()) {
            ByteString never = behind(append(server), 1 << 20);
            for (Question question : questions().values()) {
                Context.CancellableContext withDeadline = Context.current()
                        .withDeadlineAfter(4, TimeUnit.SECONDS, Executors.newSingleThreadScheduledExecutor());
                withDeadline.run(() -> assertThat(refusal(question, server, never, Status.Code.DEADLINE_EXCEEDED)
                                .getReason())
                        .isEqualTo("POSITION_NOT_REACHED"));
                withDeadline.cancel(null);
            }
        }
    }

    @Test
    void without_a_deadline_the_servers_limit_ends_the_wait() {
        try (TestServer server = start("tidemark.query.positionWaitSecondsMax = 1")) {
            ByteString never = behind(append(server), 1 << 20);
            ErrorInfo info = refusal(AtLeastTest::readings, server, never, Status.Code.DEADLINE_EXCEEDED);
            assertThat(info.getReason()).isEqualTo("POSITION_NOT_REACHED");
            assertThat(info.getMetadataOrThrow("limit")).contains("query.positionWaitSecondsMax");
            assertThat(info.getMetadataOrThrow("limit_value")).isEqualTo("1000 ms");
        }
    }

    @Test
    void what_is_no_position_of_this_store_is_refused_by_every_query(@TempDir Path elsewhere) {
        ByteString foreign;
        try (TestServer other = TestServer.start(elsewhere)) {
            other.register(Portfolio.intervals("quarters", 900), Portfolio.component("mc", "quarters"));
            foreign = append(other);
        }
        try (TestServer server = start()) {
            ByteString own = append(server);
            ByteString[] wrong = {
                foreign,
                ByteString.copyFromUtf8("x"),
                ByteString.copyFromUtf8("garbage12345"),
                own.substring(0, 11),
                own.concat(ByteString.copyFromUtf8("x")),
                behind(own, Long.MIN_VALUE),
                ByteString.copyFrom(new byte[12]),
                ByteString.copyFrom(new byte[100_000])
            };
            for (Question question : questions().values()) {
                for (ByteString token : wrong) {
                    assertThat(refusal(question, server, token, Status.Code.INVALID_ARGUMENT)
                                    .getReason())
                            .isEqualTo("FOREIGN_POSITION");
                }
            }
        }
    }

    @Test
    void a_query_that_is_given_up_while_it_waits_gives_its_place_back() {
        try (TestServer server = start("tidemark.query.streamsMax = 3")) {
            ByteString never = behind(append(server), 1 << 20);
            for (int k = 0; k < 20; k++) {
                Context.CancellableContext context = Context.current().withCancellation();
                CompletableFuture<Throwable> waiting = CompletableFuture.supplyAsync(
                        () -> {
                            Throwable[] thrown = {null};
                            context.run(() -> thrown[0] =
                                    catchThrowableOfType(StatusRuntimeException.class, () -> readings(server, never)));
                            return thrown[0];
                        },
                        askers);
                context.cancel(null);
                assertThat(waiting.join()).isInstanceOf(StatusRuntimeException.class);
            }
            // The last ones may be given up a moment later.
            String answer = null;
            while (answer == null) {
                try {
                    answer = readings(server, ByteString.EMPTY);
                } catch (StatusRuntimeException full) {
                    assertThat(StreamProbe.Failures.info(full).getReason()).isEqualTo("TOO_MANY_STREAMS");
                }
            }
            assertThat(answer).isEqualTo("[1.0]");
        }
    }
}
