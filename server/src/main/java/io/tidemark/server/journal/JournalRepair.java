package io.tidemark.server.journal;

import io.tidemark.server.journal.ReplayReport.Cut;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Throws away what lies behind damage, so that a journal that stops the start can be opened again. This loses records
 * that were acknowledged: it is for an operator who has a copy and has seen {@link JournalVerifier}'s verdicts. It may be
 * stopped anywhere and done again.
 */
public final class JournalRepair {

    private final JournalFiles files;
    private final JournalConfig config;
    private final List<Cut> cuts = new ArrayList<>();

    private JournalRepair(JournalFiles files, JournalConfig config) {
        this.files = files;
        this.config = config;
    }

    /**
     * Cuts the journal at its first bad byte. A store's id that is bad is written again from the segments.
     *
     * @param config gives the size of a segment that must be made in the place of a bad one
     * @return what was cut, empty if nothing stops the start
     * @throws JournalLockedException if a server has the journal open
     * @throws JournalDamagedException if there is nothing to tell the store's id by
     * @throws IOException if a file cannot be read or written
     */
    public static List<Cut> truncate(JournalFiles files, JournalConfig config) throws IOException {
        Closeable lock = files.lock();
        try {
            JournalRepair repair = new JournalRepair(files, config);
            repair.cutAtFirst(JournalVerifier.verify(files));
            return repair.cuts;
        } finally {
            lock.close();
        }
    }

    private void cutAtFirst(List<SegmentVerdict> verdicts) throws IOException {
        for (SegmentVerdict verdict : verdicts) {
            if (!verdict.stopsTheStart()) {
                continue;
            }
            if (verdict.file().equals(StoreIdFile.FILE_NAME)) {
                List<StoreId> storeIds = SegmentHeader.storeIds(files, SegmentTable.names(files));
                if (storeIds.isEmpty()) {
                    throw new JournalDamagedException(
                            verdict.file(), 0, "no segment has a good header to tell the store's id by");
                }
                StoreIdFile.write(files, storeIds.get(0));
                cuts.add(new Cut(verdict.file(), 0, 0, "the store's id was written again from the segments"));
                continue;
            }
            cutAt(verdict);
            return;
        }
    }

    private void cutAt(SegmentVerdict verdict) throws IOException {
        // Last first, so that a crash in between leaves no gap.
        List<String> names = SegmentTable.names(files);
        for (int i = names.size() - 1; i >= 0 && names.get(i).compareTo(verdict.file()) > 0; i--) {
            cuts.add(new Cut(names.get(i), 0, size(names.get(i)), "deleted: it lies behind the damage"));
            files.delete(names.get(i));
            files.forceDirectory();
        }
        StoreId storeId = StoreIdFile.read(files).orElseThrow();
        SegmentMaker maker = new SegmentMaker(files, storeId, config.segmentBytes());
        Optional<SegmentInfo> segment = SegmentHeader.infoIfGood(files, verdict.file(), storeId);
        if (segment.isEmpty()) {
            maker.make(verdict.basePosition(), config.segmentBytes()).file().close();
            cuts.add(new Cut(verdict.file(), 0, config.segmentBytes(), "an empty segment was put in its place"));
            return;
        }
        int segmentBytes = segment.get().segmentBytes();
        Cut cut = new Cut(
                verdict.file(), verdict.goodBytes(), segmentBytes - verdict.goodBytes(), "zeros were written over it");
        new TailRepair(files, maker).cut(cut, segment.get());
        cuts.add(cut);
    }

    private long size(String name) throws IOException {
        try (SegmentFile file = files.openForReading(name)) {
            return file.size();
        }
    }
}
