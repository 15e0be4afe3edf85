package io.tidemark.server.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.tidemark.server.ingest.FrameBuffers;
import io.tidemark.server.ingest.IngestRoom;
import io.tidemark.server.ingest.WriterSession;
import io.tidemark.v1.BatchAck;
import io.tidemark.v1.IngestResponse;
import io.tidemark.v1.IngestServiceGrpc;
import io.tidemark.v1.WriterOpened;

/**
 * The ingest service. Its stream is bound by hand, so that requests stay bytes; the unary calls are {@link AppendGrpc}'s.
 */
public final class IngestGrpc {

    private final IngestRoom room;
    private final FrameBuffers buffers = new FrameBuffers();
    private final IngestRequestReader reader;

    /** The service over this room. */
    public IngestGrpc(IngestRoom room) {
        this.room = room;
        this.reader = new IngestRequestReader(buffers, room.limits().requestBytesMax());
    }

    /** The service as a gRPC server takes it. */
    public ServerServiceDefinition definition() {
        ServerServiceDefinition stock = UnparsedRequests.of(new AppendGrpc(room));
        ServerMethodDefinition<?, ?> append =
                stock.getMethod(IngestServiceGrpc.getAppendReadingsMethod().getFullMethodName());
        ServerMethodDefinition<?, ?> delete =
                stock.getMethod(IngestServiceGrpc.getDeleteReadingsMethod().getFullMethodName());
        MethodDescriptor<IngestFrame, IngestResponse> ingest =
                MethodDescriptor.<IngestFrame, IngestResponse>newBuilder()
                        .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                        .setFullMethodName(IngestServiceGrpc.getIngestMethod().getFullMethodName())
                        .setRequestMarshaller(new IngestFrame.Marshaller(buffers))
                        .setResponseMarshaller(ProtoUtils.marshaller(IngestResponse.getDefaultInstance()))
                        .setSchemaDescriptor(IngestServiceGrpc.getIngestMethod().getSchemaDescriptor())
                        .build();
        ServiceDescriptor descriptor = ServiceDescriptor.newBuilder(IngestServiceGrpc.SERVICE_NAME)
                .setSchemaDescriptor(IngestServiceGrpc.getServiceDescriptor().getSchemaDescriptor())
                .addMethod(ingest)
                .addMethod(append.getMethodDescriptor())
                .addMethod(delete.getMethodDescriptor())
                .build();
        return ServerServiceDefinition.builder(descriptor)
                .addMethod(ingest, ServerCalls.asyncBidiStreamingCall(this::openStream))
                .addMethod(append)
                .addMethod(delete)
                .build();
    }

    private StreamObserver<IngestFrame> openStream(StreamObserver<IngestResponse> responses) {
        ServerCallStreamObserver<IngestResponse> call = (ServerCallStreamObserver<IngestResponse>) responses;
        call.disableAutoRequest();
        WriterSession session = new WriterSession(room, buffers, new CallSink(call));
        call.setOnReadyHandler(session::ready);
        call.setOnCancelHandler(session::cancelled);
        call.request(1);
        return new StreamObserver<>() {
            @Override
            public void onNext(IngestFrame frame) {
                reader.read(frame, session);
            }

            @Override
            public void onError(Throwable broken) {
                session.cancelled();
            }

            @Override
            public void onCompleted() {
                session.halfClose();
            }
        };
    }

    /** Leads a session's answers into its call. */
    private record CallSink(ServerCallStreamObserver<IngestResponse> call) implements WriterSession.Sink {

        @Override
        public boolean isReady() {
            return call.isReady();
        }

        @Override
        public void opened(WriterOpened opened) {
            call.onNext(IngestResponse.newBuilder().setOpened(opened).build());
        }

        @Override
        public void ack(BatchAck ack) {
            call.onNext(IngestResponse.newBuilder().setAck(ack).build());
        }

        @Override
        public void grant(int requests) {
            call.request(requests);
        }

        @Override
        public void refuse(RuntimeException refusal) {
            call.onError(Errors.toStatus(refusal));
        }

        @Override
        public void complete() {
            call.onCompleted();
        }
    }
}
