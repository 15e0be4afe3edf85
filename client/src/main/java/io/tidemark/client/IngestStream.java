package io.tidemark.client;

import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.tidemark.v1.IngestRequest;
import io.tidemark.v1.IngestResponse;
import io.tidemark.v1.IngestServiceGrpc;
import io.tidemark.v1.OpenWriter;

/**
 * One stream of a writer. Sending is guarded by the ledger's lock; news come on gRPC's event loop and go to the writer's
 * connection.
 */
final class IngestStream extends ClientCall.Listener<IngestResponse> {

    private final WriterConnection writer;
    private final ClientCall<IngestRequest, IngestResponse> call;

    IngestStream(WriterConnection writer, Channel channel) {
        this.writer = writer;
        this.call = channel.newCall(
                IngestServiceGrpc.getIngestMethod(), CallOptions.DEFAULT.withExecutor(MoreExecutors.directExecutor()));
    }

    void open(String writerId) {
        call.start(this, new Metadata());
        call.request(Integer.MAX_VALUE);
        call.sendMessage(IngestRequest.newBuilder()
                .setOpen(OpenWriter.newBuilder().setWriterId(writerId))
                .build());
    }

    void send(IngestRequest request) {
        call.sendMessage(request);
    }

    void halfClose() {
        call.halfClose();
    }

    void cancel() {
        call.cancel("the writer is closed", null);
    }

    @Override
    public void onMessage(IngestResponse message) {
        if (message.hasOpened()) {
            writer.opened(this, message.getOpened());
        } else if (message.hasAck()) {
            writer.acknowledged(this, message.getAck());
        }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        Status why = status.isOk() ? Status.UNAVAILABLE.withDescription("the server ended the stream") : status;
        writer.ended(this, TidemarkException.from(why.asRuntimeException(trailers)));
    }
}
