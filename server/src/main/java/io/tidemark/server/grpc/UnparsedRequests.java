package io.tidemark.server.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.BindableService;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.tidemark.server.refusal.Refusal;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Has requests parsed where {@link FaultInterceptor} sees it. Left to itself, gRPC parses before any interceptor is asked,
 * and bytes that are no request, or that turn out too long when they are unpacked, end a call with a bare UNKNOWN.
 */
public final class UnparsedRequests {

    /** The bytes of a request as they are. */
    private static final MethodDescriptor.Marshaller<InputStream> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(InputStream request) {
            return request;
        }

        @Override
        public InputStream parse(InputStream stream) {
            return stream;
        }
    };

    private UnparsedRequests() {}

    /** The service, parsed late. */
    public static ServerServiceDefinition of(BindableService service) {
        return of(service.bindService());
    }

    /** The service, parsed late. Its answers go out as its own marshallers write them, not by way of a stream of bytes. */
    public static ServerServiceDefinition of(ServerServiceDefinition service) {
        ServiceDescriptor.Builder descriptor = ServiceDescriptor.newBuilder(
                        service.getServiceDescriptor().getName())
                .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
        List<ServerMethodDefinition<InputStream, ?>> methods = new ArrayList<>();
        for (ServerMethodDefinition<?, ?> method : service.getMethods()) {
            ServerMethodDefinition<InputStream, ?> late = late(method);
            descriptor.addMethod(late.getMethodDescriptor());
            methods.add(late);
        }
        ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(descriptor.build());
        methods.forEach(definition::addMethod);
        return definition.build();
    }

    private static <Q, A> ServerMethodDefinition<InputStream, A> late(ServerMethodDefinition<Q, A> method) {
        MethodDescriptor<Q, A> parsed = method.getMethodDescriptor();
        return ServerMethodDefinition.create(
                parsed.<InputStream, A>toBuilder(BYTES, parsed.getResponseMarshaller())
                        .build(),
                (call, headers) -> new LateListener<>(
                        parsed, method.getServerCallHandler().startCall(new ParsedCall<>(call, parsed), headers)));
    }

    /** The call as its service knows it. */
    private static final class ParsedCall<Q, A> extends SimpleForwardingServerCall<Q, A> {

        private final MethodDescriptor<Q, A> parsed;

        /** A call takes no requests itself, so what they are makes no difference to it. */
        @SuppressWarnings("unchecked")
        ParsedCall(ServerCall<InputStream, A> call, MethodDescriptor<Q, A> parsed) {
            super((ServerCall<Q, A>) (ServerCall<?, A>) call);
            this.parsed = parsed;
        }

        @Override
        public MethodDescriptor<Q, A> getMethodDescriptor() {
            return parsed;
        }
    }

    /** Parses a request when it is told of it. */
    private static final class LateListener<Q> extends ServerCall.Listener<InputStream> {

        private final MethodDescriptor<Q, ?> parsed;
        private final ServerCall.Listener<Q> service;

        LateListener(MethodDescriptor<Q, ?> parsed, ServerCall.Listener<Q> service) {
            this.parsed = parsed;
            this.service = service;
        }

        @Override
        public void onMessage(InputStream request) {
            service.onMessage(parsed.parseRequest(request));
        }

        @Override
        public void onHalfClose() {
            service.onHalfClose();
        }

        @Override
        public void onCancel() {
            service.onCancel();
        }

        @Override
        public void onComplete() {
            service.onComplete();
        }

        @Override
        public void onReady() {
            service.onReady();
        }
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
