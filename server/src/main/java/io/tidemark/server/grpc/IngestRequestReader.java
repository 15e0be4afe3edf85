package io.tidemark.server.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tidemark.server.ingest.FrameBuffers;
import io.tidemark.server.ingest.WriterSession;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.IngestRequest;

/**
 * Tells an opening from a batch without parsing the batch: in the usual form a request is one field, and the batch's bytes
 * are handed on where they lie. Any other form goes through the stock parser.
 */
final class IngestRequestReader {

    private static final int BATCH_TAG = 2 << 3 | 2;

    private final FrameBuffers buffers;
    private final int requestBytesMax;

    IngestRequestReader(FrameBuffers buffers, int requestBytesMax) {
        this.buffers = buffers;
        this.requestBytesMax = requestBytesMax;
    }

    /** Leads a request into its session. */
    void read(IngestFrame frame, WriterSession session) {
        byte[] bytes = frame.bytes();
        int length = frame.length();
        if (length > requestBytesMax) {
            buffers.release(bytes);
            session.end(
                    length == IngestFrame.TOO_LONG
                            ? RequestTooLarge.unpacked(requestBytesMax)
                            : RequestTooLarge.whole(requestBytesMax, length));
            return;
        }
        if (length > 1 && bytes[0] == BATCH_TAG) {
            int at = 1;
            long size = 0;
            int shift = 0;
            byte next;
            do {
                next = bytes[at++];
                size |= (long) (next & 0x7F) << shift;
                shift += 7;
            } while (next < 0 && shift < 35 && at < length);
            if (next >= 0 && size == length - at) {
                session.batch(bytes, at, length - at);
                return;
            }
        }
        parse(bytes, length, session);
    }

    private void parse(byte[] bytes, int length, WriterSession session) {
        IngestRequest request;
        try {
            request = IngestRequest.parser().parseFrom(bytes, 0, length);
        } catch (InvalidProtocolBufferException malformed) {
            session.end(Refusal.of(
                    Refusal.Kind.INVALID_ARGUMENT,
                    "MALFORMED_REQUEST",
                    "the request is no IngestRequest: " + malformed.getMessage()
                            + ". Nothing of it was stored; write it with a protobuf library from ingest.proto"));
            return;
        } finally {
            buffers.release(bytes);
        }
        switch (request.getRequestCase()) {
            case OPEN -> session.open(request.getOpen().getWriterId());
            case BATCH -> {
                byte[] batch = request.getBatch().toByteArray();
                session.batch(batch, 0, batch.length);
            }
            case REQUEST_NOT_SET ->
                session.end(Refusal.of(
                        Refusal.Kind.INVALID_ARGUMENT,
                        "EMPTY_REQUEST",
                        "the request holds neither an opening nor a batch; send one of them"));
        }
    }
}
