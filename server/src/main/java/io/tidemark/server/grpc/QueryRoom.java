package io.tidemark.server.grpc;

import com.google.protobuf.ByteString;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.tidemark.server.ingest.AppliedPosition;
import io.tidemark.server.ingest.PositionTokens;
import io.tidemark.server.query.Pieces;
import io.tidemark.server.query.QueryLimits;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.shard.State;
import io.tidemark.server.store.Months;
import io.tidemark.v1.TimeRange;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the query services share: the state, the threads that answer, and the way a query waits for the position it asks
 * for. Safe to call from any thread.
 */
public final class QueryRoom {

    private static final int RETRY_AFTER_MILLIS = 500;

    private final State state;
    private final AppliedPosition applied;
    private final PositionTokens tokens;
    private final QueryLimits limits;
    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService timer;
    private final AtomicInteger open = new AtomicInteger();
    private final SlowReaders slow;
    private final Set<AnswerPump<?>> watches = ConcurrentHashMap.newKeySet();

    /** A room over this state; the executors are the caller's to end. */
    public QueryRoom(
            State state,
            AppliedPosition applied,
            PositionTokens tokens,
            QueryLimits limits,
            ThreadPoolExecutor threads,
            ScheduledExecutorService timer) {
        this.state = state;
        this.applied = applied;
        this.tokens = tokens;
        this.limits = limits;
        this.threads = threads;
        this.timer = timer;
        this.slow = new SlowReaders(limits, threads, timer);
        timer.scheduleWithFixedDelay(slow::look, 1, 1, TimeUnit.SECONDS);
    }

    State state() {
        return state;
    }

    QueryLimits limits() {
        return limits;
    }

    PositionTokens tokens() {
        return tokens;
    }

    AppliedPosition applied() {
        return applied;
    }

    /**
     * The range of a query's field, all of which is kept.
     *
     * @throws Refusal when it is missing, empty, reversed, too long, or begins before what is kept
     */
    Instants.Range range(TimeRange message, String field) {
        Instants.Range range = Instants.range(message, field);
        long earliestMillis = state.earliestMillis();
        if (range.fromMillis() < earliestMillis && earliestMillis > Months.BEGIN_MILLIS) {
            Instant from = Instant.ofEpochMilli(range.fromMillis());
            Instant earliest = Instant.ofEpochMilli(earliestMillis);
            throw Refusal.of(
                            Refusal.Kind.OUT_OF_RANGE,
                            "BEFORE_RETENTION",
                            field + ".start_time is " + from + ": readings before " + earliest
                                    + " were dropped because of their age; ask from there on")
                    .with("field", field + ".start_time")
                    .with("value", from)
                    .with("limit", "store.retentionMonths")
                    .with("limit_value", earliest);
        }
        return range;
    }

    /**
     * Answers a query in pieces. Returns at once; the answer is prepared and sent by the query threads.
     *
     * @param atLeast the position it asks for; empty for none
     * @param answer makes the answer, once the position is reached; what it throws ends the call
     */
    <T> void answer(ByteString atLeast, StreamObserver<T> responses, Supplier<Pieces<T>> answer) {
        answer(atLeast, responses, wake -> answer.get());
    }

    /**
     * The same for an answer that waits for other things than its reader.
     *
     * @param answer makes the answer, given what to run when it has something to send again
     */
    <T> void answer(ByteString atLeast, StreamObserver<T> responses, Function<Runnable, Pieces<T>> answer) {
        long position = tokens.read(atLeast, "at_least");
        PositionWait wait = new PositionWait();
        AnswerPump<T> pump = pump(responses, ended -> wait.end());
        begin(
                wait,
                position,
                pump::fail,
                () -> threads.execute(() -> {
                    if (pump.isOver()) {
                        pump.wake();
                        return;
                    }
                    try {
                        pump.start(answer.apply(pump::wake));
                    } catch (RuntimeException refusal) {
                        pump.fail(refusal);
                    }
                }));
    }

    /**
     * Answers in pieces once a future gives them. Returns at once; holds no thread until then.
     *
     * @param atLeast the position it asks for; empty for none
     * @param answer begins to make the answer, once the position is reached; what it throws ends the call
     */
    <T> void answerLater(
            ByteString atLeast, StreamObserver<T> responses, Supplier<CompletableFuture<Pieces<T>>> answer) {
        long position = tokens.read(atLeast, "at_least");
        PositionWait wait = new PositionWait();
        AnswerPump<T> pump = pump(responses, ended -> wait.end());
        begin(wait, position, pump::fail, () -> {
            try {
                answer.get().whenComplete((pieces, failed) -> {
                    if (failed == null) {
                        pump.start(pieces);
                    } else {
                        pump.fail(failed);
                    }
                });
            } catch (RuntimeException refusal) {
                pump.fail(refusal);
            }
        });
    }

    /**
     * Opens an answer without an end.
     *
     * @param answer makes the answer, given what to run when it has something to send
     */
    <T> void watch(StreamObserver<T> responses, Function<Runnable, Pieces<T>> answer) {
        AnswerPump<T> pump = pump(responses, watches::remove);
        watches.add(pump);
        threads.execute(() -> {
            try {
                pump.start(answer.apply(pump::wake));
            } catch (RuntimeException refusal) {
                pump.fail(refusal);
            }
        });
    }

    /** Ends the answers that would never end by themselves, since the server stops. */
    public void endWatches() {
        Refusal stopping =
                Refusal.of(Refusal.Kind.UNAVAILABLE, "STOPPING", "the server is stopping; subscribe again in a moment");
        watches.forEach(pump -> pump.fail(stopping));
    }

    private <T> AnswerPump<T> pump(StreamObserver<T> responses, Consumer<AnswerPump<?>> whenEnded) {
        if (threads.getQueue().size() >= limits.waitingMax()) {
            throw Refusal.of(
                            Refusal.Kind.RESOURCE_EXHAUSTED,
                            "TOO_MANY_QUERIES",
                            "there are " + limits.waitingMax()
                                    + " pieces of work before this query already; ask again in a moment")
                    .with("limit", "query.waitingMax")
                    .with("limit_value", limits.waitingMax())
                    .with(Refusal.RETRY_AFTER_MILLIS, RETRY_AFTER_MILLIS);
        }
        if (open.incrementAndGet() > limits.streamsMax()) {
            open.decrementAndGet();
            throw Refusal.of(
                            Refusal.Kind.RESOURCE_EXHAUSTED,
                            "TOO_MANY_STREAMS",
                            "there are " + limits.streamsMax()
                                    + " answers under way already; try again in a moment, or raise query.streamsMax")
                    .with("limit", "query.streamsMax")
                    .with("limit_value", limits.streamsMax())
                    .with(Refusal.RETRY_AFTER_MILLIS, RETRY_AFTER_MILLIS);
        }
        return new AnswerPump<>((ServerCallStreamObserver<T>) responses, threads, slow, ended -> {
            open.decrementAndGet();
            whenEnded.accept(ended);
        });
    }

    /** Waits as long as the call's deadline and the server's limit let it. */
    private void begin(PositionWait wait, long position, Consumer<Throwable> fail, Runnable action) {
        Deadline deadline = Context.current().getDeadline();
        long remaining = deadline == null ? Long.MAX_VALUE : deadline.timeRemaining(TimeUnit.MILLISECONDS);
        long millisMax = TimeUnit.SECONDS.toMillis(limits.positionWaitSecondsMax());
        wait.begin(applied, position, PositionWait.millis(millisMax, remaining), timer, fail, action);
    }
}
