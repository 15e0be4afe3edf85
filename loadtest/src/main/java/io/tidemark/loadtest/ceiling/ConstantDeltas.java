package io.tidemark.loadtest.ceiling;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.tidemark.loadtest.wire.SampleValues;
import io.tidemark.v1.DeltasServiceGrpc;
import io.tidemark.v1.ReadDeltasRequest;
import io.tidemark.v1.ReadDeltasResponse;
import io.tidemark.v1.SeriesColumns;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The ceiling of deltas going out: as many bytes in as many messages as a server that has quarter-hourly readings of every
 * component asked for, from one buffer that never changes.
 */
final class ConstantDeltas {

    /** Values in a message, as a server has it unless told otherwise. */
    private static final int CHUNK_VALUES = 16_384;

    private static final int ID_CHARACTERS = 19;

    private ConstantDeltas() {}

    static ServerServiceDefinition service() {
        MethodDescriptor<ReadDeltasRequest, byte[]> read = DeltasServiceGrpc.getReadDeltasMethod().toBuilder(
                        DeltasServiceGrpc.getReadDeltasMethod().getRequestMarshaller(), new BytesMarshaller())
                .build();
        return ServerServiceDefinition.builder(ServiceDescriptor.newBuilder(DeltasServiceGrpc.SERVICE_NAME)
                        .addMethod(read)
                        .build())
                .addMethod(read, ServerCalls.asyncServerStreamingCall(ConstantDeltas::answer))
                .build();
    }

    private static void answer(ReadDeltasRequest request, StreamObserver<byte[]> responses) {
        long spanSeconds = request.getRange().getEndTime().getSeconds()
                - request.getRange().getStartTime().getSeconds();
        int seriesValues = (int) (spanSeconds * 1_000 / SampleValues.SLOT_MILLIS);
        int seriesAMessage = Math.max(1, CHUNK_VALUES / seriesValues);
        int series = request.getSelection().getHandlesCount();
        byte[] full = message(Math.min(series, seriesAMessage), seriesValues);
        Pump pump = new Pump(
                (ServerCallStreamObserver<byte[]>) responses, full, (series + seriesAMessage - 1) / seriesAMessage);
        pump.call.setOnReadyHandler(pump::send);
        pump.send();
    }

    private static byte[] message(int series, int seriesValues) {
        SeriesColumns.Builder columns = SeriesColumns.newBuilder();
        ReadDeltasResponse.Builder message = ReadDeltasResponse.newBuilder();
        for (int i = 0; i < series; i++) {
            columns.addHandle(i + 1)
                    .addComponent("c".repeat(ID_CHARACTERS))
                    .addCount(seriesValues)
                    .addStartTimeMillis(1)
                    .addStepMillis((int) SampleValues.SLOT_MILLIS);
            for (int k = 0; k < seriesValues; k++) {
                message.addDelta(k);
            }
        }
        return message.setSeries(columns).build().toByteArray();
    }

    /** Sends the same message while the other side takes it. On the call's event loop only. */
    private static final class Pump {

        private final ServerCallStreamObserver<byte[]> call;
        private final byte[] message;
        private int left;

        Pump(ServerCallStreamObserver<byte[]> call, byte[] message, int messages) {
            this.call = call;
            this.message = message;
            this.left = messages;
        }

        private void send() {
            while (left > 0 && call.isReady()) {
                call.onNext(message);
                if (--left == 0) {
                    call.onCompleted();
                }
            }
        }
    }

    private static final class BytesMarshaller implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] message) {
            return new Content(message);
        }

        @Override
        public byte[] parse(InputStream stream) {
            throw new UnsupportedOperationException("answers are only sent");
        }
    }

    private static final class Content extends ByteArrayInputStream implements KnownLength, Drainable {

        Content(byte[] message) {
            super(message);
        }

        @Override
        public int drainTo(OutputStream target) throws IOException {
            int left = count - pos;
            target.write(buf, pos, left);
            pos = count;
            return left;
        }
    }
}
