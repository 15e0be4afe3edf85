package io.tidemark.server.grpc;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.tidemark.server.access.ConnectionLimits;
import io.tidemark.server.refusal.Refusal;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Bounds what calls hold before their request is whole: how many calls there are, how long a request may take to come, how
 * large it may be, and how many bytes of unfinished requests there may be. gRPC itself bounds one message at most.
 *
 * <p>Bytes are counted on the event loops, {@link #look} runs on the timer; a call is ended by either, and only while its
 * request is unfinished: what was refused here has never reached its service.
 */
public final class InboundWatch extends ServerStreamTracer.Factory {

    private static final Context.Key<Inbound> INBOUND = Context.key("tidemark-inbound");

    private final ConnectionLimits limits;
    private final int requestBytesMax;
    private final Set<Inbound> calls = ConcurrentHashMap.newKeySet();
    private final AtomicLong bytes = new AtomicLong();

    /**
     * A watch for all calls of a server.
     *
     * @param requestBytesMax size of one request as it comes, bytes
     */
    public InboundWatch(ConnectionLimits limits, int requestBytesMax) {
        this.limits = limits;
        this.requestBytesMax = requestBytesMax;
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
        return new Inbound();
    }

    /**
     * Tells the watch how to end the call that is just beginning.
     *
     * @param end ends it with a refusal; any thread
     * @return whether the watch has ended it, or it has gone, so that what comes of it still is to be left alone; any thread
     * @throws Refusal when there are too many calls
     */
    static BooleanSupplier begins(Consumer<Refusal> end) {
        Inbound inbound = INBOUND.get();
        if (inbound == null) {
            return () -> false;
        }
        inbound.begin(end);
        return inbound::isEnded;
    }

    /**
     * How to reset the call of the current context, so that what waits for its reader is let go of. Has no effect on a call
     * that has ended. To be run on any thread.
     */
    static Runnable reset() {
        Inbound inbound = INBOUND.get();
        return inbound == null ? () -> {} : inbound::reset;
    }

    /** Ends the calls whose request has been coming for too long. On the timer, every second or so. */
    public void look() {
        long now = System.nanoTime();
        for (Inbound call : calls) {
            if (call.isLate(now)) {
                call.end(Refusal.of(
                                Refusal.Kind.DEADLINE_EXCEEDED,
                                "REQUEST_TOO_SLOW",
                                "the request was not whole after " + limits.requestSecondsMax()
                                        + " s. Nothing of it was done; send it again, in smaller parts over a slow line,"
                                        + " or raise connections.requestSecondsMax")
                        .with("limit", "connections.requestSecondsMax")
                        .with("limit_value", limits.requestSecondsMax()));
            }
        }
    }

    /** Bytes of requests that have come in part. */
    public long bytes() {
        return bytes.get();
    }

    /** Calls open now. */
    public int calls() {
        return calls.size();
    }

    private void endLargest() {
        calls.stream()
                .max(Comparator.comparingLong(Inbound::held))
                .ifPresent(largest -> largest.end(Refusal.of(
                                Refusal.Kind.RESOURCE_EXHAUSTED,
                                "TOO_MUCH_UNDER_WAY",
                                "unfinished requests hold more than " + limits.inboundBytesMax()
                                        + " bytes, and this one the most. Nothing of it was done; send it again in a"
                                        + " moment, in smaller parts")
                        .with("limit", "connections.inboundBytesMax")
                        .with("limit_value", limits.inboundBytesMax())
                        .with(Refusal.RETRY_AFTER_MILLIS, 1_000)));
    }

    /** What one call holds. Counted by its event loop; guards itself, since others look. */
    private final class Inbound extends ServerStreamTracer {

        private volatile Context.CancellableContext base;
        private Consumer<Refusal> ending;
        private boolean isComing = true;
        private boolean isEnded;
        private long comingSinceNanos = System.nanoTime();
        private long held;

        @Override
        public Context filterContext(Context context) {
            base = context.withValue(INBOUND, this).withCancellation();
            return base;
        }

        /** As at the end of a deadline: the one case in which gRPC resets a stream of its own accord. */
        private void reset() {
            base.cancel(new TimeoutException());
        }

        private synchronized void begin(Consumer<Refusal> end) {
            if (calls.size() >= limits.callsMax()) {
                throw Refusal.of(
                                Refusal.Kind.RESOURCE_EXHAUSTED,
                                "TOO_MANY_CALLS",
                                "there are " + limits.callsMax()
                                        + " calls open already; try again in a moment, or raise connections.callsMax")
                        .with("limit", "connections.callsMax")
                        .with("limit_value", limits.callsMax())
                        .with(Refusal.RETRY_AFTER_MILLIS, 1_000);
            }
            ending = end;
            calls.add(this);
        }

        @Override
        public void inboundWireSize(long more) {
            long all;
            long own;
            synchronized (this) {
                if (isEnded) {
                    return;
                }
                if (!isComing) {
                    comingSinceNanos = System.nanoTime();
                    isComing = true;
                }
                held += more;
                own = held;
                all = bytes.addAndGet(more);
            }
            if (own > requestBytesMax) {
                end(RequestTooLarge.asItCame(requestBytesMax));
            } else if (all > limits.inboundBytesMax()) {
                endLargest();
            }
        }

        @Override
        public synchronized void inboundMessageRead(int number, long wireBytes, long uncompressedBytes) {
            isComing = false;
            letGo();
        }

        @Override
        public synchronized void streamClosed(Status status) {
            calls.remove(this);
            isEnded = true;
            letGo();
        }

        private void letGo() {
            bytes.addAndGet(-held);
            held = 0;
        }

        private synchronized boolean isLate(long nowNanos) {
            return isComing && nowNanos - comingSinceNanos > TimeUnit.SECONDS.toNanos(limits.requestSecondsMax());
        }

        private synchronized long held() {
            return held;
        }

        private synchronized boolean isEnded() {
            return isEnded;
        }

        private void end(Refusal refusal) {
            Consumer<Refusal> end;
            synchronized (this) {
                if (isEnded || !isComing || ending == null) {
                    return;
                }
                isEnded = true;
                end = ending;
                letGo();
            }
            calls.remove(this);
            end.accept(refusal);
        }
    }
}
