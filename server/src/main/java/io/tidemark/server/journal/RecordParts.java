package io.tidemark.server.journal;

/**
 * Where the payload of one record lies, when it lies in several places: parts of arrays, in order. Used again for the next
 * record, so that gathering one makes no objects. One thread at a time; the arrays belong to whoever added them and must stay
 * as they are until the record is written.
 */
public final class RecordParts {

    private final byte[][] arrays;
    private final int[] offsets;
    private final int[] lengths;
    private int count;
    private long bytes;

    /** No parts yet, and room for so many. */
    public RecordParts(int partsMax) {
        arrays = new byte[partsMax][];
        offsets = new int[partsMax];
        lengths = new int[partsMax];
    }

    /** Takes all parts out. */
    public void clear() {
        count = 0;
        bytes = 0;
    }

    /**
     * Adds a part behind the last one.
     *
     * @throws IllegalArgumentException if it does not lie within the array
     * @throws IndexOutOfBoundsException if there is room for no more
     */
    public void add(byte[] array, int offset, int length) {
        if (offset < 0 || length < 0 || length > array.length - offset) {
            throw new IllegalArgumentException("offset " + offset + " and length " + length
                    + " do not lie within the array of " + array.length + " bytes");
        }
        arrays[count] = array;
        offsets[count] = offset;
        lengths[count++] = length;
        bytes += length;
    }

    /** Length of all parts together, bytes. */
    public long bytes() {
        return bytes;
    }

    int count() {
        return count;
    }

    byte[] array(int part) {
        return arrays[part];
    }

    int offset(int part) {
        return offsets[part];
    }

    int length(int part) {
        return lengths[part];
    }
}
