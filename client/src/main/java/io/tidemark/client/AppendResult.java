package io.tidemark.client;

import io.tidemark.v1.ReadingNotice;
import io.tidemark.v1.RejectionReason;
import java.util.List;

/**
 * What became of one append, now that it is durable and visible. Accepted, duplicate and rejected readings add up to all of
 * them.
 *
 * @param sequence the number of its batch
 * @param accepted readings stored
 * @param duplicate readings that were there already, with the same value and condition
 * @param deleted readings deleted, where the append was a deletion
 * @param rejected readings (of a deletion: ranges) refused, by index
 * @param noticed readings stored though noteworthy, by index
 * @param position give it to a query that must see this append
 * @param reported false when the acknowledgement was lost with its connection: the append is durable, but what was refused
 *     in it is not known, and all its readings count as accepted
 */
public record AppendResult(
        long sequence,
        long accepted,
        long duplicate,
        long deleted,
        List<Rejection> rejected,
        List<Notice> noticed,
        Position position,
        boolean reported) {

    /**
     * A reading that was refused.
     *
     * @param index its place in the columns, or in the values of the runs, 0-based
     */
    public record Rejection(int index, RejectionReason reason) {}

    /**
     * A reading that was stored though something about it is noteworthy.
     *
     * @param index its place in the columns, or in the values of the runs, 0-based
     */
    public record Notice(int index, ReadingNotice notice) {}
}
