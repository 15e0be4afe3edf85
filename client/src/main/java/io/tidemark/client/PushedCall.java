package io.tidemark.client;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A server stream that is pushed to a listener as far as it asks. A message is asked for only when there is demand and
 * nothing is left of the one before.
 *
 * <p>Whoever brings news (a message, demand, the end) tries to become the one that drains; all state is under the lock,
 * and the listener is called outside it.
 */
final class PushedCall<Q, R, T> extends ClientCall.Listener<R> implements Subscription {

    private final ClientCall<Q, R> call;
    private final Function<? super R, List<T>> split;
    private final ResultListener<T> listener;

    private final Object lock = new Object();
    private final ArrayDeque<T> waiting = new ArrayDeque<>();
    private long demand;
    private boolean asked;
    private boolean draining;
    private boolean over;
    private Status closed;
    private Metadata trailers;

    private enum Step {
        ITEM,
        ASK,
        CLOSE,
        REST
    }

    private PushedCall(ClientCall<Q, R> call, Function<? super R, List<T>> split, ResultListener<T> listener) {
        this.call = call;
        this.split = split;
        this.listener = listener;
    }

    static <Q, R, T> Subscription start(
            ClientCall<Q, R> call,
            Q request,
            Function<? super R, List<T>> split,
            ResultListener<T> listener,
            long items) {
        PushedCall<Q, R, T> pushed = new PushedCall<>(call, split, listener);
        call.start(pushed, new Metadata());
        call.sendMessage(request);
        call.halfClose();
        if (items > 0) {
            pushed.request(items);
        }
        return pushed;
    }

    @Override
    public void onMessage(R message) {
        List<T> items = split.apply(message);
        synchronized (lock) {
            asked = false;
            waiting.addAll(items);
        }
        drain();
    }

    @Override
    public void onClose(Status status, Metadata metadata) {
        synchronized (lock) {
            closed = status;
            trailers = metadata;
        }
        drain();
    }

    @Override
    public void request(long items) {
        if (items < 1) {
            throw new IllegalArgumentException("items is " + items + ": must be 1 or more");
        }
        synchronized (lock) {
            demand = demand + items < 0 ? Long.MAX_VALUE : demand + items;
        }
        drain();
    }

    @Override
    public void cancel() {
        synchronized (lock) {
            over = true;
            waiting.clear();
        }
        call.cancel("the subscriber cancelled", null);
    }

    private void drain() {
        synchronized (lock) {
            if (draining) {
                return;
            }
            draining = true;
        }
        while (true) {
            T item = null;
            Step step;
            synchronized (lock) {
                step = nextStep();
                if (step == Step.ITEM) {
                    item = waiting.poll();
                    demand = demand == Long.MAX_VALUE ? demand : demand - 1;
                } else if (step == Step.ASK) {
                    asked = true;
                } else if (step == Step.CLOSE) {
                    over = true;
                } else {
                    draining = false;
                    return;
                }
            }
            carryOut(step, item);
        }
    }

    private Step nextStep() {
        if (over) {
            return Step.REST;
        }
        if (!waiting.isEmpty()) {
            return demand > 0 ? Step.ITEM : Step.REST;
        }
        if (closed != null) {
            return Step.CLOSE;
        }
        return demand > 0 && !asked ? Step.ASK : Step.REST;
    }

    private void carryOut(Step step, T item) {
        if (step == Step.ASK) {
            call.request(1);
        } else if (step == Step.ITEM) {
            deliver(item);
        } else if (closed.isOk()) {
            listener.onEnd();
        } else {
            listener.onError(TidemarkException.from(closed.asRuntimeException(trailers)));
        }
    }

    private void deliver(T item) {
        try {
            listener.onItem(item);
        } catch (RuntimeException e) {
            cancel();
            listener.onError(new TidemarkException(
                    Status.Code.CANCELLED, "LISTENER_FAILED", "the listener threw " + e, Map.of(), e));
        }
    }
}
