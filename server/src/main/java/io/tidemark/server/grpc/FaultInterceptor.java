package io.tidemark.server.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.tidemark.server.refusal.Refusal;
import java.util.function.BooleanSupplier;

/**
 * Sees to it that no call ends with a bare UNKNOWN: an exception that a service throws, or hands to its observer without
 * translating it, goes through {@link Errors}. Stands outermost, before every service.
 */
public final class FaultInterceptor implements ServerInterceptor {

    private final int requestBytesMax;

    /** An interceptor for requests of at most so many bytes; who counts them is {@link InboundWatch}. */
    public FaultInterceptor(int requestBytesMax) {
        this.requestBytesMax = requestBytesMax;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        TellingCall<Q, A> telling = new TellingCall<>(call);
        try {
            BooleanSupplier isRefused = InboundWatch.begins(telling::endFromOutside);
            return new GuardedListener<>(next.startCall(telling, headers), telling, isRefused, requestBytesMax);
        } catch (RuntimeException | LinkageError | AssertionError fault) {
            telling.fail(fault);
            return new ServerCall.Listener<>() {};
        }
    }

    /** A call that closes once, and never with a bare UNKNOWN. Whoever answers it may do so while another thread ends it. */
    private static final class TellingCall<Q, A> extends SimpleForwardingServerCall<Q, A> {

        private boolean isClosed;
        private boolean isEndedFromOutside;

        TellingCall(ServerCall<Q, A> call) {
            super(call);
        }

        @Override
        public synchronized void sendHeaders(Metadata headers) {
            if (!isClosed) {
                super.sendHeaders(headers);
            }
        }

        @Override
        public synchronized void sendMessage(A message) {
            if (!isClosed) {
                super.sendMessage(message);
            }
        }

        @Override
        public synchronized void close(Status status, Metadata trailers) {
            if (status.getCode() == Status.Code.UNKNOWN) {
                fail(status.getCause() == null ? status.asRuntimeException() : status.getCause());
            } else if (!isClosed) {
                isClosed = true;
                super.close(status, trailers);
            }
        }

        synchronized void fail(Throwable fault) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            StatusRuntimeException status = Errors.toStatus(fault);
            Metadata trailers = status.getTrailers();
            super.close(status.getStatus(), trailers == null ? new Metadata() : trailers);
        }

        /** Ends the call though its service has not; the service hears of it as of a call that is cancelled. */
        synchronized void endFromOutside(Refusal refusal) {
            if (!isClosed) {
                isEndedFromOutside = true;
                fail(refusal);
            }
        }

        synchronized boolean isEndedFromOutside() {
            return isEndedFromOutside;
        }
    }

    private static final class GuardedListener<Q> extends SimpleForwardingServerCallListener<Q> {

        private final TellingCall<Q, ?> call;
        private final BooleanSupplier isRefused;
        private final int requestBytesMax;

        GuardedListener(
                ServerCall.Listener<Q> listener,
                TellingCall<Q, ?> call,
                BooleanSupplier isRefused,
                int requestBytesMax) {
            super(listener);
            this.call = call;
            this.isRefused = isRefused;
            this.requestBytesMax = requestBytesMax;
        }

        @Override
        public void onMessage(Q message) {
            if (isRefused.getAsBoolean()) {
                return;
            }
            try {
                super.onMessage(message);
            } catch (StatusRuntimeException failed) {
                Refusal unread = UnparsedRequests.refusal(failed, requestBytesMax);
                call.fail(unread == null ? failed : unread);
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError fault) {
                call.fail(fault);
            }
        }

        @Override
        public void onHalfClose() {
            if (isRefused.getAsBoolean()) {
                return;
            }
            guard(super::onHalfClose);
        }

        @Override
        public void onReady() {
            guard(super::onReady);
        }

        @Override
        public void onCancel() {
            guard(super::onCancel);
        }

        @Override
        public void onComplete() {
            if (call.isEndedFromOutside()) {
                guard(super::onCancel);
            } else {
                guard(super::onComplete);
            }
        }

        private void guard(Runnable step) {
            try {
                step.run();
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError fault) {
                call.fail(fault);
            }
        }
    }
}
