package io.tidemark.server.fuzz;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One call with raw bytes; throws unless it ends as the contract says calls end. */
final class RawCall extends ClientCall.Listener<byte[]> {

    /** What takes longer hangs, milliseconds. */
    static final long ANSWER_MILLIS_MAX = 20_000;

    /** How long an endless answer is looked at, milliseconds. */
    static final long WATCH_MILLIS = 30;

    private static final int ANSWERS_MAX = 64;

    private final String method;
    private final ClientCall<byte[], byte[]> call;
    private final boolean isEndless;
    private int answers;
    private boolean isCancelled;
    private Status status;
    private Metadata trailers;

    private RawCall(Channel channel, MethodDescriptor<byte[], byte[]> method) {
        this.method = method.getFullMethodName();
        this.isEndless = String.valueOf(method.getBareMethodName()).startsWith("Watch");
        this.call = channel.newCall(
                method,
                CallOptions.DEFAULT.withDeadlineAfter(
                        isEndless ? WATCH_MILLIS : ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS));
        call.start(this, new Metadata());
        call.request(ANSWERS_MAX);
    }

    /** A call with one request. */
    static void one(Channel channel, MethodDescriptor<byte[], byte[]> method, byte[] request) {
        RawCall call = new RawCall(channel, method);
        call.call.sendMessage(request);
        call.call.halfClose();
        call.awaitEnd();
    }

    /** A call with many requests, each sent when the one before has been answered. */
    static void stream(Channel channel, MethodDescriptor<byte[], byte[]> method, List<byte[]> requests) {
        RawCall call = new RawCall(channel, method);
        int sent = 0;
        for (byte[] request : requests) {
            call.call.sendMessage(request);
            if (!call.awaitAnswer(++sent)) {
                break;
            }
        }
        call.call.halfClose();
        call.awaitEnd();
    }

    @Override
    public synchronized void onMessage(byte[] answer) {
        if (++answers == ANSWERS_MAX) {
            isCancelled = true;
            call.cancel("seen enough", null);
        }
        notifyAll();
    }

    @Override
    public synchronized void onClose(Status how, Metadata with) {
        status = how;
        trailers = with;
        notifyAll();
    }

    private synchronized boolean awaitAnswer(int number) {
        while (status == null && answers < number) {
            await();
        }
        return status == null;
    }

    private synchronized void awaitEnd() {
        while (status == null) {
            await();
        }
        if (!status.isOk() && !isCancelled) {
            check();
        }
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void check() {
        if (isEndless && status.getCode() == Status.Code.DEADLINE_EXCEEDED) {
            return;
        }
        ErrorInfo info = info();
        String pair = status.getCode() + " " + info.getReason();
        if (!DocumentedErrors.ALL.contains(pair) && !isOfHealth()) {
            throw new AssertionError(
                    method + " ends as no document says: " + status + ", reason '" + info.getReason() + "'");
        }
        if (DocumentedErrors.FAULTS.contains(pair)) {
            throw new AssertionError(method + " meets a fault: " + status + ", " + info);
        }
        if (status.getDescription() == null || status.getDescription().isEmpty()) {
            throw new AssertionError(method + " says nothing to people: " + info);
        }
    }

    /** What the protocol of health answers about a service it does not know. */
    private boolean isOfHealth() {
        return method.equals(HealthGrpc.getCheckMethod().getFullMethodName())
                && status.getCode() == Status.Code.NOT_FOUND;
    }

    /** Without any field where the status has none. */
    private ErrorInfo info() {
        com.google.rpc.Status details = StatusProto.fromStatusAndTrailers(status, trailers);
        for (Any detail : details.getDetailsList()) {
            if (detail.is(ErrorInfo.class)) {
                try {
                    return detail.unpack(ErrorInfo.class);
                } catch (InvalidProtocolBufferException broken) {
                    throw new AssertionError(broken);
                }
            }
        }
        return ErrorInfo.getDefaultInstance();
    }
}
