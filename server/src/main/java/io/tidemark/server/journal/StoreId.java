package io.tidemark.server.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;

/**
 * The random id a data directory is born with. Every segment carries it, so that a file of another store is not taken
 * for one of this.
 *
 * @param high upper 64 bits
 * @param low lower 64 bits
 */
public record StoreId(long high, long low) {

    /** Bytes of the stored form. */
    public static final int BYTES = 16;

    /** The id of no store. */
    static final StoreId NONE = new StoreId(0, 0);

    /** A new id. */
    public static StoreId random(RandomGenerator random) {
        return new StoreId(random.nextLong(), random.nextLong());
    }

    /** The stored form. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(high)
                .putLong(low)
                .array();
    }

    /** The id of a stored form of {@link #BYTES} bytes. */
    public static StoreId fromBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return new StoreId(buffer.getLong(), buffer.getLong());
    }

    /** A short form, for each record to carry. */
    int tag() {
        CRC32C crc = new CRC32C();
        crc.update(toBytes());
        return (int) crc.getValue();
    }

    /** The id as 32 hexadecimal digits. */
    @Override
    public String toString() {
        return String.format("%016x%016x", high, low);
    }
}
