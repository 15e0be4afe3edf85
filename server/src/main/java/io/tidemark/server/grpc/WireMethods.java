package io.tidemark.server.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.ServerCalls;
import io.tidemark.server.query.WireMessage;

/** Services one of whose methods answers with bytes and not with message objects. */
final class WireMethods {

    private WireMethods() {}

    /**
     * A method whose answer is written by {@link WireMessage}s.
     *
     * @param stock the method as the contract's generated code has it
     */
    static <Q, T extends WireMessage> MethodDescriptor<Q, T> of(MethodDescriptor<Q, ?> stock) {
        return stock.<Q, T>toBuilder(stock.getRequestMarshaller(), new WireMessageMarshaller<>())
                .build();
    }

    /**
     * A service with one method, a server stream, in the place of the stock one of its name.
     *
     * @param stock the service as the contract's generated code binds it
     * @param descriptor of that service
     */
    static <Q, T extends WireMessage> ServerServiceDefinition replaced(
            ServerServiceDefinition stock,
            ServiceDescriptor descriptor,
            MethodDescriptor<Q, T> method,
            ServerCalls.ServerStreamingMethod<Q, T> answer) {
        ServiceDescriptor.Builder methods = ServiceDescriptor.newBuilder(descriptor.getName())
                .setSchemaDescriptor(descriptor.getSchemaDescriptor())
                .addMethod(method);
        descriptor.getMethods().stream().filter(other -> !isSame(other, method)).forEach(methods::addMethod);
        ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(methods.build())
                .addMethod(method, ServerCalls.asyncServerStreamingCall(answer));
        for (ServerMethodDefinition<?, ?> other : stock.getMethods()) {
            if (!isSame(other.getMethodDescriptor(), method)) {
                service.addMethod(other);
            }
        }
        return service.build();
    }

    private static boolean isSame(MethodDescriptor<?, ?> one, MethodDescriptor<?, ?> other) {
        return one.getFullMethodName().equals(other.getFullMethodName());
    }
}
