package io.tidemark.client;

import io.grpc.Status;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.WriterOpened;
import java.util.Set;

/** What a writer checks and says no to, apart from the keeping of its state. */
final class BatchLimits {

    /** Sequence number and framing of a request around its content. */
    private static final int ENVELOPE_BYTES = 32;

    /** Reasons of refusals that the same stream would meet again. */
    private static final Set<String> LIMITS_THAT_STAY =
            Set.of("REQUEST_TOO_LARGE", "RECORD_TOO_LARGE", "TOO_MANY_WRITERS");

    private BatchLimits() {}

    static WriterLimits of(WriterOpened answer) {
        return new WriterLimits(
                orUnlimited(answer.getBatchReadingsMax()),
                orUnlimited(answer.getRequestBytesMax()),
                orUnlimited(answer.getBatchesInFlightMax()));
    }

    private static int orUnlimited(int limit) {
        return limit <= 0 ? Integer.MAX_VALUE : limit;
    }

    /** Size of a batch on the wire, bytes, a few too many. */
    static int bytes(ReadingBatch.Builder batch) {
        return switch (batch.getContentCase()) {
            case COLUMNS -> batch.getColumns().getSerializedSize() + ENVELOPE_BYTES;
            case RUNS -> batch.getRuns().getSerializedSize() + ENVELOPE_BYTES;
            case DELETIONS -> batch.getDeletions().getSerializedSize() + ENVELOPE_BYTES;
            case CONTENT_NOT_SET -> ENVELOPE_BYTES;
        };
    }

    /** Throws when the batch is larger than the server takes. */
    static void check(int entries, int bytes, WriterLimits limits) {
        if (entries > limits.batchReadingsMax()) {
            throw tooLarge(entries + " readings", limits.batchReadingsMax() + " readings");
        }
        if (bytes > limits.requestBytesMax()) {
            throw tooLarge(bytes + " bytes", limits.requestBytesMax() + " bytes");
        }
    }

    private static TidemarkException tooLarge(String size, String limit) {
        return TidemarkException.of(
                Status.Code.INVALID_ARGUMENT,
                "BATCH_TOO_LARGE",
                "the batch has " + size + ", the server takes " + limit + ": send it in parts");
    }

    static TidemarkException full(int batches, long bytes) {
        return TidemarkException.of(
                Status.Code.RESOURCE_EXHAUSTED,
                "IN_FLIGHT_LIMIT",
                batches + " batches with " + bytes + " bytes are not yet durable: wait for some of them and try again");
    }

    /** Throws when what the server remembers of a writer does not fit what the writer knows. */
    static void checkInStep(String writerId, long serverDurable, long knownDurable, long nextSequence) {
        if (serverDurable < knownDurable) {
            throw TidemarkException.of(
                    Status.Code.DATA_LOSS,
                    "WRITER_FORGOTTEN",
                    "the server had made batch " + knownDurable + " of writer " + writerId
                            + " durable and now knows only " + serverDurable
                            + ": is it another server or an older copy?");
        }
        if (serverDurable >= nextSequence) {
            throw TidemarkException.of(
                    Status.Code.ABORTED,
                    "WRITER_TAKEN_OVER",
                    "someone else wrote batch " + serverDurable + " as writer " + writerId
                            + ": give each sender a name of its own");
        }
    }

    /** Whether a stream that ended so may do better when it is opened again. */
    static boolean worthAnotherTry(TidemarkException failure) {
        return switch (failure.code()) {
            case OK, CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, INTERNAL, UNAVAILABLE -> true;
            // A limit that the same batch will break again is no matter of patience.
            case RESOURCE_EXHAUSTED -> !LIMITS_THAT_STAY.contains(failure.reason());
            case ABORTED -> !failure.reason().equals("WRITER_TAKEN_OVER");
            default -> false;
        };
    }
}
