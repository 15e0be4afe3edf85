package io.tidemark.server.batch;

import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.ReadingBatch;

/**
 * Finds the columns of a {@code ReadingBatch} in its bytes. Keeps nothing between calls; any thread.
 *
 * <p>The fast way takes a message of which each field stands once and every column is packed. Anything else that protobuf
 * allows is parsed by the stock parser and written anew, which gives just that form.
 */
public final class BatchDecoder {

    /** Condition code of values that come without one: regular. */
    static final int DEFAULT_CONDITION = 501_000;

    private static final int SEQUENCE = 1;
    private static final int COLUMNS = 2;
    private static final int RUNS = 3;
    private static final int DELETIONS = 4;

    /** Drops what is not in the contract, so that the usual form comes out. */
    private static final Parser<ReadingBatch> KNOWN_FIELDS = DiscardUnknownFieldsParser.wrap(ReadingBatch.parser());

    private BatchDecoder() {}

    /**
     * Points a view at a batch.
     *
     * @param bytes holds the message; the view keeps the array, unless the message had to be written anew
     * @param offset where it begins
     * @param length how long it is
     * @throws Refusal when the bytes are no ReadingBatch, or its columns do not fit each other
     */
    public static void decode(byte[] bytes, int offset, int length, BatchView view) {
        if (!tryDecode(bytes, offset, length, view)) {
            byte[] usual = inUsualForm(bytes, offset, length);
            if (!tryDecode(usual, 0, usual.length, view)) {
                throw new IllegalStateException("the stock parser wrote a form that cannot be read");
            }
        }
        check(view);
    }

    private static byte[] inUsualForm(byte[] bytes, int offset, int length) {
        try {
            return KNOWN_FIELDS.parseFrom(bytes, offset, length).toByteArray();
        } catch (InvalidProtocolBufferException malformed) {
            throw malformed("the message is no ReadingBatch: " + malformed.getMessage());
        }
    }

    /** Whether the message has the usual form; the view is filled then. */
    private static boolean tryDecode(byte[] bytes, int offset, int length, BatchView view) {
        view.bytes = bytes;
        view.batchAt = offset;
        view.batchLength = length;
        view.sequence = 0;
        view.kind = BatchView.Kind.EMPTY;
        view.rows = 0;
        view.values = 0;
        view.uneven = null;
        WireCursor cursor = view.cursor;
        cursor.start(bytes, offset, length);
        int seen = 0;
        while (cursor.next()) {
            int field = cursor.field();
            if (field > DELETIONS || (seen & (1 << field)) != 0) {
                return false;
            }
            seen |= 1 << field;
            if (field == SEQUENCE) {
                if (!cursor.isVarint()) {
                    return false;
                }
                view.sequence = cursor.varint();
            } else if (view.kind != BatchView.Kind.EMPTY
                    || !cursor.isBlock()
                    || !view.finder.find(field, bytes, cursor.blockAt(), cursor.blockLength())) {
                return false;
            } else {
                view.kind = kindOf(field);
            }
        }
        return cursor.endedWell();
    }

    private static BatchView.Kind kindOf(int field) {
        return switch (field) {
            case COLUMNS -> BatchView.Kind.COLUMNS;
            case RUNS -> BatchView.Kind.RUNS;
            default -> BatchView.Kind.DELETIONS;
        };
    }

    private static void check(BatchView view) {
        if (view.uneven != null) {
            throw view.uneven;
        }
        if (view.kind == BatchView.Kind.RUNS) {
            long values = 0;
            for (int run = 0; run < view.rows; run++) {
                int count = view.count(run);
                if (count < 1) {
                    throw Refusal.invalid(
                            "EMPTY_RUN",
                            "batch.runs.count[" + run + "]",
                            Integer.toUnsignedString(count),
                            "a run has at least 1 interval and at most 2147483647");
                }
                values += count;
            }
            if (values != view.values) {
                throw uneven(
                        "runs",
                        "the counts add up to " + values + " intervals and there are " + view.values + " values");
            }
        }
    }

    static Refusal uneven(String content, String what) {
        return Refusal.of(
                        Refusal.Kind.INVALID_ARGUMENT,
                        "COLUMNS_UNEVEN",
                        "the columns of batch." + content + " do not fit each other: " + what
                                + ". Nothing of the batch was stored; send it again with columns of one length")
                .with("field", "batch." + content);
    }

    private static Refusal malformed(String what) {
        return Refusal.of(
                Refusal.Kind.INVALID_ARGUMENT,
                "MALFORMED_BATCH",
                what + ". Nothing of it was stored; write it with a protobuf library from ingest.proto");
    }
}
