package io.tidemark.server.journal;

import io.tidemark.server.step.Step;
import io.tidemark.server.step.Steps;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Keeps empty segments ready, so that going on to the next costs nothing and a full disk is seen before it is needed.
 * Any thread may ask for one to be made, one at a time makes it; the journal thread takes them.
 */
final class SegmentPreparer {

    private final SegmentMaker maker;
    private final SpareSegments spares;
    private final JournalConfig config;
    private final Steps steps;
    private final ConcurrentLinkedQueue<Segment> ready = new ConcurrentLinkedQueue<>();
    private long nextBasePosition;
    private boolean closed;
    private volatile IOException refusal;

    /**
     * @param lastPosition end of the last segment there is
     * @param empty segments made earlier and not used yet, in order
     */
    SegmentPreparer(
            SegmentMaker maker,
            SpareSegments spares,
            JournalConfig config,
            Steps steps,
            long lastPosition,
            List<Segment> empty) {
        this.maker = maker;
        this.spares = spares;
        this.config = config;
        this.steps = steps;
        this.nextBasePosition = lastPosition;
        this.ready.addAll(empty);
    }

    /** Makes a segment if none is ready. True if one is ready now. */
    boolean prepareNext() {
        return prepare(1);
    }

    /** Makes as many as are to be kept ready. */
    boolean prepareAhead() {
        return prepare(config.segmentsAhead());
    }

    private synchronized boolean prepare(int wanted) {
        while (!closed && ready.size() < wanted) {
            steps.reached(Step.BEFORE_PREPARE);
            try {
                Segment made = make();
                nextBasePosition = made.info().endPosition();
                refusal = null;
                ready.add(made);
            } catch (IOException refused) {
                refusal = refused;
                break;
            }
            steps.reached(Step.AFTER_PREPARE);
        }
        return !ready.isEmpty();
    }

    /** A spare that cannot be used is no reason to refuse: it is gone, and a new file may do. */
    private Segment make() throws IOException {
        IOException unusable = null;
        for (String spare = spares.take(); spare != null; spare = spares.take()) {
            try {
                return maker.makeOf(spare, nextBasePosition, config.segmentBytes(), spares.newLife());
            } catch (IOException refused) {
                unusable = refused;
            }
        }
        try {
            return maker.make(nextBasePosition, config.segmentBytes());
        } catch (IOException refused) {
            if (unusable != null) {
                refused.addSuppressed(unusable);
            }
            throw refused;
        }
    }

    /** The next segment, now the caller's, or null if none is ready. */
    Segment take() {
        return ready.poll();
    }

    /** Payload and framing that surely fit into the segments that are ready, whatever the sizes of the records. */
    long readyBytes() {
        long bytes = 0;
        for (Iterator<Segment> segments = ready.iterator(); segments.hasNext(); ) {
            bytes += capacityBytes(segments.next().info().segmentBytes());
            if (segments.hasNext()) {
                bytes -= SegmentLayout.recordBytes(config.recordBytesMax());
            }
        }
        return bytes;
    }

    /** Bytes of records that an empty segment takes. */
    static long capacityBytes(int segmentBytes) {
        return (long) segmentBytes - SegmentLayout.HEADER_BYTES - SegmentLayout.RESERVED_BYTES;
    }

    /** Why the last attempt was refused, or null if it was not. */
    IOException refusal() {
        return refusal;
    }

    /** Waits for a running attempt, makes no more, and closes what is ready. */
    synchronized void close() throws IOException {
        closed = true;
        for (Segment segment = ready.poll(); segment != null; segment = ready.poll()) {
            segment.file().close();
        }
    }
}
