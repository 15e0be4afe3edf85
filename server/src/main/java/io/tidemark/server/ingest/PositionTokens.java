package io.tidemark.server.ingest;

import com.google.protobuf.ByteString;
import io.tidemark.server.journal.StoreId;
import io.tidemark.server.refusal.Refusal;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Journal positions as clients see them: opaque, and good for one store only.
 *
 * <pre>
 *   0            8                 12
 *   +------------+-----------------+
 *   | position   | tag of store id |
 *   +------------+-----------------+
 * </pre>
 */
public final class PositionTokens {

    private static final int BYTES = 12;

    private final int tag;

    /** Tokens of a store. */
    public PositionTokens(StoreId storeId) {
        CRC32C crc = new CRC32C();
        crc.update(storeId.toBytes());
        this.tag = (int) crc.getValue();
    }

    /** The token of a position. */
    public ByteString of(long position) {
        return ByteString.copyFrom(
                ByteBuffer.allocate(BYTES).putLong(position).putInt(tag).array());
    }

    /**
     * The position of a token; 0 for an empty one.
     *
     * @throws Refusal when it is not one of this store's
     */
    public long read(ByteString token, String field) {
        if (token.isEmpty()) {
            return 0;
        }
        ByteBuffer bytes = token.asReadOnlyByteBuffer();
        if (token.size() == BYTES) {
            long position = bytes.getLong();
            if (position >= 0 && bytes.getInt() == tag) {
                return position;
            }
        }
        throw Refusal.of(
                        Refusal.Kind.INVALID_ARGUMENT,
                        "FOREIGN_POSITION",
                        field + " is no position of this store: give back, unchanged, the position of one of its append"
                                + " answers, or leave it empty")
                .with("field", field);
    }
}
