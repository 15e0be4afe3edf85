package io.tidemark.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A small file that is there whole or not at all, for things beside the journal: it is written under another name,
 * forced, and renamed; when it is read, every byte is under a CRC-32C. Numbers are little-endian.
 *
 * <pre>
 *    0        8         12        16            16 + n     20 + n
 *   +--------+---------+---------+-------------+----------+
 *   | magic  | version | n       | payload     | CRC-32C  |  the CRC covers all before it
 *   +--------+---------+---------+-------------+----------+
 * </pre>
 *
 * <p>Two threads may not write the same name at once.
 */
public final class AtomicFile {

    /** Bytes a payload may have. */
    public static final int BYTES_MAX = 256 << 20;

    /** Says that a file is of this kind: "TIDEATOM". */
    private static final long MAGIC = 0x4D4F544145444954L;

    private static final int FORMAT_VERSION = 1;
    private static final int HEADER_BYTES = 16;
    private static final int CRC_BYTES = 4;
    private static final String WRITING_SUFFIX = ".writing";

    private AtomicFile() {}

    /**
     * Writes the file, in place of an older one; durable when this returns. When it throws, the older one or the new one
     * is there, whole.
     *
     * @throws IllegalArgumentException if the payload is longer than {@link #BYTES_MAX}
     */
    public static void write(JournalFiles files, String name, byte[] payload) throws IOException {
        if (payload.length > BYTES_MAX) {
            throw new IllegalArgumentException("file " + name + " would have " + payload.length
                    + " bytes, more than BYTES_MAX " + BYTES_MAX + ": split it");
        }
        ByteBuffer content = ByteBuffer.allocate(HEADER_BYTES + payload.length + CRC_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(MAGIC)
                .putInt(FORMAT_VERSION)
                .putInt(payload.length)
                .put(payload);
        content.putInt(crc(content.array(), content.position())).flip();
        String writing = name + WRITING_SUFFIX;
        files.delete(writing);
        try (SegmentFile file = files.create(writing)) {
            file.write(content, 0);
            file.force();
        }
        files.rename(writing, name);
        files.forceDirectory();
    }

    /**
     * Reads the file; empty when there is none.
     *
     * @throws JournalDamagedException if it is not as it was written
     */
    public static Optional<byte[]> read(JournalFiles files, String name) throws IOException {
        if (!files.list().contains(name)) {
            return Optional.empty();
        }
        ByteBuffer content;
        try (SegmentFile file = files.openForReading(name)) {
            long size = file.size();
            if (size < HEADER_BYTES + CRC_BYTES || size > HEADER_BYTES + BYTES_MAX + CRC_BYTES) {
                throw new JournalDamagedException(name, size, "a file of this kind cannot have " + size + " bytes");
            }
            content = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
            file.read(content, 0);
        }
        content.flip();
        int crcOffset = content.limit() - CRC_BYTES;
        if (content.getInt(crcOffset) != crc(content.array(), crcOffset)) {
            throw new JournalDamagedException(name, 0, "the bytes do not match their CRC-32C");
        }
        if (content.getLong() != MAGIC) {
            throw new JournalDamagedException(name, 0, "the magic number is not there");
        }
        int version = content.getInt();
        if (version != FORMAT_VERSION) {
            throw new JournalDamagedException(name, 8, "format version " + version + " is not known");
        }
        byte[] payload = new byte[content.getInt()];
        if (payload.length != crcOffset - HEADER_BYTES) {
            throw new JournalDamagedException(name, 12, "the length does not match the file's size");
        }
        content.get(payload);
        return Optional.of(payload);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
