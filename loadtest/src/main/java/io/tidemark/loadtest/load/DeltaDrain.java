package io.tidemark.loadtest.load;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.tidemark.client.TidemarkException;
import io.tidemark.loadtest.wire.PackedDeltas;
import io.tidemark.loadtest.wire.Population;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.DeltasServiceGrpc;
import io.tidemark.v1.ReadDeltasRequest;
import java.util.concurrent.CompletableFuture;

/**
 * Reads the deltas of many components over one connection, as fast as they come: every delta is read from where it lies in
 * the message and added up. For one thread.
 */
public final class DeltaDrain implements AutoCloseable {

    private static final int MESSAGES_AHEAD = 4;
    private static final int MESSAGE_BYTES_MAX = 16 << 20;

    private static final MethodDescriptor<ReadDeltasRequest, PackedDeltas> METHOD =
            DeltasServiceGrpc.getReadDeltasMethod().toBuilder(
                            DeltasServiceGrpc.getReadDeltasMethod().getRequestMarshaller(),
                            new PackedDeltas.Marshaller())
                    .build();

    private final Connection connection;

    /** Connects at the first question. */
    public DeltaDrain(String address) {
        this.connection = new Connection(address);
    }

    /**
     * What came.
     *
     * @param deltas how many, NaN ones too
     * @param sum of all of them
     * @param bytes of the messages
     * @param nanos from the question to the end of the answer
     */
    public record Result(long deltas, double sum, long bytes, long nanos) {

        /** Deltas a second. */
        public double deltasPerSecond() {
            return deltas / (nanos / 1e9);
        }
    }

    /**
     * Asks for all components of a population and waits for the end of the answer.
     *
     * @throws TidemarkException when the answer ends early
     */
    public Result read(Population population, long fromMillis, long toMillis) {
        ComponentSelection.Builder selection = ComponentSelection.newBuilder();
        for (int i = 0; i < population.size(); i++) {
            selection.addHandles(population.handle(i));
        }
        ReadDeltasRequest request = ReadDeltasRequest.newBuilder()
                .setSelection(selection)
                .setRange(Ranges.of(fromMillis, toMillis))
                .build();
        Drain drain = new Drain(
                connection.channel().newCall(METHOD, CallOptions.DEFAULT.withMaxInboundMessageSize(MESSAGE_BYTES_MAX)));
        long started = System.nanoTime();
        drain.call.start(drain, new Metadata());
        drain.call.request(MESSAGES_AHEAD);
        drain.call.sendMessage(request);
        drain.call.halfClose();
        Status end = drain.end.join();
        if (!end.isOk()) {
            throw TidemarkException.from(end.asRuntimeException());
        }
        return new Result(drain.deltas, drain.sum, drain.bytes, System.nanoTime() - started);
    }

    @Override
    public void close() {
        connection.close();
    }

    /** On the connection's thread; what it counted is read when the end is there. */
    private static final class Drain extends ClientCall.Listener<PackedDeltas> {

        private final ClientCall<ReadDeltasRequest, PackedDeltas> call;
        private final CompletableFuture<Status> end = new CompletableFuture<>();
        private long deltas;
        private double sum;
        private long bytes;

        Drain(ClientCall<ReadDeltasRequest, PackedDeltas> call) {
            this.call = call;
        }

        @Override
        public void onMessage(PackedDeltas message) {
            deltas += message.deltas();
            sum += message.sum();
            bytes += message.bytes();
            call.request(1);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            end.complete(status);
        }
    }
}
