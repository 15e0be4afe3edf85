package io.tidemark.server.ingest;

import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * How many more batches of a stream are read. One is asked for at a time, as long as the stream has fewer under way than it
 * may; while the server is busy, only a stream that has nothing under way has one read. What is not asked for stays with its
 * sender. Guarded by the session's lock.
 */
final class BatchCredit {

    private final int batchesMax;
    private final BooleanSupplier isBusy;
    private final IntConsumer grant;
    private int underWay;
    private boolean isAsked;

    /**
     * The credit of a stream that has sent nothing yet.
     *
     * @param batchesMax batches under way at most
     * @param isBusy whether no more should be let in than has to
     * @param grant asks for so many requests
     */
    BatchCredit(int batchesMax, BooleanSupplier isBusy, IntConsumer grant) {
        this.batchesMax = batchesMax;
        this.isBusy = isBusy;
        this.grant = grant;
    }

    /** A batch came. */
    void arrived() {
        isAsked = false;
        underWay++;
        ask();
    }

    /** The sender was told of so many batches. */
    void told(int batches) {
        underWay -= batches;
        ask();
    }

    private void ask() {
        if (!isAsked && underWay < batchesMax && (underWay == 0 || !isBusy.getAsBoolean())) {
            isAsked = true;
            grant.accept(1);
        }
    }
}
