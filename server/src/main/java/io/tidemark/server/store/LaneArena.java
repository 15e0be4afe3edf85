package io.tidemark.server.store;

import java.util.ArrayDeque;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Lanes for the interval components of one month and one number of slots. The first few blocks are narrow, the others wide,
 * so that neither a few components nor many hold much memory without readings. Lanes are given one after the other, that
 * is, in the order in which components first have readings in the month: the order in which their head-end sends them. A lane that was given back goes to the next
 * component that comes, and a block without any component gives its memory back.
 *
 * <p>Writer thread only, but for {@link #bytesFor}.
 */
final class LaneArena implements AutoCloseable {

    /** Narrow blocks before the first wide one: together they have as many lanes. */
    private static final int NARROW_BLOCKS_MAX = IntervalBlock.WIDE_LANES / IntervalBlock.NARROW_LANES;

    /** A block: whose it is, its key there, and which of its lanes are taken. */
    private static final class Shared {

        final boolean isWide;
        final int key;
        final long address;
        long taken;

        Shared(boolean isWide, int key, long address) {
            this.isWide = isWide;
            this.key = key;
            this.address = address;
        }

        int lanes() {
            return isWide ? IntervalBlock.WIDE_LANES : IntervalBlock.NARROW_LANES;
        }

        boolean isFull() {
            return Long.bitCount(taken) == lanes();
        }
    }

    private final BlockArena narrow;
    private final BlockArena wide;
    private final Long2ObjectHashMap<Shared> byAddress = new Long2ObjectHashMap<>();
    private final ArrayDeque<Shared> withRoom = new ArrayDeque<>();
    private int nextKey;
    private volatile int narrowBlocks;
    private volatile int freeLanes;

    /** An arena without any block yet. */
    LaneArena(int slots, StoreBudget budget) {
        this.narrow = arena(slots, false, budget);
        this.wide = arena(slots, true, budget);
    }

    private static BlockArena arena(int slots, boolean isWide, StoreBudget budget) {
        int rowBytes = IntervalBlock.rowBytes(isWide);
        int presenceRows = IntervalBlock.presenceRows(slots);
        return new BlockArena((presenceRows + slots) * rowBytes, presenceRows * rowBytes, rowBytes, budget);
    }

    /**
     * Gives a lane without any reading.
     *
     * @param expectedLanes how many components may come to have one
     * @return the lane's block: its address with {@link IntervalBlock#WIDE} or without
     */
    long allocate(long expectedLanes) {
        Shared shared = withRoom.peek();
        if (shared == null) {
            shared = open(expectedLanes);
        }
        int lane = Long.numberOfTrailingZeros(~shared.taken);
        shared.taken |= 1L << lane;
        freeLanes--;
        if (shared.isFull()) {
            withRoom.poll();
        }
        return shared.address + (long) lane * Long.BYTES | (shared.isWide ? IntervalBlock.WIDE : 0);
    }

    /** Opens blocks until so many components can be given a lane without opening one. */
    void openAhead(long lanes, long expectedLanes) {
        while (freeLanes < lanes) {
            open(expectedLanes);
        }
    }

    /** Gives blocks that were opened ahead and of which no lane was taken back. */
    void giveBackUnused() {
        withRoom.removeIf(shared -> {
            if (shared.taken == 0) {
                giveBack(shared);
            }
            return shared.taken == 0;
        });
    }

    private Shared open(long expectedLanes) {
        boolean isWide = narrowBlocks == NARROW_BLOCKS_MAX;
        int key = nextKey++;
        long address = isWide
                ? wide.allocate(key, expectedLanes / IntervalBlock.WIDE_LANES + 1)
                : narrow.allocate(key, NARROW_BLOCKS_MAX);
        narrowBlocks += isWide ? 0 : 1;
        Shared shared = new Shared(isWide, key, address);
        byAddress.put(address, shared);
        withRoom.add(shared);
        freeLanes += shared.lanes();
        return shared;
    }

    /** Takes a lane back, all of whose presence bits are clear; its address is void. */
    void free(long block) {
        long address = IntervalBlock.addressOf(block);
        Shared shared = byAddress.get(address & -(1L << IntervalBlock.rowShift(block)));
        if (shared.isFull()) {
            withRoom.add(shared);
        }
        shared.taken &= ~(1L << ((address - shared.address) / Long.BYTES));
        freeLanes++;
        if (shared.taken == 0) {
            withRoom.remove(shared);
            giveBack(shared);
        }
    }

    private void giveBack(Shared shared) {
        byAddress.remove(shared.address);
        (shared.isWide ? wide : narrow).free(shared.key);
        narrowBlocks -= shared.isWide ? 0 : 1;
        freeLanes -= shared.lanes();
    }

    /** What so many more components take from the budget. Any thread; may be a moment old. */
    long bytesFor(long lanes) {
        return bytesFor(lanes - freeLanes, NARROW_BLOCKS_MAX - narrowBlocks, narrow.bytesEach(), wide.bytesEach());
    }

    /** What the first so many components of a month take. */
    static long bytesForFirst(long lanes, int slots) {
        return bytesFor(
                lanes,
                NARROW_BLOCKS_MAX,
                arena(slots, false, null).bytesEach(),
                arena(slots, true, null).bytesEach());
    }

    private static long bytesFor(long lanes, int narrowLeft, long narrowBytes, long wideBytes) {
        long left = Math.max(0, lanes);
        long narrowMade = Math.min(narrowLeft, blocks(left, IntervalBlock.NARROW_LANES));
        left = Math.max(0, left - narrowMade * IntervalBlock.NARROW_LANES);
        return narrowMade * narrowBytes + blocks(left, IntervalBlock.WIDE_LANES) * wideBytes;
    }

    private static long blocks(long lanes, int lanesEach) {
        return (lanes + lanesEach - 1) / lanesEach;
    }

    /** Gives all memory back; every address is void. */
    @Override
    public void close() {
        narrow.close();
        wide.close();
        byAddress.clear();
        withRoom.clear();
    }
}
