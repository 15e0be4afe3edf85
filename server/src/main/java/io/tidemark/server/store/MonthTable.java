package io.tidemark.server.store;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
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
    /** By slots of the month; also looked at by threads without the lock. */
    private final ConcurrentHashMap<Integer, LaneArena> laneArenas = new ConcurrentHashMap<>();

    private long[] blocks;
    private long[] conditions = {};
    private boolean isClosed;

    MonthTable(int month, int handles, StoreBudget budget) {
        this.month = month;
        this.startMillis = Months.startMillis(month);
        this.endMillis = Months.startMillis(month + 1);
        this.budget = budget;
        this.blocks = new long[handles];
    }

    /** Makes room for handles below the given number. */
    void ensureHandles(int handles) {
        if (blocks.length < handles) {
            blocks = Arrays.copyOf(blocks, Math.max(handles, blocks.length + (blocks.length >> 1)));
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

    /** Gives an interval component a lane; its block. */
    long allocateInterval(int handle, int slots, long expectedEntries) {
        ensureHandles(handle + 1);
        long block = laneArenas
                .computeIfAbsent(slots, size -> new LaneArena(size, budget))
                .allocate(expectedEntries);
        blocks[handle] = block;
        return block;
    }

    /** Opens blocks for so many more interval components. Writer thread, without the lock: nobody sees them yet. */
    void openAhead(int slots, long lanes, long expectedLanes) {
        laneArenas.computeIfAbsent(slots, size -> new LaneArena(size, budget)).openAhead(lanes, expectedLanes);
    }

    /** Gives blocks that were opened ahead and not used back. Writer thread, without the lock. */
    void giveBackUnused(int slots) {
        laneArenas.get(slots).giveBackUnused();
    }

    /** What so many more interval components take from the budget. Any thread, without the lock. */
    long bytesForLanes(int slots, long lanes) {
        LaneArena arena = laneArenas.get(slots);
        return arena == null ? LaneArena.bytesForFirst(lanes, slots) : arena.bytesFor(lanes);
    }

    /** Makes or enlarges the block of a scalar component. */
    long allocateScalar(int handle, int capacity, long expectedEntries) {
        long old = block(handle);
        int bytes = ScalarBlock.blockBytes(capacity);
        BlockArena arena = arenas.computeIfAbsent(
                bytes, size -> new BlockArena(size, ScalarBlock.HEADER_BYTES, BlockArena.ALIGNMENT, budget));
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
                .computeIfAbsent(bytes, size -> new BlockArena(size, 0, BlockArena.ALIGNMENT, budget))
                .allocate(handle, 0);
        conditions[handle] = address;
        blocks[handle] |= IntervalBlock.HAS_CONDITIONS;
        return address;
    }

    /** Gives the lane of an interval component without any reading back, with its condition codes. */
    void freeInterval(int handle, int slots) {
        if (IntervalBlock.hasConditions(blocks[handle])) {
            conditionArenas.get(slots * Integer.BYTES).free(handle);
            conditions[handle] = 0L;
        }
        laneArenas.get(slots).free(blocks[handle]);
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

    /** Whether its memory has not been given back. */
    boolean isOpen() {
        return !isClosed;
    }

    /** Gives all memory back. */
    @Override
    public void close() {
        isClosed = true;
        arenas.values().forEach(BlockArena::close);
        laneArenas.values().forEach(LaneArena::close);
        conditionArenas.values().forEach(BlockArena::close);
        arenas.clear();
        laneArenas.clear();
        conditionArenas.clear();
        Arrays.fill(blocks, 0L);
    }
}
