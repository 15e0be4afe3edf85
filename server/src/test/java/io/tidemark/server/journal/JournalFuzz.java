package io.tidemark.server.journal;

import static io.tidemark.server.journal.JournalFixture.SMALL;

import io.tidemark.server.journal.JournalFixture.Collector;
import io.tidemark.server.journal.JournalFixture.Stored;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A journal with bytes of an input in its files, read. The reader stops and names a file, or finds a beginning of what was
 * written; what it then writes is there at the next start. Where the input also had a checksum put right, so that the
 * reader looks behind it, only that it neither falls nor hangs.
 *
 * <pre>
 *   input    edits, one after the other
 *   edit     kind (1 byte), file (1), offset (2), length (1), so many bytes
 * </pre>
 */
public final class JournalFuzz {

    private static final int EDIT_HEAD_BYTES = 5;
    private static final int KINDS = 6;
    private static final SimulatedFiles WHOLE;
    private static final List<Stored> WRITTEN;
    private static final List<String> NAMES;

    static {
        try {
            WHOLE = DamageTest.journal();
            WRITTEN = JournalFixture.records(WHOLE, SMALL);
            NAMES = WHOLE.list();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private final SimulatedFiles files = WHOLE.copy();
    private boolean isSealed;

    private JournalFuzz() {}

    /** A directory of one file. */
    public static JournalFiles directory(String name, byte[] contents) {
        SimulatedFiles files = new SimulatedFiles(0);
        files.place(name, contents);
        return files;
    }

    /**
     * Reads a journal changed as the input says.
     *
     * @throws AssertionError when the reader does what it must not
     */
    public static void run(byte[] input) throws IOException {
        JournalFuzz fuzz = new JournalFuzz();
        ByteBuffer edits = ByteBuffer.wrap(input);
        while (edits.remaining() >= EDIT_HEAD_BYTES) {
            fuzz.edit(edits);
        }
        fuzz.read();
    }

    /** One edit of each kind, in each file, at places that mean something. */
    public static List<byte[]> seeds() {
        int[] offsets = {
            0,
            SegmentLayout.HEADER_SEGMENT_BYTES_OFFSET,
            SegmentLayout.HEADER_BASE_POSITION_OFFSET,
            SegmentLayout.HEADER_BYTES,
            SegmentLayout.HEADER_BYTES + SegmentLayout.RECORD_LENGTH_OFFSET,
            SegmentLayout.HEADER_BYTES + SegmentLayout.RECORD_TYPE_OFFSET,
            SegmentLayout.HEADER_BYTES + 1_024
        };
        List<byte[]> seeds = new ArrayList<>();
        for (int kind = 0; kind < KINDS; kind++) {
            for (int file = 0; file < NAMES.size(); file++) {
                for (int offset : offsets) {
                    byte[] bytes = {-1, -1, -1, -1};
                    seeds.add(ByteBuffer.allocate(EDIT_HEAD_BYTES + bytes.length)
                            .put((byte) kind)
                            .put((byte) file)
                            .putShort((short) offset)
                            .put((byte) bytes.length)
                            .put(bytes)
                            .array());
                }
            }
        }
        return seeds;
    }

    private void edit(ByteBuffer edits) throws IOException {
        int kind = Byte.toUnsignedInt(edits.get());
        String name = NAMES.get(Byte.toUnsignedInt(edits.get()) % NAMES.size());
        int offset = Short.toUnsignedInt(edits.getShort());
        byte[] bytes = new byte[Math.min(Byte.toUnsignedInt(edits.get()), edits.remaining())];
        edits.get(bytes);
        if (!files.list().contains(name)) {
            return;
        }
        byte[] contents = files.contents(name);
        int at = contents.length == 0 ? 0 : offset % contents.length;
        switch (kind % KINDS) {
            case 0 -> files.place(name, Arrays.copyOf(contents, at));
            case 1 -> files.remove(name);
            case 2 -> files.place(name, Arrays.copyOf(contents, contents.length + offset));
            default -> {
                System.arraycopy(bytes, 0, contents, at, Math.min(bytes.length, contents.length - at));
                if (kind % KINDS == KINDS - 1) {
                    seal(contents, at & -SegmentLayout.RECORD_ALIGNMENT_BYTES);
                    isSealed = true;
                }
                files.place(name, contents);
            }
        }
    }

    /** Puts the checksum right of the header, and of the record at an offset. */
    private static void seal(byte[] contents, int recordAt) {
        ByteBuffer file = ByteBuffer.wrap(contents).order(ByteOrder.LITTLE_ENDIAN);
        if (contents.length >= SegmentLayout.HEADER_BYTES) {
            file.putInt(SegmentLayout.HEADER_CRC_OFFSET, crc(contents, 0, SegmentLayout.HEADER_CRC_OFFSET));
        }
        if (recordAt >= SegmentLayout.HEADER_BYTES && recordAt + SegmentLayout.RECORD_HEADER_BYTES <= contents.length) {
            long length = Integer.toUnsignedLong(file.getInt(recordAt + SegmentLayout.RECORD_LENGTH_OFFSET));
            long bytes = SegmentLayout.RECORD_HEADER_BYTES + (length + 7 & -8);
            if (recordAt + bytes <= contents.length) {
                file.putInt(recordAt, crc(contents, recordAt + Integer.BYTES, (int) bytes - Integer.BYTES));
            }
        }
    }

    private static int crc(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    private void read() throws IOException {
        Collector found = new Collector();
        boolean isRead = true;
        try {
            replay(found);
        } catch (JournalDamagedException stopped) {
            isRead = false;
            if (!isSealed && !NAMES.contains(stopped.file())) {
                throw new AssertionError("damage in a file that is none: " + stopped.file(), stopped);
            }
        }
        files.killProcess();
        JournalVerifier.verify(files);
        if (isSealed) {
            return;
        }
        if (found.records.size() > WRITTEN.size() || !found.records.equals(WRITTEN.subList(0, found.records.size()))) {
            throw new AssertionError("read what was not written: " + found.records);
        }
        if (isRead) {
            goOn(found.records);
        }
    }

    /** From the journal's beginning, as a start without a checkpoint does. */
    private void replay(Collector visitor) throws IOException {
        try (JournalDirectory directory = JournalDirectory.open(files, SMALL)) {
            directory.replay(SegmentLayout.HEADER_BYTES, visitor);
        }
    }

    /** A start on what is there: what it writes and forces is found by the next. */
    private void goOn(List<Stored> before) throws IOException {
        List<Stored> expected = new ArrayList<>(before);
        try (Journal journal = JournalFixture.open(files, SMALL)) {
            expected.add(JournalFixture.write(journal, 9, 100));
            journal.force();
        }
        files.killProcess();
        if (!JournalFixture.records(files, SMALL).equals(expected)) {
            throw new AssertionError("the next start does not find what was written");
        }
    }
}
