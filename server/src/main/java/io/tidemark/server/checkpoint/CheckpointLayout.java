package io.tidemark.server.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * A checkpoint file: frames, one after the other, to the end of the file. Numbers are little-endian.
 *
 * <pre>
 *  File, named "checkpoint-" and 20 decimal digits of its position
 *
 *   +------+------+-----+------------+-----+---------------------------+-----+
 *   | head | part | ... | components | ... | part that follows readings | end |
 *   +------+------+-----+------------+-----+---------------------------+-----+
 *
 *  Frame
 *
 *    0         4         8         12     13        16
 *   +---------+---------+---------+------+---------+------------------+
 *   | CRC-32C | n       | number  | type | zeros   | payload, n bytes |   the CRC covers all that follows it
 *   +---------+---------+---------+------+---------+------------------+
 *
 *  Payload, by type
 *
 *   head        magic, format version (int), store id (16 bytes), position
 *   part        length of its name (1 byte), name, a piece of the part
 *   components  position at which they were captured, first handle, first handle after them (ints), their images
 *   end         position at which the parts that follow readings were captured
 * </pre>
 */
final class CheckpointLayout {

    /** Says that a file is a checkpoint: "TIDECKPT". */
    static final long MAGIC = 0x54504B4345444954L;

    static final int FORMAT_VERSION = 1;
    static final int FRAME_HEADER_BYTES = 16;
    static final int HEAD_BYTES = 8 + 4 + 16 + 8;
    static final int COMPONENTS_HEAD_BYTES = 8 + 4 + 4;

    static final byte TYPE_HEAD = 1;
    static final byte TYPE_PART = 2;
    static final byte TYPE_COMPONENTS = 3;
    static final byte TYPE_END = 4;

    private static final String NAME_PREFIX = "checkpoint-";
    private static final int NAME_DIGITS = 20;

    private CheckpointLayout() {}

    static String name(long position) {
        return NAME_PREFIX + String.format("%0" + NAME_DIGITS + "d", position);
    }

    static boolean isName(String name) {
        return name.matches(NAME_PREFIX + "[0-9]{" + NAME_DIGITS + "}");
    }

    static long position(String name) {
        return Long.parseLong(name.substring(NAME_PREFIX.length()));
    }

    /** The header of a frame, ready to be written; its payload is a head and a rest. */
    static ByteBuffer header(byte type, int number, byte[] head, ByteBuffer rest) {
        ByteBuffer header = ByteBuffer.allocate(FRAME_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(4, head.length + rest.remaining()).putInt(8, number).put(12, type);
        CRC32C crc = new CRC32C();
        crc.update(header.array(), Integer.BYTES, FRAME_HEADER_BYTES - Integer.BYTES);
        crc.update(head);
        crc.update(rest.duplicate());
        return header.putInt(0, (int) crc.getValue());
    }

    static int crc(byte[] header, ByteBuffer payload) {
        CRC32C crc = new CRC32C();
        crc.update(header, Integer.BYTES, FRAME_HEADER_BYTES - Integer.BYTES);
        crc.update(payload.duplicate());
        return (int) crc.getValue();
    }
}
