package io.tidemark.server.store;

import io.tidemark.server.step.Step;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.bytes.RandomDataInput;
import net.openhft.chronicle.bytes.RandomDataOutput;
import net.openhft.chronicle.hash.Data;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import net.openhft.chronicle.map.MapEntry;

/**
 * Blocks of one size for one month, as the values of off-heap Chronicle maps keyed by handle.
 *
 * <p>Each map is sized once. When it is full the next one is opened, so that capacity grows without a restart and no
 * block ever moves. Writer thread only, but for {@link #bytesEach()}.
 */
final class BlockArena implements AutoCloseable {

    /** Alignment of a block unless it asks for more, bytes: one cache line. */
    static final int ALIGNMENT = 64;

    /** What an entry costs beside its block and the alignment: key and hash slot. Measured, rounded up. */
    private static final int ENTRY_OVERHEAD_BYTES = 64;

    private static final long ENTRIES_MIN = 64;
    private static final long MAP_BYTES_MAX = 8L << 30;

    private final int blockBytes;
    private final int alignment;
    private final StoreBudget budget;
    private final FreshBlock fresh;
    private final List<Generation> generations = new ArrayList<>(1);

    /**
     * An arena without any map yet.
     *
     * @param blockBytes size of a block
     * @param zeroedBytes how many of its first bytes are zero when it is made; the rest is whatever memory held
     * @param alignment of which every address is a multiple: a power of two, {@link #ALIGNMENT} or more
     */
    BlockArena(int blockBytes, int zeroedBytes, int alignment, StoreBudget budget) {
        this.blockBytes = blockBytes;
        this.alignment = alignment;
        this.budget = budget;
        this.fresh = new FreshBlock(blockBytes, zeroedBytes);
    }

    /** What one block of the usual alignment takes from the budget. */
    static long bytesEach(int blockBytes) {
        return (long) blockBytes + ALIGNMENT + ENTRY_OVERHEAD_BYTES;
    }

    /** What one block of this arena takes from the budget. Any thread. */
    long bytesEach() {
        return (long) blockBytes + alignment + ENTRY_OVERHEAD_BYTES;
    }

    /**
     * Makes a block.
     *
     * @param handle its component, which has no block here yet
     * @param expectedEntries how many components may come to have one: the size of a map that has to be opened
     * @return its address, a multiple of the alignment
     */
    long allocate(int handle, long expectedEntries) {
        Generation generation = withRoom();
        if (generation == null) {
            generation = open(expectedEntries);
        }
        long address = generation.insert(handle, fresh);
        budget.use(bytesEach());
        return address;
    }

    /** Gives a block back; its address is void. */
    void free(int handle) {
        for (Generation generation : generations) {
            if (generation.remove(handle)) {
                budget.free(bytesEach());
                return;
            }
        }
    }

    /** A map with room, the youngest first; null when all are full. */
    private Generation withRoom() {
        for (int i = generations.size() - 1; i >= 0; i--) {
            if (generations.get(i).used < generations.get(i).capacity) {
                return generations.get(i);
            }
        }
        return null;
    }

    private Generation open(long expectedEntries) {
        long used = 0;
        for (Generation generation : generations) {
            used += generation.capacity;
        }
        long wanted = Math.max(ENTRIES_MIN, Math.max(expectedEntries - used, used / 2));
        long capacity = Math.max(1, Math.min(wanted, MAP_BYTES_MAX / bytesEach()));
        budget.steps().reached(Step.BEFORE_MAP);
        Generation generation = new Generation(capacity, blockBytes, alignment);
        generations.add(generation);
        budget.steps().reached(Step.AFTER_MAP);
        return generation;
    }

    /** Gives all memory back; every address is void. */
    @Override
    public void close() {
        for (Generation generation : generations) {
            budget.free(generation.used * bytesEach());
            generation.map.close();
        }
        generations.clear();
    }

    /** One map. */
    private static final class Generation {

        final ChronicleMap<Integer, byte[]> map;
        final long capacity;
        final int alignment;
        long used;

        Generation(long capacity, int blockBytes, int alignment) {
            this.capacity = capacity;
            this.alignment = alignment;
            this.map = ChronicleMap.of(Integer.class, byte[].class)
                    .name("blocks")
                    .constantValueSizeBySample(new byte[blockBytes])
                    .entries(capacity)
                    .actualSegments(1)
                    .entryAndValueOffsetAlignment(alignment)
                    .checksumEntries(false)
                    .skipCloseOnExitHook(true)
                    .create();
        }

        long insert(int handle, FreshBlock fresh) {
            try (ExternalMapQueryContext<Integer, byte[], ?> query = map.queryContext(handle)) {
                query.updateLock().lock();
                query.insert(query.absentEntry(), fresh);
                Data<byte[]> value = query.entry().value();
                long address = value.bytes().addressForRead(value.offset());
                if ((address & (alignment - 1)) != 0) {
                    throw new IllegalStateException(
                            "a block lies at " + address + ", not on a multiple of " + alignment);
                }
                used++;
                return address;
            }
        }

        boolean remove(int handle) {
            try (ExternalMapQueryContext<Integer, byte[], ?> query = map.queryContext(handle)) {
                query.updateLock().lock();
                MapEntry<Integer, byte[]> entry = query.entry();
                if (entry == null) {
                    return false;
                }
                query.remove(entry);
                used--;
                return true;
            }
        }
    }

    /**
     * The value of a new entry: zeros at its beginning, and nothing written to the rest, so that memory is touched only
     * where readings lie.
     */
    private static final class FreshBlock implements Data<byte[]> {

        private final int bytes;
        private final int zeroedBytes;

        FreshBlock(int bytes, int zeroedBytes) {
            this.bytes = bytes;
            this.zeroedBytes = (zeroedBytes + 7) & ~7;
        }

        @Override
        public long size() {
            return bytes;
        }

        @Override
        public long offset() {
            return 0;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public void writeTo(RandomDataOutput target, long targetOffset) {
            for (int i = 0; i < zeroedBytes; i += 8) {
                target.writeLong(targetOffset + i, 0L);
            }
        }

        @Override
        public RandomDataInput bytes() {
            throw new UnsupportedOperationException("a fresh block is written, never read");
        }

        @Override
        public byte[] get() {
            throw new UnsupportedOperationException("a fresh block is written, never read");
        }

        @Override
        public byte[] getUsing(byte[] using) {
            throw new UnsupportedOperationException("a fresh block is written, never read");
        }
    }
}
