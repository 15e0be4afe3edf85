package io.tidemark.server.journal;

import static io.tidemark.server.journal.SegmentLayout.FORMAT_VERSION;
import static io.tidemark.server.journal.SegmentLayout.HEADER_BASE_POSITION_OFFSET;
import static io.tidemark.server.journal.SegmentLayout.HEADER_BYTES;
import static io.tidemark.server.journal.SegmentLayout.HEADER_CRC_OFFSET;
import static io.tidemark.server.journal.SegmentLayout.HEADER_LIFE_OFFSET;
import static io.tidemark.server.journal.SegmentLayout.HEADER_MAGIC_OFFSET;
import static io.tidemark.server.journal.SegmentLayout.HEADER_SEGMENT_BYTES_OFFSET;
import static io.tidemark.server.journal.SegmentLayout.HEADER_STORE_ID_OFFSET;
import static io.tidemark.server.journal.SegmentLayout.HEADER_VERSION_OFFSET;
import static io.tidemark.server.journal.SegmentLayout.MAGIC;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The first page of a segment.
 *
 * @param storeId the store the segment belongs to
 * @param basePosition position of the segment's first byte
 * @param segmentBytes its size, this page included
 * @param life 0 over zeros, or the random number of a file that is used again
 */
record SegmentHeader(StoreId storeId, long basePosition, int segmentBytes, int life) {

    /** What the header says of the segment of that name. */
    SegmentInfo info(String name) {
        return new SegmentInfo(name, basePosition, segmentBytes, life);
    }

    /** The page as it is stored. */
    ByteBuffer toPage() {
        ByteBuffer page = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        page.putLong(HEADER_MAGIC_OFFSET, MAGIC);
        page.putInt(HEADER_VERSION_OFFSET, FORMAT_VERSION);
        page.putInt(HEADER_SEGMENT_BYTES_OFFSET, segmentBytes);
        page.put(HEADER_STORE_ID_OFFSET, storeId.toBytes());
        page.putLong(HEADER_BASE_POSITION_OFFSET, basePosition);
        page.putInt(HEADER_LIFE_OFFSET, life);
        page.putInt(HEADER_CRC_OFFSET, crc(page));
        return page;
    }

    /**
     * Reads the header of the segment of that name.
     *
     * @throws JournalDamagedException if it is cut, bent, belongs to another store or another place, or says a size or a
     *     position that no segment has
     */
    static SegmentHeader read(JournalFiles files, String name, StoreId expectedStoreId) throws IOException {
        ByteBuffer page = page(files, name);
        if (page.limit() < HEADER_BYTES) {
            throw new JournalDamagedException(name, page.limit(), "the file ends within its header");
        }
        if (page.getLong(HEADER_MAGIC_OFFSET) != MAGIC) {
            throw new JournalDamagedException(name, HEADER_MAGIC_OFFSET, "this is not a journal segment");
        }
        int version = page.getInt(HEADER_VERSION_OFFSET);
        if (version != FORMAT_VERSION) {
            throw new JournalDamagedException(
                    name, HEADER_VERSION_OFFSET, "format version " + version + " is not known");
        }
        if (page.getInt(HEADER_CRC_OFFSET) != crc(page)) {
            throw new JournalDamagedException(name, 0, "the header does not match its CRC-32C");
        }
        StoreId storeId = StoreId.fromBytes(bytes(page, HEADER_STORE_ID_OFFSET, StoreId.BYTES));
        if (!storeId.equals(expectedStoreId)) {
            throw new JournalDamagedException(
                    name,
                    HEADER_STORE_ID_OFFSET,
                    "the segment belongs to store " + storeId + ", not to " + expectedStoreId);
        }
        long basePosition = page.getLong(HEADER_BASE_POSITION_OFFSET);
        if (!SegmentLayout.segmentName(basePosition).equals(name)) {
            throw new JournalDamagedException(
                    name,
                    HEADER_BASE_POSITION_OFFSET,
                    "the segment was made as " + SegmentLayout.segmentName(basePosition) + " and has been renamed");
        }
        int segmentBytes = page.getInt(HEADER_SEGMENT_BYTES_OFFSET);
        if (segmentBytes < JournalConfig.SEGMENT_BYTES_MIN
                || segmentBytes > JournalConfig.SEGMENT_BYTES_MAX
                || segmentBytes % HEADER_BYTES != 0) {
            throw new JournalDamagedException(
                    name,
                    HEADER_SEGMENT_BYTES_OFFSET,
                    "the header says " + segmentBytes + " bytes, which no segment has");
        }
        if (basePosition % HEADER_BYTES != 0 || basePosition > Long.MAX_VALUE - segmentBytes) {
            throw new JournalDamagedException(
                    name, HEADER_BASE_POSITION_OFFSET, "no segment begins at position " + basePosition);
        }
        return new SegmentHeader(storeId, basePosition, segmentBytes, page.getInt(HEADER_LIFE_OFFSET));
    }

    /** The segment of that name, or empty if there is none or its header is bad. */
    static Optional<SegmentInfo> infoIfGood(JournalFiles files, String name, StoreId storeId) throws IOException {
        if (!files.list().contains(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(files, name, storeId).info(name));
        } catch (JournalDamagedException bad) {
            return Optional.empty();
        }
    }

    /** The stores that the segments with good headers belong to, in the order of the names. */
    static List<StoreId> storeIds(JournalFiles files, List<String> names) throws IOException {
        List<StoreId> storeIds = new ArrayList<>();
        for (String name : names) {
            ByteBuffer page = page(files, name);
            if (page.limit() == HEADER_BYTES && page.getInt(HEADER_CRC_OFFSET) == crc(page)) {
                storeIds.add(StoreId.fromBytes(bytes(page, HEADER_STORE_ID_OFFSET, StoreId.BYTES)));
            }
        }
        return storeIds;
    }

    private static ByteBuffer page(JournalFiles files, String name) throws IOException {
        ByteBuffer page = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (SegmentFile file = files.openForReading(name)) {
            file.read(page, 0);
        }
        return page.flip();
    }

    private static byte[] bytes(ByteBuffer page, int offset, int length) {
        byte[] bytes = new byte[length];
        page.get(offset, bytes);
        return bytes;
    }

    private static int crc(ByteBuffer page) {
        CRC32C crc = new CRC32C();
        crc.update(page.array(), 0, HEADER_CRC_OFFSET);
        return (int) crc.getValue();
    }
}
