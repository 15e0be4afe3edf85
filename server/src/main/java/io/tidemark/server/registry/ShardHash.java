package io.tidemark.server.registry;

import java.nio.charset.StandardCharsets;

/**
 * Which shard a component belongs to: the 32-bit MurmurHash2 of its id in UTF-8, as Kafka's default partitioner computes it
 * (seed 0x9747b28c, little-endian), in the low bits.
 */
public final class ShardHash {

    private static final int SEED = 0x9747b28c;
    private static final int M = 0x5bd1e995;
    private static final int R = 24;

    private ShardHash() {}

    /**
     * The shard of a component.
     *
     * @param shards number of shards, a power of two
     */
    public static int shardOf(String id, int shards) {
        if (Integer.bitCount(shards) != 1) {
            throw new IllegalArgumentException(shards + " shards: the number must be a power of two");
        }
        return murmur2(id.getBytes(StandardCharsets.UTF_8)) & (shards - 1);
    }

    /** MurmurHash2 of some bytes. */
    static int murmur2(byte[] data) {
        int hash = SEED ^ data.length;
        int words = data.length / 4;
        for (int i = 0; i < words; i++) {
            int at = i * 4;
            int k = (data[at] & 0xff)
                    | (data[at + 1] & 0xff) << 8
                    | (data[at + 2] & 0xff) << 16
                    | (data[at + 3] & 0xff) << 24;
            k *= M;
            k ^= k >>> R;
            k *= M;
            hash = hash * M ^ k;
        }
        int tail = words * 4;
        for (int i = data.length - 1; i >= tail; i--) {
            hash ^= (data[i] & 0xff) << (8 * (i - tail));
        }
        if (tail < data.length) {
            hash *= M;
        }
        hash ^= hash >>> 13;
        hash *= M;
        return hash ^ hash >>> 15;
    }
}
