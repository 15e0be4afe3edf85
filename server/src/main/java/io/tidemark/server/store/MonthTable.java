package io.tidemark.server.store;

import java.util.Arrays;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * One month of the store: where each component's block lies.
 *
 * <p>Mutated by the writer thread under the state's write lock; read under its read lock.
 */
final class MonthTable implements AutoCloseable {

    final int month;
    final long startMillis;
    final long endMillis;
    private final StoreBudget budget;
    private final Int2ObjectHashMap<BlockArena> arenas = new Int2ObjectHashMap<>();
    private final Int2ObjectHashMap<BlockArena> conditionArenas = new Int2ObjectHashMap<>();
    private final Int2ObjectHashMap<BlockArena> valueArenas = new Int2ObjectHashMap<>();
    private long[] blocks;
    private long[] values;
    private long[] conditions = {};

    MonthTable(int month, int handles, StoreBudget budget) {
        this.month = month;
        this.startMillis = Months.startMillis(month);
        this.endMillis = Months.startMillis(month + 1);
        this.budget = budget;
        this.blocks = new long[handles];
        this.values = new long[handles];
    }

    /** Makes room for handles below the given number. */
    void ensureHandles(int handles) {
        if (blocks.length < handles) {
            int capacity = Math.max(handles, blocks.length + (blocks.length >> 1));
            values = Arrays.copyOf(values, capacity);
            blocks = Arrays.copyOf(blocks, capacity);
        }
    }

    /**
     * Address of each component's block by handle, with flags in its low bits; 0 where there is none. The array is
     * replaced when it grows: take it anew after an allocation.
     */
    long[] blocks() {
        return blocks;
    }

    /** The component's block with its flags; 0 when it has none in this month. */
    long block(int handle) {
        long[] now = blocks;
        return handle < now.length ? now[handle] : 0L;
    }

    /** Address of each interval component's values by handle; means something where there is a block. */
    long[] values() {
        return values;
    }

    /** Address of an interval component's values. */
    long values(int handle) {
        return values[handle];
    }

    /** Makes the blocks of an interval component; the address of its presence. */
    long allocateInterval(int handle, int slots, long expectedEntries) {
        int bytes = IntervalBlock.presenceBytes(slots);
        ensureHandles(handle + 1);
        values[handle] = valueArenas
                .computeIfAbsent(IntervalBlock.valueBytes(slots), size -> new BlockArena(size, 0, budget))
                .allocate(handle, expectedEntries);
        long address = arenas.computeIfAbsent(bytes, size -> new BlockArena(size, size, budget))
                .allocate(handle, expectedEntries);
        blocks[handle] = address;
        return address;
    }

    /** Makes or enlarges the block of a scalar component. */
    long allocateScalar(int handle, int capacity, long expectedEntries) {
        long old = block(handle);
        int bytes = ScalarBlock.blockBytes(capacity);
        BlockArena arena =
                arenas.computeIfAbsent(bytes, size -> new BlockArena(size, ScalarBlock.HEADER_BYTES, budget));
        ensureHandles(handle + 1);
        long address = arena.allocate(handle, old == 0 ? expectedEntries : 0);
        ScalarBlock.format(address, capacity);
        if (old != 0) {
            int oldBytes = ScalarBlock.blockBytes(ScalarBlock.capacity(old));
            ScalarBlock.copy(old, address);
            arenas.get(oldBytes).free(handle);
        }
        blocks[handle] = address;
        return address;
    }

    /** Gives an interval component a column of condition codes; the caller fills it. */
    long allocateConditions(int handle, int slots) {
        if (conditions.length <= handle) {
            conditions = Arrays.copyOf(conditions, Math.max(handle + 1, blocks.length));
        }
        int bytes = slots * Integer.BYTES;
        long address = conditionArenas
                .computeIfAbsent(bytes, size -> new BlockArena(size, 0, budget))
                .allocate(handle, 0);
        conditions[handle] = address;
        blocks[handle] |= IntervalBlock.HAS_CONDITIONS;
        return address;
    }

    /** Gives the block of an interval component back, with its condition codes. */
    void freeInterval(int handle, int slots) {
        if (IntervalBlock.hasConditions(blocks[handle])) {
            conditionArenas.get(slots * Integer.BYTES).free(handle);
            conditions[handle] = 0L;
        }
        valueArenas.get(IntervalBlock.valueBytes(slots)).free(handle);
        values[handle] = 0L;
        arenas.get(IntervalBlock.presenceBytes(slots)).free(handle);
        blocks[handle] = 0L;
    }

    /** Gives the block of a scalar component back. */
    void freeScalar(int handle) {
        arenas.get(ScalarBlock.blockBytes(ScalarBlock.capacity(blocks[handle]))).free(handle);
        blocks[handle] = 0L;
    }

    /** Address of the component's condition codes; only where its block says that it has some. */
    long conditions(int handle) {
        return conditions[handle];
    }

    /** Gives all memory back. */
    @Override
    public void close() {
        arenas.values().forEach(BlockArena::close);
        valueArenas.values().forEach(BlockArena::close);
        conditionArenas.values().forEach(BlockArena::close);
        arenas.clear();
        valueArenas.clear();
        conditionArenas.clear();
        Arrays.fill(blocks, 0L);
    }
}
