package io.tidemark.server.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds the segments of a directory and checks that they follow each other. */
final class SegmentTable {

    private SegmentTable() {}

    /**
     * All segments in order of position.
     *
     * @throws JournalDamagedException if a header is bad or a segment is missing between two others
     */
    static List<SegmentInfo> load(JournalFiles files, StoreId storeId) throws IOException {
        List<SegmentInfo> segments = new ArrayList<>();
        for (String name : names(files)) {
            SegmentInfo segment = SegmentHeader.read(files, name, storeId).info(name);
            SegmentInfo before = segments.isEmpty() ? segment : segments.get(segments.size() - 1);
            if (before != segment && segment.basePosition() != before.endPosition()) {
                throw new JournalDamagedException(
                        SegmentLayout.segmentName(before.endPosition()),
                        0,
                        "the segment is missing between " + before.name() + " and " + name);
            }
            segments.add(segment);
        }
        return segments;
    }

    /** Names of all files that are named like segments, in order of position. */
    static List<String> names(JournalFiles files) throws IOException {
        return files.list().stream()
                .filter(SegmentLayout::isSegmentName)
                .sorted()
                .toList();
    }
}
