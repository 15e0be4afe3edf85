package io.tidemark.server.store;

import io.tidemark.v1.ReadingNotice;
import io.tidemark.v1.RejectionReason;
import java.util.Arrays;

/** What became of the readings of one batch. Used again for the next. */
public final class BatchOutcome {

    private static final int[] NOTHING = {};

    private long accepted;
    private long duplicate;
    private int rejected;
    private int noticed;
    private int[] rejectedIndex = NOTHING;
    private int[] rejectedReason = NOTHING;
    private int[] noticedIndex = NOTHING;
    private int[] notice = NOTHING;

    /** Empties it. */
    public void clear() {
        accepted = 0;
        duplicate = 0;
        rejected = 0;
        noticed = 0;
    }

    void accept(long count) {
        accepted += count;
    }

    void count(Put put, int index) {
        switch (put) {
            case STORED, REPLACED -> accepted++;
            case DUPLICATE -> duplicate++;
            case ESTIMATE_BELOW_ACTUAL -> reject(index, RejectionReason.ESTIMATE_BELOW_ACTUAL);
        }
    }

    void reject(int index, RejectionReason reason) {
        if (rejected == rejectedIndex.length) {
            int capacity = Math.max(16, 2 * rejected);
            rejectedIndex = Arrays.copyOf(rejectedIndex, capacity);
            rejectedReason = Arrays.copyOf(rejectedReason, capacity);
        }
        rejectedIndex[rejected] = index;
        rejectedReason[rejected++] = reason.getNumber();
    }

    void notice(int index, ReadingNotice what) {
        if (noticed == noticedIndex.length) {
            int capacity = Math.max(16, 2 * noticed);
            noticedIndex = Arrays.copyOf(noticedIndex, capacity);
            notice = Arrays.copyOf(notice, capacity);
        }
        noticedIndex[noticed] = index;
        notice[noticed++] = what.getNumber();
    }

    /** Readings stored; for deletions, readings deleted. */
    public long accepted() {
        return accepted;
    }

    /** Readings that were there already. */
    public long duplicate() {
        return duplicate;
    }

    /** Readings refused. */
    public int rejected() {
        return rejected;
    }

    /** Index in the batch's values of the k-th refused reading; for deletions and unknown runs see the contract. */
    public int rejectedIndex(int k) {
        return rejectedIndex[k];
    }

    /** Why the k-th refused reading was refused. */
    public RejectionReason rejectedReason(int k) {
        return RejectionReason.forNumber(rejectedReason[k]);
    }

    /** Readings stored though noteworthy. */
    public int noticed() {
        return noticed;
    }

    /** Index of the k-th noteworthy reading. */
    public int noticedIndex(int k) {
        return noticedIndex[k];
    }

    /** What is noteworthy about it. */
    public ReadingNotice notice(int k) {
        return ReadingNotice.forNumber(notice[k]);
    }
}
