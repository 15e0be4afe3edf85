package io.tidemark.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.tidemark.v1.ReadReadingsRequest;
import io.tidemark.v1.ReadReadingsResponse;
import io.tidemark.v1.ReadingsServiceGrpc.ReadingsServiceImplBase;
import io.tidemark.v1.SeriesColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class QueryTest {

    private static final int MESSAGES = 64;
    /** 1 MiB a message, against a window of 4 MiB. */
    private static final int VALUES = 131_072;

    /** Sends as long as the transport takes, and counts. */
    private static final class LongAnswer extends ReadingsServiceImplBase {
        final AtomicInteger sent = new AtomicInteger();
        final CountDownLatch cancelled = new CountDownLatch(1);
        final Status end;

        LongAnswer(Status end) {
            this.end = end;
        }

        @Override
        public void readReadings(ReadReadingsRequest request, StreamObserver<ReadReadingsResponse> observer) {
            ServerCallStreamObserver<ReadReadingsResponse> answer =
                    (ServerCallStreamObserver<ReadReadingsResponse>) observer;
            answer.setOnCancelHandler(cancelled::countDown);
            answer.setOnReadyHandler(() -> {
                while (answer.isReady() && sent.get() < MESSAGES) {
                    answer.onNext(message(sent.getAndIncrement()));
                    if (sent.get() == MESSAGES) {
                        if (end.isOk()) {
                            answer.onCompleted();
                        } else {
                            answer.onError(end.asRuntimeException());
                        }
                    }
                }
            });
        }

        private static ReadReadingsResponse message(int number) {
            ReadReadingsResponse.Builder message = ReadReadingsResponse.newBuilder()
                    .setSeries(SeriesColumns.newBuilder()
                            .addHandle(1)
                            .addComponent("mc1")
                            .addCount(VALUES)
                            .addStartTimeMillis(number * 60_000L * VALUES)
                            .addStepMillis(60_000));
            for (int i = 0; i < VALUES; i++) {
                message.addValue(number);
            }
            return message.build();
        }
    }

    private static Query<ReadingSeries> question(TidemarkClient client) {
        return client.readings().read(Select.all(), Times.range(Instant.EPOCH, Instant.EPOCH.plusSeconds(1)));
    }

    @Test
    void an_iterator_gives_the_whole_answer_in_order() {
        try (FakeServer server = FakeServer.of(new LongAnswer(Status.OK));
                TidemarkClient client = server.client();
                ResultStream<ReadingSeries> answer = question(client).open()) {
            for (int i = 0; i < MESSAGES; i++) {
                ReadingSeries series = answer.next();
                assertThat(series.values()[0]).isEqualTo(i);
                assertThat(series.size()).isEqualTo(VALUES);
                assertThat(series.timesMillis()[1] - series.timesMillis()[0]).isEqualTo(60_000);
                assertThat(series.conditions()[0]).isEqualTo(501_000);
            }
            assertThat(answer.hasNext()).isFalse();
        }
    }

    @Test
    void a_slow_reader_holds_the_server_back_and_closing_cancels() throws Exception {
        LongAnswer service = new LongAnswer(Status.OK);
        try (FakeServer server = FakeServer.of(service);
                TidemarkClient client = server.client()) {
            ResultStream<ReadingSeries> answer = question(client).open();
            answer.next();
            answer.close();
            assertThat(service.cancelled.await(30, TimeUnit.SECONDS)).isTrue();
            // two messages asked for ahead, what the window holds, and one that was begun
            assertThat(service.sent.get()).isLessThan(16);
            assertThat(answer.hasNext()).isFalse();
        }
    }

    @Test
    void a_listener_gets_as_many_items_as_it_asks_for() throws Exception {
        LongAnswer service = new LongAnswer(Status.OK);
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        try (FakeServer server = FakeServer.of(service);
                TidemarkClient client = server.client()) {
            Subscription subscription = question(client).subscribe(recorder(events), 0);
            subscription.request(2);
            assertThat(take(events, 2)).containsExactly("item 0", "item 1");
            subscription.request(1);
            assertThat(take(events, 1)).containsExactly("item 2");
            assertThat(service.sent.get()).isLessThan(16);
            subscription.request(Long.MAX_VALUE);
            List<String> rest = take(events, MESSAGES - 3 + 1);
            assertThat(rest.get(0)).isEqualTo("item 3");
            assertThat(rest.get(rest.size() - 1)).isEqualTo("end");
            assertThat(events).isEmpty();
        }
    }

    @Test
    void a_cancelled_subscription_is_silent_and_ends_the_request() throws Exception {
        LongAnswer service = new LongAnswer(Status.OK);
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        try (FakeServer server = FakeServer.of(service);
                TidemarkClient client = server.client()) {
            Subscription subscription = question(client).subscribe(recorder(events), 1);
            take(events, 1);
            subscription.cancel();
            assertThat(service.cancelled.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(events).isEmpty();
        }
    }

    @Test
    void a_listener_that_throws_ends_its_request_and_is_told() throws Exception {
        LongAnswer service = new LongAnswer(Status.OK);
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        try (FakeServer server = FakeServer.of(service);
                TidemarkClient client = server.client()) {
            ResultListener<ReadingSeries> recorder = recorder(events);
            question(client)
                    .subscribe(
                            new ResultListener<>() {
                                @Override
                                public void onItem(ReadingSeries item) {
                                    throw new IllegalStateException("too much for me");
                                }

                                @Override
                                public void onEnd() {
                                    recorder.onEnd();
                                }

                                @Override
                                public void onError(TidemarkException failure) {
                                    recorder.onError(failure);
                                }
                            },
                            5);
            assertThat(take(events, 1)).containsExactly("error LISTENER_FAILED");
            assertThat(service.cancelled.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void an_answer_that_breaks_off_throws_after_what_came() {
        Status end = Status.UNAVAILABLE.withDescription("going down");
        try (FakeServer server = FakeServer.of(new LongAnswer(end));
                TidemarkClient client = server.client()) {
            List<ReadingSeries> got = new ArrayList<>();
            assertThatThrownBy(() -> question(client).forEach(got::add))
                    .isInstanceOf(TidemarkException.class)
                    .hasMessage("going down");
            assertThat(got).hasSize(MESSAGES);
        }
    }

    @Test
    void a_list_has_a_bound() {
        try (FakeServer server = FakeServer.of(new LongAnswer(Status.OK));
                TidemarkClient client = server.client()) {
            assertThat(question(client).list(MESSAGES)).hasSize(MESSAGES);
        }
        try (FakeServer server = FakeServer.of(new LongAnswer(Status.OK));
                TidemarkClient client = server.client()) {
            assertThatThrownBy(() -> question(client).list(3))
                    .isInstanceOfSatisfying(
                            TidemarkException.class, e -> assertThat(e.reason()).isEqualTo("RESULT_TOO_LONG"));
        }
    }

    private static ResultListener<ReadingSeries> recorder(BlockingQueue<String> events) {
        return new ResultListener<>() {
            @Override
            public void onItem(ReadingSeries item) {
                events.add("item " + (int) item.values()[0]);
            }

            @Override
            public void onEnd() {
                events.add("end");
            }

            @Override
            public void onError(TidemarkException failure) {
                events.add("error " + failure.reason());
            }
        };
    }

    private static List<String> take(BlockingQueue<String> events, int count) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String event = events.poll(30, TimeUnit.SECONDS);
            assertThat(event).as("event %d of %d", i, count).isNotNull();
            taken.add(event);
        }
        return taken;
    }
}
