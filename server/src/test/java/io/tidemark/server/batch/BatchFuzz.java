package io.tidemark.server.batch;

import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.ReadingBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Any bytes as a batch: the columns are found where the stock parser finds them, and what it refuses is refused. */
public final class BatchFuzz {

    /** As every library parses; fields that are not in the contract do not matter. */
    private static final Parser<ReadingBatch> STOCK = DiscardUnknownFieldsParser.wrap(ReadingBatch.parser());

    private static final long SEED = 20_261_128;
    private static final int SEEDS = 200;

    private BatchFuzz() {}

    /**
     * The first byte says how far inside the array the message begins, and how much lies behind it.
     *
     * @throws AssertionError when decoder and stock parser do not agree
     */
    public static void run(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int before = input[0] & 7;
        int length = input.length - 1;
        byte[] bytes = new byte[before + length + (input[0] >> 3 & 7)];
        System.arraycopy(input, 1, bytes, before, length);
        agrees(bytes, before, length);
    }

    /** Batches in every form that protobuf allows, and in some that it does not. */
    public static List<byte[]> seeds() {
        RandomBatchBytes batches = new RandomBatchBytes(new SplittableRandom(SEED));
        List<byte[]> seeds = new ArrayList<>();
        for (int k = 0; k < SEEDS; k++) {
            byte[] batch = batches.next();
            byte[] input = new byte[1 + batch.length];
            input[0] = (byte) k;
            System.arraycopy(batch, 0, input, 1, batch.length);
            seeds.add(input);
        }
        return seeds;
    }

    /**
     * Decodes bytes both ways.
     *
     * @return the reason for which they are refused, empty when they are a batch
     * @throws AssertionError when decoder and stock parser do not agree
     */
    static String agrees(byte[] bytes, int offset, int length) {
        ReadingBatch stock;
        try {
            stock = STOCK.parseFrom(bytes, offset, length);
        } catch (InvalidProtocolBufferException malformed) {
            stock = null;
        }
        BatchView view = new BatchView();
        String refusal = "";
        try {
            BatchDecoder.decode(bytes, offset, length, view);
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.INVALID_ARGUMENT) {
                throw new AssertionError("refused otherwise than as an argument", refused);
            }
            refusal = refused.reason();
        }
        if (!refusal.equals(PlainBatch.refusal(stock))) {
            throw new AssertionError("refused as '" + refusal + "' and not as '" + PlainBatch.refusal(stock) + "'");
        }
        if (refusal.isEmpty()) {
            PlainBatch.assertSame(view, stock);
        }
        return refusal;
    }
}
