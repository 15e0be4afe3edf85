package io.tidemark.server.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The journal over a directory of segments: a writer for the last of them, a preparer for the next, the others closed. */
final class SegmentedJournal implements Journal {

    private final JournalFiles files;
    private final JournalConfig config;
    private final StoreId storeId;
    private final Closeable lock;
    private final JournalWriter writer;
    private final SegmentPreparer preparer;
    private final SpareSegments spares;
    private final Executor preparing;
    private final Object segmentsLock = new Object();
    private final List<SegmentInfo> closedSegments;
    private final Object deletingLock = new Object();

    private SegmentInfo lastSeen;
    private boolean closed;

    SegmentedJournal(
            JournalFiles files,
            JournalConfig config,
            StoreId storeId,
            Closeable lock,
            List<SegmentInfo> closedSegments,
            JournalWriter writer,
            SegmentPreparer preparer,
            SpareSegments spares,
            Executor preparing) {
        this.files = files;
        this.config = config;
        this.storeId = storeId;
        this.lock = lock;
        this.closedSegments = new ArrayList<>(closedSegments);
        this.writer = writer;
        this.preparer = preparer;
        this.spares = spares;
        this.preparing = preparing;
        this.lastSeen = writer.segment();
        askForSegments();
    }

    @Override
    public long write(int type, byte[] payload, int offset, int length) {
        return written(writer.write(type, payload, offset, length));
    }

    @Override
    public long write(int type, ByteBuffer payload) {
        return written(writer.write(type, payload));
    }

    @Override
    public long write(int type, RecordParts parts) {
        return written(writer.write(type, parts));
    }

    private long written(long position) {
        SegmentInfo current = writer.segment();
        if (current != lastSeen) {
            synchronized (segmentsLock) {
                closedSegments.add(lastSeen);
                lastSeen = current;
            }
            askForSegments();
        }
        return position;
    }

    private void askForSegments() {
        try {
            preparing.execute(preparer::prepareAhead);
        } catch (RejectedExecutionException stopping) {
            // The journal thread prepares a segment itself when it needs one.
        }
    }

    @Override
    public long force() {
        return writer.force();
    }

    @Override
    public void settle() {
        writer.settle();
    }

    @Override
    public boolean roomFor(int records, long payloadBytes) {
        writer.checkWorking();
        long bytes = payloadBytes + (long) records * SegmentLayout.FRAMING_BYTES_MAX;
        if (bytes <= writer.roomBytes() || bytes <= preparer.readyBytes()) {
            return true;
        }
        preparer.prepareNext();
        return bytes <= preparer.readyBytes();
    }

    @Override
    public boolean prepareNext() {
        return preparer.prepareNext();
    }

    @Override
    public boolean outOfSpace() {
        return preparer.refusal() != null;
    }

    @Override
    public boolean failed() {
        return writer.failure() != null;
    }

    @Override
    public int recordBytesMax() {
        return config.recordBytesMax();
    }

    @Override
    public long groupBytesMax() {
        return SegmentPreparer.capacityBytes(config.segmentBytes());
    }

    @Override
    public long writePosition() {
        return writer.writePosition();
    }

    @Override
    public long durablePosition() {
        return writer.durablePosition();
    }

    @Override
    public long firstPosition() {
        synchronized (segmentsLock) {
            return (closedSegments.isEmpty() ? lastSeen : closedSegments.get(0)).firstPosition();
        }
    }

    @Override
    public StoreId storeId() {
        return storeId;
    }

    @Override
    public void read(long fromPosition, long toPosition, RecordVisitor visitor) throws IOException {
        if (toPosition > durablePosition()) {
            throw new IllegalArgumentException(
                    "toPosition " + toPosition + " is above the durable position " + durablePosition());
        }
        new JournalReader(files, storeId, segments()).read(fromPosition, toPosition, visitor);
    }

    /** All segments that hold records, in order. */
    private List<SegmentInfo> segments() {
        synchronized (segmentsLock) {
            List<SegmentInfo> segments = new ArrayList<>(closedSegments);
            segments.add(lastSeen);
            SegmentInfo current = writer.segment();
            if (current != lastSeen) {
                segments.add(current);
            }
            return segments;
        }
    }

    @Override
    public long copyTo(JournalFiles target) throws IOException {
        synchronized (deletingLock) {
            long position = durablePosition();
            List<SegmentInfo> segments = segments();
            segments.removeIf(segment -> segment.basePosition() >= position);
            new JournalCopy(files, target).copy(segments, position, storeId, config);
            return position;
        }
    }

    @Override
    public int deleteBelow(long position) throws IOException {
        if (position > durablePosition()) {
            throw new IllegalArgumentException(
                    "position " + position + " is above the durable position " + durablePosition());
        }
        int deleted = 0;
        // A lock of its own, so that the journal thread does not wait for the disk when it goes on to a new segment.
        synchronized (deletingLock) {
            for (SegmentInfo oldest = oldestClosed();
                    oldest != null && oldest.endPosition() <= position;
                    oldest = oldestClosed()) {
                // Each forced before the next, oldest first, so that no crash leaves a gap.
                long began = System.nanoTime();
                spares.retire(oldest);
                synchronized (segmentsLock) {
                    closedSegments.remove(0);
                }
                DeviceRest.after(began);
                deleted++;
            }
        }
        return deleted;
    }

    private SegmentInfo oldestClosed() {
        synchronized (segmentsLock) {
            return closedSegments.isEmpty() ? null : closedSegments.get(0);
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (!failed()) {
                writer.force();
                writer.settle();
            }
        } finally {
            try {
                writer.closeFile();
            } finally {
                try {
                    preparer.close();
                } finally {
                    lock.close();
                }
            }
        }
    }
}
