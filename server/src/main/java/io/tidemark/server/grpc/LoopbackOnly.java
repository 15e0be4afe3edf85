package io.tidemark.server.grpc;

import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.tidemark.server.refusal.Refusal;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Turns callers away that are not on this machine. */
final class LoopbackOnly implements ServerInterceptor {

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (isLoopback(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR))) {
            return next.startCall(call, headers);
        }
        StatusRuntimeException refused = Errors.toStatus(Refusal.of(
                Refusal.Kind.PERMISSION_DENIED,
                "LOOPBACK_ONLY",
                "this is for callers on the server's own machine: run the command there, against 127.0.0.1"));
        call.close(refused.getStatus(), refused.getTrailers());
        return new ServerCall.Listener<>() {};
    }

    static boolean isLoopback(SocketAddress address) {
        return address instanceof InetSocketAddress internet
                && internet.getAddress() != null
                && internet.getAddress().isLoopbackAddress();
    }
}
