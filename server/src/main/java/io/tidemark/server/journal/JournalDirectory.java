package io.tidemark.server.journal;

import io.tidemark.server.journal.ReplayReport.Cut;
import java.io.Closeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * A journal that is being opened: locked, its segments found and their headers checked. It is replayed, as often as
 * wanted, and then written on.
 *
 * <pre>{@code
 * try (JournalDirectory directory = JournalDirectory.open(DiskFiles.at(path), JournalConfig.DEFAULT)) {
 *     ReplayReport report = directory.replay(checkpointPosition, this::apply);
 *     Journal journal = directory.startWriting(helper);
 *     ...
 * }
 * }</pre>
 *
 * <p>One thread's own.
 */
public final class JournalDirectory implements AutoCloseable {

    private final JournalFiles files;
    private final JournalConfig config;
    private final Closeable lock;
    private final StoreId storeId;
    private final List<SegmentInfo> segments;
    private ReplayReport report;
    private boolean handedOver;

    private JournalDirectory(
            JournalFiles files, JournalConfig config, Closeable lock, StoreId storeId, List<SegmentInfo> segments) {
        this.files = files;
        this.config = config;
        this.lock = lock;
        this.storeId = storeId;
        this.segments = segments;
    }

    /**
     * Opens the journal of a directory, which is born now if there is none.
     *
     * @throws JournalLockedException if somebody else has it open
     * @throws JournalDamagedException if a header is bad, or a segment or the store's id is missing
     * @throws JournalFullException if a new journal finds no room for its first segment
     * @throws IOException if a file cannot be read or written
     */
    public static JournalDirectory open(JournalFiles files, JournalConfig config) throws IOException {
        Closeable lock = files.lock();
        try {
            StoreId storeId = StoreIdFile.readOrCreate(files, config, new SecureRandom());
            return new JournalDirectory(files, config, lock, storeId, SegmentTable.load(files, storeId));
        } catch (Throwable refused) {
            closeAfter(refused, lock);
            throw refused;
        }
    }

    /** The random id this data directory was born with. */
    public StoreId storeId() {
        return storeId;
    }

    /** The position of the oldest record kept, or where it would be; a replay from here visits everything. */
    public long firstPosition() {
        return segments.get(0).firstPosition();
    }

    /**
     * Visits every record from a position on, checking each, up to the end of what is good, and judges what lies behind.
     * Changes nothing.
     *
     * @param fromPosition 0 for the beginning of a journal of which nothing was deleted, or a position that had been
     *     durable
     * @throws JournalDamagedException if bytes that were promised are missing or not good, or if the journal does not
     *     reach the position
     * @throws IOException if a file cannot be read
     */
    public ReplayReport replay(long fromPosition, RecordVisitor visitor) throws IOException {
        checkMine();
        report = new JournalReader(files, storeId, segments).replay(fromPosition, visitor);
        return report;
    }

    /** Goes on writing where the last replay ended, and nobody is told of the steps. */
    public Journal startWriting(Executor preparing) throws IOException {
        return startWriting(preparing, JournalSteps.NONE);
    }

    /**
     * Goes on writing where the last replay ended. What it found behind the end is cut, what is good but was promised to
     * nobody is forced and marked. The lock belongs to the journal from now on.
     *
     * @param preparing runs the preparation of segments; its tasks wait for the disk
     * @throws IOException if a file cannot be written; this directory may then be tried again or closed
     */
    public Journal startWriting(Executor preparing, JournalSteps steps) throws IOException {
        checkMine();
        if (report == null) {
            throw new IllegalStateException("replay the journal before writing: nothing is known of its end");
        }
        // The names that were found need not be on the device either.
        files.forceDirectory();
        SegmentMaker maker = new SegmentMaker(files, storeId, config.segmentBytes());
        TailRepair repair = new TailRepair(files, maker);
        if (!report.cuts().isEmpty()) {
            steps.reached(JournalStep.BEFORE_CUT);
            for (Cut cut : report.cuts()) {
                repair.cut(cut, named(cut.file()));
            }
            steps.reached(JournalStep.AFTER_CUT);
        }
        int lastWritten = segments.size() - 1;
        while (segments.get(lastWritten).basePosition() > report.endPosition()) {
            lastWritten--;
        }
        dropEmptyOfOtherSize(lastWritten);
        List<Segment> opened = new ArrayList<>();
        try {
            for (SegmentInfo segment : segments.subList(lastWritten, segments.size())) {
                opened.add(new Segment(segment, files.open(segment.name())));
            }
            Segment current = opened.get(0);
            long base = current.info().basePosition();
            int endOffset = (int) (report.endPosition() - base);
            int markOffset = (int) (report.markedPosition() - SegmentLayout.MARK_BYTES - base);
            if (markOffset < 0 && lastWritten > 0) {
                rewriteEndMark(repair, segments.get(lastWritten - 1));
            }
            repair.rewrite(current.file(), Math.max(markOffset, SegmentLayout.HEADER_BYTES), endOffset);
            SegmentPreparer preparer = new SegmentPreparer(
                    maker,
                    config,
                    steps,
                    segments.get(segments.size() - 1).endPosition(),
                    opened.subList(1, opened.size()));
            JournalWriter writer = new JournalWriter(
                    current,
                    endOffset,
                    report.endPosition()
                            > Math.max(report.markedPosition(), current.info().firstPosition()),
                    storeId,
                    config,
                    preparer,
                    steps);
            writer.force();
            handedOver = true;
            return new SegmentedJournal(
                    files, config, storeId, lock, segments.subList(0, lastWritten), writer, preparer, preparing);
        } catch (Throwable refused) {
            for (Segment segment : opened) {
                closeAfter(refused, segment.file());
            }
            throw refused;
        }
    }

    /** The end mark may be the last thing that was written, and then it need not be on the device. */
    private void rewriteEndMark(TailRepair repair, SegmentInfo ended) throws IOException {
        int endOffset = (int) (report.markedPosition() - ended.basePosition());
        try (SegmentFile file = files.open(ended.name())) {
            repair.rewrite(file, endOffset - SegmentLayout.MARK_BYTES, endOffset);
        }
    }

    private SegmentInfo named(String name) {
        return segments.stream()
                .filter(segment -> segment.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** So that every empty segment takes every group, whatever the sizes were before the configuration changed. */
    private void dropEmptyOfOtherSize(int lastWritten) throws IOException {
        boolean other = segments.subList(lastWritten + 1, segments.size()).stream()
                .anyMatch(segment -> segment.segmentBytes() != config.segmentBytes());
        while (other && segments.size() > lastWritten + 1) {
            // Last first, so that a crash in between leaves no gap.
            files.delete(segments.remove(segments.size() - 1).name());
            files.forceDirectory();
        }
    }

    private void checkMine() {
        if (handedOver) {
            throw new IllegalStateException("the journal is being written: use the Journal itself");
        }
    }

    private static void closeAfter(Throwable refused, Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException again) {
            refused.addSuppressed(again);
        }
    }

    /** Lets the lock go, unless a journal has it now. */
    @Override
    public void close() throws IOException {
        if (!handedOver) {
            handedOver = true;
            lock.close();
        }
    }
}
