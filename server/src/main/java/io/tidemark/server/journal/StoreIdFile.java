package io.tidemark.server.journal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The file that says whose journal this is. It is written last when a journal is born, so its presence says that the
 * first segment was there once; segments without it are what an unfinished birth left.
 */
final class StoreIdFile {

    static final String FILE_NAME = "store.id";

    private StoreIdFile() {}

    /**
     * The id of the journal in the directory, which is born now if there is none.
     *
     * @throws JournalDamagedException if there are traces of a journal without an id, or an id without a journal
     * @throws JournalFullException if a new journal finds no room
     */
    static StoreId readOrCreate(JournalFiles files, JournalConfig config, RandomGenerator random) throws IOException {
        List<String> segments = SegmentTable.names(files);
        Optional<StoreId> stored = read(files);
        if (stored.isPresent()) {
            if (segments.isEmpty()) {
                throw withoutSegments();
            }
            return stored.get();
        }
        for (String segment : segments) {
            checkUnused(files, segment);
        }
        // Last first, so that a crash in between leaves no gap.
        for (int i = segments.size() - 1; i >= 0; i--) {
            files.delete(segments.get(i));
        }
        StoreId storeId = StoreId.random(random);
        try {
            new SegmentMaker(files, storeId, config.segmentBytes())
                    .make(0, config.segmentBytes())
                    .file()
                    .close();
        } catch (IOException refused) {
            throw new JournalFullException(
                    "no room for the first journal segment of " + config.segmentBytes() + " bytes: "
                            + refused.getMessage(),
                    refused);
        }
        write(files, storeId);
        return storeId;
    }

    /** The id in the file, or empty if there is none. */
    static Optional<StoreId> read(JournalFiles files) throws IOException {
        return AtomicFile.read(files, FILE_NAME).map(bytes -> {
            if (bytes.length != StoreId.BYTES) {
                throw new JournalDamagedException(FILE_NAME, 0, "a store id has " + StoreId.BYTES + " bytes");
            }
            return StoreId.fromBytes(bytes);
        });
    }

    static void write(JournalFiles files, StoreId storeId) throws IOException {
        AtomicFile.write(files, FILE_NAME, storeId.toBytes());
    }

    static JournalDamagedException withoutSegments() {
        return new JournalDamagedException(
                FILE_NAME, 0, "the store has an id but no journal segment: all of them are missing");
    }

    private static void checkUnused(JournalFiles files, String name) throws IOException {
        try (SegmentFile file = files.openForReading(name)) {
            ReadWindow window = new ReadWindow(Math.max(file.size(), 1));
            window.show(file);
            int offset = SegmentLayout.HEADER_BYTES;
            for (int reachable = window.reachable(offset); reachable > 0; reachable = window.reachable(offset)) {
                for (int end = offset + reachable; offset < end; offset++) {
                    if (window.byteAt(offset) != 0) {
                        throw new JournalDamagedException(
                                FILE_NAME, 0, "the store's id is missing, but " + name + " holds records");
                    }
                }
            }
        }
    }
}
