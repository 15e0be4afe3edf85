package io.tidemark.server.batch;

/**
 * Walks over the fields of one protobuf message without parsing what lies in them. Stops, not well ended, at anything it
 * does not know or that runs past the end; the stock parser then has its say. Used again for
 * the next message.
 */
final class WireCursor {

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BLOCK = 2;
    private static final int FIXED_32 = 5;

    private byte[] bytes;
    private int end;
    private int at;
    private boolean isBroken;
    private int field;
    private int wireType;
    private long varint;
    private int blockLength;

    /** Begins anew, before the first field of a message. */
    void start(byte[] message, int offset, int length) {
        bytes = message;
        at = offset;
        end = offset + length;
        isBroken = false;
    }

    /** Goes to the next field; false at the end or where the bytes make no sense. */
    boolean next() {
        if (isBroken || at == end) {
            return false;
        }
        long tag = readVarint();
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        if (isBroken || tag >>> 3 > 15 || field == 0) {
            return broken();
        }
        switch (wireType) {
            case VARINT -> varint = readVarint();
            case FIXED_64 -> skip(8);
            case FIXED_32 -> skip(4);
            case BLOCK -> {
                long length = readVarint();
                if (isBroken || length < 0 || length > end - at) {
                    return broken();
                }
                blockLength = (int) length;
                at += blockLength;
            }
            default -> isBroken = true;
        }
        return !isBroken;
    }

    /** Whether every byte was taken. */
    boolean endedWell() {
        return !isBroken && at == end;
    }

    /** Number of the field, 1 to 15. */
    int field() {
        return field;
    }

    boolean isVarint() {
        return wireType == VARINT;
    }

    long varint() {
        return varint;
    }

    boolean isBlock() {
        return wireType == BLOCK;
    }

    int blockLength() {
        return blockLength;
    }

    int blockAt() {
        return at - blockLength;
    }

    boolean isFixed64() {
        return wireType == FIXED_64;
    }

    int fixed64At() {
        return at - 8;
    }

    boolean isFixed32() {
        return wireType == FIXED_32;
    }

    int fixed32At() {
        return at - 4;
    }

    private void skip(int length) {
        if (length > end - at) {
            isBroken = true;
        } else {
            at += length;
        }
    }

    private boolean broken() {
        isBroken = true;
        return false;
    }

    private long readVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at == end) {
                isBroken = true;
                return 0;
            }
            byte next = bytes[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        isBroken = true;
        return 0;
    }
}
