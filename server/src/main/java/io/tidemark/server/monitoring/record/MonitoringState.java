package io.tidemark.server.monitoring.record;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.tidemark.journal.v1.CaseEvents;
import io.tidemark.journal.v1.DeliveryChange;
import io.tidemark.journal.v1.DisturbanceChange;
import io.tidemark.journal.v1.MonitoringBegan;
import io.tidemark.journal.v1.MonitoringHead;
import io.tidemark.journal.v1.ReviewPart;
import io.tidemark.v1.HandEntry;
import io.tidemark.v1.OutboxMessage;

/**
 * All that monitoring remembers. {@link #apply} belongs to the writer thread (in recovery to the thread that starts the
 * server) and needs the write half of the state's lock; the books are read under either half.
 */
public final class MonitoringState {

    /** Takes the records of a checkpoint. */
    @FunctionalInterface
    public interface SnapshotSink {

        /** Takes one record; it is to be given back to {@link MonitoringState#apply} in the same order. */
        void record(byte type, Message payload);
    }

    private final CaseBook cases = new CaseBook();
    private final ReviewBook reviews = new ReviewBook();
    private final DisturbanceBook disturbances = new DisturbanceBook();
    private final Outbox outbox = new Outbox();
    private final HandEntries entries = new HandEntries();
    private long beganMillis;

    /**
     * Applies one record.
     *
     * @param type one of {@link MonitoringRecord}'s types, other than HAND_READINGS, which changes readings too
     * @throws IllegalStateException when the payload is not what the type says
     */
    public void apply(int type, byte[] bytes, int offset, int length) {
        try {
            switch (type) {
                case MonitoringRecord.BEGAN ->
                    beganMillis = MonitoringBegan.parser()
                            .parseFrom(bytes, offset, length)
                            .getAtMillis();
                case MonitoringRecord.CASE_EVENTS ->
                    cases.apply(CaseEvents.parser().parseFrom(bytes, offset, length));
                case MonitoringRecord.REVIEW_PART -> apply(ReviewPart.parser().parseFrom(bytes, offset, length));
                case MonitoringRecord.DISTURBANCE ->
                    disturbances.apply(DisturbanceChange.parser().parseFrom(bytes, offset, length));
                case MonitoringRecord.DELIVERY ->
                    outbox.apply(DeliveryChange.parser().parseFrom(bytes, offset, length));
                case MonitoringRecord.HEAD -> restore(MonitoringHead.parser().parseFrom(bytes, offset, length));
                case MonitoringRecord.MESSAGE ->
                    outbox.add(OutboxMessage.parser().parseFrom(bytes, offset, length));
                case MonitoringRecord.REVIEW_KEPT ->
                    reviews.restore(ReviewPart.parser().parseFrom(bytes, offset, length));
                case MonitoringRecord.HAND_ENTRY ->
                    entries.add(HandEntry.parser().parseFrom(bytes, offset, length));
                default -> throw new IllegalStateException("a monitoring record of unknown type " + type);
            }
        } catch (InvalidProtocolBufferException malformed) {
            throw new IllegalStateException("a monitoring record of type " + type + " cannot be read", malformed);
        }
    }

    private void apply(ReviewPart last) {
        for (ReviewPart part : reviews.add(last)) {
            part.getCasesList().forEach(cases::apply);
            part.getMessagesList().forEach(outbox::add);
        }
    }

    private void restore(MonitoringHead head) {
        beganMillis = head.getBeganMillis();
        reviews.restoreNext(head.getNextReview());
        outbox.restoreNext(head.getNextMessage());
    }

    /** Notes who entered readings by hand; the readings are the store's. */
    public void noteEntry(HandEntry entry) {
        entries.add(entry);
    }

    /** The cases. */
    public CaseBook cases() {
        return cases;
    }

    /** The reviews. */
    public ReviewBook reviews() {
        return reviews;
    }

    /** The disturbances. */
    public DisturbanceBook disturbances() {
        return disturbances;
    }

    /** The messages. */
    public Outbox outbox() {
        return outbox;
    }

    /** Who entered readings by hand. */
    public HandEntries entries() {
        return entries;
    }

    /** Since when the schedule has been kept, epoch milliseconds; 0 before that. */
    public long beganMillis() {
        return beganMillis;
    }

    /** Gives the whole state out as records, for a checkpoint; under either half of the lock. */
    public void writeSnapshot(SnapshotSink out) {
        out.record(
                MonitoringRecord.HEAD,
                MonitoringHead.newBuilder()
                        .setNextReview(reviews.nextNumber())
                        .setNextMessage(outbox.nextNumber())
                        .setBeganMillis(beganMillis)
                        .build());
        cases.writeSnapshot(events -> out.record(MonitoringRecord.CASE_EVENTS, events));
        reviews.writeSnapshot(part -> out.record(MonitoringRecord.REVIEW_KEPT, part));
        disturbances.writeSnapshot(change -> out.record(MonitoringRecord.DISTURBANCE, change));
        outbox.writeSnapshot(
                message -> out.record(MonitoringRecord.MESSAGE, message),
                change -> out.record(MonitoringRecord.DELIVERY, change));
        entries.writeSnapshot(entry -> out.record(MonitoringRecord.HAND_ENTRY, entry));
        reviews.writeDraft(part -> out.record(MonitoringRecord.REVIEW_PART, part));
    }
}
