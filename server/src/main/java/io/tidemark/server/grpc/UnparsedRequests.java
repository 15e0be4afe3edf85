package io.tidemark.server.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.tidemark.server.refusal.Refusal;

/**
 * Has requests parsed where {@link FaultInterceptor} sees it. Left to itself, gRPC parses before any interceptor is asked,
 * and bytes that are no request, or that turn out too long when they are unpacked, end a call with a bare UNKNOWN.
 */
public final class UnparsedRequests {

    private UnparsedRequests() {}

    /** The service, parsed late. */
    public static ServerServiceDefinition of(BindableService service) {
        return of(service.bindService());
    }

    /** The service, parsed late. */
    public static ServerServiceDefinition of(ServerServiceDefinition service) {
        return ServerInterceptors.useInputStreamMessages(service);
    }

    /** What to say of a request that could not be parsed; null when something else went wrong. */
    static Refusal refusal(Throwable thrown, int requestBytesMax) {
        if (!(thrown instanceof StatusRuntimeException failed)) {
            return null;
        }
        if (failed.getCause() instanceof InvalidProtocolBufferException malformed) {
            return Refusal.of(
                    Refusal.Kind.INVALID_ARGUMENT,
                    "MALFORMED_REQUEST",
                    "the bytes are not the request of this call: " + malformed.getMessage()
                            + ". Nothing was done; write it with a protobuf library from this server's contract");
        }
        if (failed.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED && failed.getTrailers() == null) {
            return RequestTooLarge.unpacked(requestBytesMax);
        }
        return null;
    }
}
