package io.tidemark.server.journal;

import io.tidemark.server.step.Step;
import io.tidemark.server.step.Steps;
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
        return startWriting(preparing, Steps.NONE);
    }

    /**
     * Goes on writing where the last replay ended. What it found behind the end is cut, what is good but was promised to
     * nobody is forced and marked. The lock belongs to the journal from now on.
     *
     * @param preparing runs the preparation of segments; its tasks wait for the disk
     * @throws IOException if a file cannot be written; this directory may then be tried again or closed
     */
    public Journal startWriting(Executor preparing, Steps steps) throws IOException {
        checkMine();
        if (report == null) {
            throw new IllegalStateException("replay the journal before writing: nothing is known of its end");
        }
        // The names that were found need not be on the device either.
        files.forceDirectory();
        SegmentMaker maker = new SegmentMaker(files, storeId, config.segmentBytes());
        TailRepair repair = new TailRepair(files, maker);
        if (!report.cuts().isEmpty()) {
            steps.reached(Step.BEFORE_CUT);
            repair.cut(report.cuts(), segments);
            steps.reached(Step.AFTER_CUT);
        }
        int written = 1;
        while (written < segments.size() && segments.get(written).basePosition() <= report.endPosition()) {
            written++;
        }
        repair.dropEmptyOfOtherSize(segments, written, config.segmentBytes());
        repair.rewriteEnd(segments.subList(0, written), report);
        List<Segment> opened = new ArrayList<>();
        try {
            for (SegmentInfo segment : segments.subList(written - 1, segments.size())) {
                long from = Math.max(segment.firstPosition(), report.endPosition()) - segment.basePosition();
                opened.add(new Segment(segment, files.openToAppend(segment.name(), from)));
            }
            SpareSegments spares = SpareSegments.find(files, config, new SecureRandom());
            Journal journal = journal(opened, maker, spares, preparing, steps);
            handedOver = true;
            return journal;
        } catch (Throwable refused) {
            for (Segment segment : opened) {
                closeAfter(refused, segment.file());
            }
            throw refused;
        }
    }

    /** The journal over segments of which the first is to be written on and the others are empty. */
    private Journal journal(
            List<Segment> opened, SegmentMaker maker, SpareSegments spares, Executor preparing, Steps steps) {
        SegmentInfo current = opened.get(0).info();
        SegmentPreparer preparer = new SegmentPreparer(
                maker,
                spares,
                config,
                steps,
                segments.get(segments.size() - 1).endPosition(),
                opened.subList(1, opened.size()));
        boolean unmarked = report.endPosition() > Math.max(report.markedPosition(), current.firstPosition());
        JournalWriter writer = new JournalWriter(
                opened.get(0),
                (int) (report.endPosition() - current.basePosition()),
                unmarked,
                storeId,
                config,
                preparer,
                steps);
        writer.force();
        List<SegmentInfo> closed = segments.subList(0, segments.indexOf(current));
        return new SegmentedJournal(files, config, storeId, lock, closed, writer, preparer, spares, preparing);
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
