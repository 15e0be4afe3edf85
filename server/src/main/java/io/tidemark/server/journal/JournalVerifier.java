package io.tidemark.server.journal;

import io.tidemark.server.journal.ReplayReport.Cut;
import io.tidemark.server.journal.SegmentVerdict.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a whole journal and says of each file what is good. Changes nothing and takes no lock; beside a running server
 * the end may look torn, since it is being written.
 */
public final class JournalVerifier {

    private final JournalFiles files;
    private final StoreId storeId;
    private final List<SegmentInfo> segments = new ArrayList<>();
    private final Map<String, JournalDamagedException> badHeaders = new HashMap<>();

    private JournalVerifier(JournalFiles files, StoreId storeId) {
        this.files = files;
        this.storeId = storeId;
    }

    /**
     * One verdict for each file in order of position, missing ones among them; the first is about the store's id if that
     * is bad. Empty where there is no journal.
     *
     * @throws IOException if a file cannot be read
     */
    public static List<SegmentVerdict> verify(JournalFiles files) throws IOException {
        List<String> names = SegmentTable.names(files);
        List<SegmentVerdict> verdicts = new ArrayList<>();
        List<StoreId> storeIds = SegmentHeader.storeIds(files, names);
        StoreId storeId;
        try {
            Optional<StoreId> stored = StoreIdFile.read(files);
            if (stored.isEmpty() && names.isEmpty()) {
                return List.of();
            }
            storeId = stored.orElseThrow(() -> badStoreId("it is missing, but there are segments"));
            if (names.isEmpty()) {
                throw StoreIdFile.withoutSegments();
            }
            if (!storeIds.isEmpty() && !storeIds.contains(storeId)) {
                throw badStoreId("no segment belongs to store " + storeId);
            }
        } catch (JournalDamagedException damaged) {
            verdicts.add(bad(StoreIdFile.FILE_NAME, 0, State.DAMAGED, damaged.getMessage()));
            storeId = storeIds.isEmpty() ? StoreId.NONE : storeIds.get(0);
        }
        JournalVerifier verifier = new JournalVerifier(files, storeId);
        verifier.readHeaders(names);
        verifier.judge(names, verdicts);
        return verdicts;
    }

    private static JournalDamagedException badStoreId(String what) {
        return new JournalDamagedException(StoreIdFile.FILE_NAME, 0, what);
    }

    private static SegmentVerdict bad(String file, long basePosition, State state, String what) {
        return new SegmentVerdict(file, basePosition, state, 0, 0, 0, what);
    }

    private void readHeaders(List<String> names) throws IOException {
        for (String name : names) {
            try {
                segments.add(SegmentHeader.read(files, name, storeId).info(name));
            } catch (JournalDamagedException damaged) {
                badHeaders.put(name, damaged);
            }
        }
    }

    private void judge(List<String> names, List<SegmentVerdict> verdicts) throws IOException {
        long expectedBase = -1;
        int read = 0;
        boolean endsFull = false;
        for (String name : names) {
            long base = SegmentLayout.basePosition(name);
            if (expectedBase >= 0 && base != expectedBase) {
                verdicts.add(missing(expectedBase, "the segment is missing before " + name));
            }
            JournalDamagedException badHeader = badHeaders.get(name);
            if (badHeader != null) {
                verdicts.add(bad(name, base, State.DAMAGED, badHeader.getMessage()));
                expectedBase = -1;
                endsFull = false;
            } else {
                expectedBase = segments.get(read).endPosition();
                SegmentVerdict verdict = verdict(read++);
                verdicts.add(verdict);
                endsFull = verdict.state() == State.FULL;
            }
        }
        if (endsFull) {
            verdicts.add(missing(expectedBase, "the segment is missing, though the one before it has an end mark"));
        }
    }

    private static SegmentVerdict missing(long basePosition, String what) {
        return bad(SegmentLayout.segmentName(basePosition), basePosition, State.MISSING, what);
    }

    private SegmentVerdict verdict(int index) throws IOException {
        SegmentInfo segment = segments.get(index);
        ReadWindow window = new ReadWindow(segment.segmentBytes());
        try (SegmentFile file = files.openForReading(segment.name())) {
            window.show(file);
            RecordCursor cursor = new RecordCursor(window, segment, storeId);
            long records = 0;
            while (cursor.next()) {
                if (cursor.type() == SegmentLayout.TYPE_END) {
                    return new SegmentVerdict(
                            segment.name(), segment.basePosition(), State.FULL, records, 0, cursor.nextOffset(), "");
                }
                records += cursor.type() > 0 ? 1 : 0;
            }
            int endOffset = cursor.nextOffset();
            long recordsBehind = recordsBehind(cursor);
            State state = endOffset == SegmentLayout.HEADER_BYTES ? State.EMPTY : State.OPEN;
            String what = "";
            try {
                for (Cut cut : new TailScan(files, window, storeId)
                        .cuts(segments.subList(index, segments.size()), endOffset)) {
                    if (cut.file().equals(segment.name())) {
                        state = State.TORN;
                        what = cut.bytes() + " bytes from offset " + cut.offset() + " on: " + cut.what();
                    }
                }
            } catch (JournalDamagedException damaged) {
                state = State.DAMAGED;
                what = damaged.getMessage();
            }
            return new SegmentVerdict(
                    segment.name(), segment.basePosition(), state, records, recordsBehind, endOffset, what);
        }
    }

    private static long recordsBehind(RecordCursor cursor) throws IOException {
        long records = 0;
        while (cursor.skipToGood()) {
            while (cursor.next()) {
                records += cursor.type() > 0 ? 1 : 0;
            }
        }
        return records;
    }
}
