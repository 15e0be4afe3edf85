package io.tidemark.client;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/**
 * A server stream that is read by a waiting thread. Two messages are asked for ahead, and one more for each that has been
 * taken, so the queue never holds more than that.
 */
final class PulledCall<Q, R, T> extends ClientCall.Listener<R> implements ResultStream<T> {

    private static final int MESSAGES_AHEAD = 2;

    private final ClientCall<Q, R> call;
    private final Function<? super R, List<T>> split;
    /** Messages, then one {@link End}. */
    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();

    private Iterator<T> piece = List.<T>of().iterator();
    private End end;

    /** The end of the stream; the failure is null when it was a good one. */
    private record End(TidemarkException failure) {}

    private PulledCall(ClientCall<Q, R> call, Function<? super R, List<T>> split) {
        this.call = call;
        this.split = split;
    }

    static <Q, R, T> ResultStream<T> start(ClientCall<Q, R> call, Q request, Function<? super R, List<T>> split) {
        PulledCall<Q, R, T> pulled = new PulledCall<>(call, split);
        call.start(pulled, new Metadata());
        call.request(MESSAGES_AHEAD);
        call.sendMessage(request);
        call.halfClose();
        return pulled;
    }

    @Override
    public void onMessage(R message) {
        arrived.add(message);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        arrived.add(new End(status.isOk() ? null : TidemarkException.from(status.asRuntimeException(trailers))));
    }

    @Override
    public boolean hasNext() {
        while (!piece.hasNext()) {
            if (end == null) {
                takeOne();
            }
            if (end != null) {
                if (end.failure() != null) {
                    throw end.failure();
                }
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("unchecked") // only onMessage and onClose fill the queue
    private void takeOne() {
        Object next;
        try {
            next = arrived.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw TidemarkException.of(Status.Code.CANCELLED, "INTERRUPTED", "interrupted while reading an answer");
        }
        if (next instanceof End) {
            end = (End) next;
        } else {
            call.request(1);
            piece = split.apply((R) next).iterator();
        }
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the answer has ended");
        }
        return piece.next();
    }

    @Override
    public void close() {
        if (end == null) {
            end = new End(null);
            piece = List.<T>of().iterator();
            call.cancel("the reader closed the stream", null);
        }
    }
}
