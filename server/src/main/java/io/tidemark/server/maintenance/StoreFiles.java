package io.tidemark.server.maintenance;

import io.tidemark.server.journal.JournalFiles;
import io.tidemark.server.journal.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Copies files that nobody writes to, and reads nothing into them. */
final class StoreFiles {

    private static final int COPY_BYTES = 1 << 20;
    private static final String LOCK = "lock";

    /** Written last: a copy without it does not open. */
    private static final String STORE_ID = "store.id";

    private StoreFiles() {}

    /** Copies every file but the lock, forced to the device. */
    static void copy(JournalFiles from, JournalFiles to) throws IOException {
        copy(from, to, from.list());
    }

    /** Copies files of these names, but not the lock. */
    static void copy(JournalFiles from, JournalFiles to, List<String> names) throws IOException {
        for (String name : names) {
            if (!name.equals(LOCK) && !name.equals(STORE_ID)) {
                copy(from, to, name);
            }
        }
        to.forceDirectory();
        if (names.contains(STORE_ID)) {
            copy(from, to, STORE_ID);
        }
        to.forceDirectory();
    }

    private static void copy(JournalFiles from, JournalFiles to, String name) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(COPY_BYTES);
        try (SegmentFile source = from.openForReading(name);
                SegmentFile target = to.create(name)) {
            long size = source.size();
            for (long offset = 0; offset < size; offset += buffer.limit()) {
                buffer.clear().limit((int) Math.min(COPY_BYTES, size - offset));
                if (source.read(buffer, offset) < buffer.limit()) {
                    throw new IOException(name + " became shorter while it was copied");
                }
                target.write(buffer.flip(), offset);
            }
            target.force();
        }
    }
}
