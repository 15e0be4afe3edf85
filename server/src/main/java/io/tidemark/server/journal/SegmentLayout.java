package io.tidemark.server.journal;

/**
 * Where everything lies in a segment. All numbers are little-endian; every byte is under a CRC-32C.
 *
 * <pre>
 *  Segment, a file named after its base position: 20 decimal digits and ".journal"
 *
 *   0            4096                                                     segmentBytes
 *   +--------------+--------+--------+------+--------+------+-----+-----------+
 *   |    header    | record | record | mark | record | mark | end | unwritten |
 *   +--------------+--------+--------+------+--------+------+-----+-----------+
 *   position = base position + offset in the file
 *
 *  Header, a page of its own that is never written again
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +---------------------------------------------------------------+
 *   |                            magic                              |   0
 *   |                                                               |
 *   +---------------------------------------------------------------+
 *   |                        format version                         |   8
 *   +---------------------------------------------------------------+
 *   |                        segment bytes                          |  12
 *   +---------------------------------------------------------------+
 *   |                           store id                            |  16
 *   |                          (16 bytes)                           |
 *   +---------------------------------------------------------------+
 *   |                        base position                          |  32
 *   |                                                               |
 *   +---------------------------------------------------------------+
 *   |                            life                               |  40
 *   +---------------------------------------------------------------+
 *   |                            zeros                              |  44
 *   +---------------------------------------------------------------+
 *   |             CRC-32C over all bytes before it                  | 4092
 *   +---------------------------------------------------------------+
 *
 *  Record, at a multiple of 8
 *
 *   +---------------------------------------------------------------+
 *   |        CRC-32C over all that follows, padding too             |   0
 *   +---------------------------------------------------------------+
 *   |                       payload length                          |   4
 *   +---------------------------------------------------------------+
 *   |                          position                             |   8
 *   |                                                               |
 *   +---------------+-----------------------------------------------+
 *   |     type      |                    zeros                      |  16
 *   +---------------+-----------------------------------------------+
 *   |              tag of the store id, xor the life                |  20
 *   +---------------------------------------------------------------+
 *   |                  payload, padded with zeros                  ...  24
 *   +---------------------------------------------------------------+
 *
 *  Commit mark: a record whose payload is 8 bytes, its own position again: everything below is on the device.
 *  End mark:    the same with another type, the last record of a full segment; forced before the next one begins.
 * </pre>
 *
 * <p>Unwritten space is zeros where the life is 0. A file whose records nobody needs any more is written again from its
 * start as another segment: its life is then a random number, and unwritten space is what the file held before, or zeros
 * in the block that was written last. No record
 * of that passes for one of the new life: its position is another, and so is its tag, which nobody could know who had a
 * payload written earlier.
 *
 * <p>The type is a signed byte: callers have 1 to 127, the marks are negative, 0 is none. A position in a header is
 * never 0 outside unwritten space, so a stretch of zeros is never a record.
 */
public final class SegmentLayout {

    /** Says that a file is a segment: "TIDEJRNL". */
    public static final long MAGIC = 0x4C4E524A45444954L;

    /** Version of this layout. */
    public static final int FORMAT_VERSION = 1;

    /** Bytes of a segment's header, one page. */
    public static final int HEADER_BYTES = 4096;

    static final int HEADER_MAGIC_OFFSET = 0;
    static final int HEADER_VERSION_OFFSET = 8;
    static final int HEADER_SEGMENT_BYTES_OFFSET = 12;
    static final int HEADER_STORE_ID_OFFSET = 16;
    static final int HEADER_BASE_POSITION_OFFSET = 32;
    static final int HEADER_LIFE_OFFSET = 40;
    static final int HEADER_CRC_OFFSET = HEADER_BYTES - Integer.BYTES;

    /** Bytes of a record before its payload. */
    public static final int RECORD_HEADER_BYTES = 24;

    /** Records begin at multiples of this. */
    public static final int RECORD_ALIGNMENT_BYTES = 8;

    static final int RECORD_CRC_OFFSET = 0;
    static final int RECORD_LENGTH_OFFSET = 4;

    /** Where in a record its position stands, 8 bytes: what has none for its place is no record, and no start of one. */
    public static final int RECORD_POSITION_OFFSET = 8;

    static final int RECORD_TYPE_OFFSET = 16;
    static final int RECORD_TAG_OFFSET = 20;

    /** Bytes of a commit mark or an end mark. */
    public static final int MARK_BYTES = RECORD_HEADER_BYTES + Long.BYTES;

    static final byte TYPE_MARK = -1;
    static final byte TYPE_END = -2;

    /** What each record leaves free behind it: the mark of its group and the segment's end. */
    static final int RESERVED_BYTES = 2 * MARK_BYTES;

    static final String NAME_SUFFIX = ".journal";
    private static final int NAME_DIGITS = 20;

    private static final String LAST_NAME = segmentName(Long.MAX_VALUE);

    private SegmentLayout() {}

    /** Bytes a record of this payload takes in a segment. */
    public static int recordBytes(int payloadBytes) {
        return (RECORD_HEADER_BYTES + payloadBytes + RECORD_ALIGNMENT_BYTES - 1) & -RECORD_ALIGNMENT_BYTES;
    }

    /** Framing and padding a record has at most. */
    static final int FRAMING_BYTES_MAX = RECORD_HEADER_BYTES + RECORD_ALIGNMENT_BYTES - 1;

    /** The largest payload for which there is surely room in an empty segment of this size. */
    static int payloadBytesMax(int segmentBytes) {
        return segmentBytes - HEADER_BYTES - RESERVED_BYTES - FRAMING_BYTES_MAX;
    }

    /** The name of the segment that begins at a position. */
    public static String segmentName(long basePosition) {
        return String.format("%0" + NAME_DIGITS + "d", basePosition) + NAME_SUFFIX;
    }

    /** The position that a segment's name says. */
    static long basePosition(String segmentName) {
        return Long.parseLong(segmentName.substring(0, NAME_DIGITS));
    }

    /** Whether a file is named like a segment. */
    static boolean isSegmentName(String name) {
        return name.length() == NAME_DIGITS + NAME_SUFFIX.length()
                && name.endsWith(NAME_SUFFIX)
                && name.chars().limit(NAME_DIGITS).allMatch(digit -> digit >= '0' && digit <= '9')
                && name.compareTo(LAST_NAME) <= 0;
    }
}
