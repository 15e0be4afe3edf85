package io.tidemark.server.shard;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** How far each head-end has come: the last sequence applied. Guarded by the state's lock. */
public final class Writers {

    /** Most writers a store remembers. */
    public static final int WRITERS_MAX = 1_000_000;

    private final Map<String, Long> lastSequence = new HashMap<>();

    /** The last sequence of a writer that was applied; 0 when it never wrote. */
    public long lastSequence(String writerId) {
        return lastSequence.getOrDefault(writerId, 0L);
    }

    /** Whether one more writer fits. */
    public boolean hasRoomFor(String writerId) {
        return lastSequence.size() < WRITERS_MAX || lastSequence.containsKey(writerId);
    }

    void advance(String writerId, long sequence) {
        lastSequence.put(writerId, sequence);
    }

    /** Shows every writer; for a checkpoint. */
    public void forEach(BiConsumer<String, Long> visitor) {
        lastSequence.forEach(visitor);
    }
}
