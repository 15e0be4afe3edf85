package io.tidemark.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A question that is ready to be asked. Nothing is sent until it is opened or subscribed to; each time it is asked anew.
 *
 * @param <T> the piece of which the answer is made
 */
public final class Query<T> {

    private final Asker<T> asker;

    private Query(Asker<T> asker) {
        this.asker = asker;
    }

    /** Ties a method, a request and the way to take its messages apart together. */
    static <Q, R, T> Query<T> of(
            Channel channel,
            Duration deadline,
            MethodDescriptor<Q, R> method,
            Q request,
            Function<? super R, List<T>> split) {
        return new Query<>(new Asker<>() {
            @Override
            public ResultStream<T> open() {
                return PulledCall.start(newCall(), request, split);
            }

            @Override
            public Subscription subscribe(ResultListener<T> listener, long items) {
                return PushedCall.start(newCall(), request, split, listener, items);
            }

            private ClientCall<Q, R> newCall() {
                CallOptions options = deadline == null
                        ? CallOptions.DEFAULT
                        : CallOptions.DEFAULT.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
                return channel.newCall(method, options);
            }
        });
    }

    /** Asks, and gives the answer as an iterator. To be closed. */
    public ResultStream<T> open() {
        return asker.open();
    }

    /**
     * Asks, and gives the answer to a listener.
     *
     * @param items how many items to ask for at once, 0 or more; more with {@link Subscription#request}
     */
    public Subscription subscribe(ResultListener<T> listener, long items) {
        return asker.subscribe(listener, items);
    }

    /** Asks, and gives each piece to an action on this thread, to the end. */
    public void forEach(Consumer<? super T> action) {
        try (ResultStream<T> answer = open()) {
            answer.forEachRemaining(action);
        }
    }

    /**
     * Asks, and collects the whole answer.
     *
     * @param itemsMax most items to hold; a longer answer is cancelled and refused with {@code RESULT_TOO_LONG}
     */
    public List<T> list(int itemsMax) {
        List<T> items = new ArrayList<>();
        try (ResultStream<T> answer = open()) {
            while (answer.hasNext()) {
                if (items.size() == itemsMax) {
                    throw TidemarkException.of(
                            Status.Code.OUT_OF_RANGE,
                            "RESULT_TOO_LONG",
                            "the answer has more than " + itemsMax
                                    + " items: narrow the request or read it as a stream");
                }
                items.add(answer.next());
            }
        }
        return items;
    }

    private interface Asker<T> {
        ResultStream<T> open();

        Subscription subscribe(ResultListener<T> listener, long items);
    }
}
