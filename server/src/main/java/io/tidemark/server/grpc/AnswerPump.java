package io.tidemark.server.grpc;

import com.google.protobuf.MessageLite;
import io.grpc.stub.ServerCallStreamObserver;
import io.tidemark.server.query.Pieces;
import io.tidemark.server.query.WireMessage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Sends an answer piece by piece, as fast as the other side takes it. While it does not, the pump holds no thread and no
 * piece: a slow reader costs its own stream only.
 *
 * @param <T> the message a piece is
 */
final class AnswerPump<T> {

    /** Pieces sent in one go before other answers get their turn. */
    private static final int PIECES_A_TURN = 8;

    /**
     * Below so many bytes that wait for the connection the next piece is made: about two pieces, so that one is made while
     * the one before it is sent. With less the two threads wait for each other in turn.
     */
    private static final int BYTES_AHEAD = 256 << 10;

    private final ServerCallStreamObserver<T> call;
    private final Executor threads;
    private final SlowReaders slow;
    private final Consumer<AnswerPump<?>> whenEnded;
    private final AtomicInteger wanted = new AtomicInteger();
    private final Runnable reset = InboundWatch.reset();
    private Pieces<T> pieces;
    private boolean isEnded;
    private int lastPieceBytes;

    /**
     * A pump for a call; make it before the service's method returns, so that it hears of readiness.
     *
     * @param slow is told when the other side takes nothing
     * @param whenEnded hears of the pump once, when nothing more will be sent
     */
    AnswerPump(
            ServerCallStreamObserver<T> call, Executor threads, SlowReaders slow, Consumer<AnswerPump<?>> whenEnded) {
        this.call = call;
        this.threads = threads;
        this.slow = slow;
        this.whenEnded = whenEnded;
        call.setOnReadyThreshold(BYTES_AHEAD);
        call.setOnReadyHandler(this::wake);
        call.setOnCancelHandler(this::wake);
    }

    /** Lets go of what was sent and not taken; after {@link #fail}. */
    void reset() {
        reset.run();
    }

    /** Whether nobody waits for the answer any more, so that it need not be made. */
    boolean isOver() {
        return call.isCancelled();
    }

    /** Begins to send. Any thread, once. */
    void start(Pieces<T> answer) {
        synchronized (this) {
            if (isEnded) {
                answer.ended();
                return;
            }
            pieces = answer;
        }
        wake();
    }

    /** Ends the call with an error instead; only before {@link #start}, or from within a piece. */
    void fail(Throwable thrown) {
        synchronized (this) {
            if (!isEnded) {
                end();
                call.onError(Errors.toStatus(thrown));
            }
        }
    }

    /** There may be something to do. */
    void wake() {
        if (wanted.getAndIncrement() == 0) {
            turnLater();
        }
    }

    private void turnLater() {
        try {
            threads.execute(this::turn);
        } catch (RejectedExecutionException stopping) {
            // The server closes all calls itself when it stops.
            wanted.set(0);
        }
    }

    private void turn() {
        int seen = wanted.get();
        boolean again = false;
        try {
            again = send();
        } catch (RuntimeException | Error fault) {
            fail(fault);
        }
        if (again || !wanted.compareAndSet(seen, 0)) {
            turnLater();
        }
    }

    /** Sends what the other side takes; whether there is more to do at once. */
    private synchronized boolean send() {
        if (isEnded) {
            return false;
        }
        if (call.isCancelled()) {
            end();
            return false;
        }
        for (int sent = 0; pieces != null && sent < PIECES_A_TURN; sent++) {
            if (!call.isReady() && !pieces.isEnding()) {
                slow.waits(this, BYTES_AHEAD + lastPieceBytes);
                return false;
            }
            slow.takes(this);
            T piece = pieces.next();
            if (piece == null && pieces.isOpenEnded()) {
                return false;
            }
            if (piece == null) {
                end();
                call.onCompleted();
                return false;
            }
            lastPieceBytes = bytes(piece);
            call.onNext(piece);
            if (call.isCancelled()) {
                end();
                return false;
            }
        }
        return pieces != null;
    }

    private static int bytes(Object piece) {
        if (piece instanceof WireMessage chunk) {
            return chunk.byteLength();
        }
        return piece instanceof MessageLite message ? message.getSerializedSize() : 0;
    }

    private void end() {
        isEnded = true;
        slow.takes(this);
        if (pieces != null) {
            pieces.ended();
        }
        pieces = null;
        whenEnded.accept(this);
    }
}
