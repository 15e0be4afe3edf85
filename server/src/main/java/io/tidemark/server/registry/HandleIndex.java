package io.tidemark.server.registry;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Handles by id: an open-addressed table of 4 bytes a slot, at most two thirds full, with linear probing. The ids
 * themselves stay in the column of the component table.
 */
final class HandleIndex {

    private static final int FIRST_SLOTS = 2_048;

    private final IntFunction<String> idOf;
    private int[] slots = new int[FIRST_SLOTS];
    private int size;

    /**
     * Makes an empty index.
     *
     * @param idOf the id of a handle that is in the index
     */
    HandleIndex(IntFunction<String> idOf) {
        this.idOf = idOf;
    }

    /** The handle of an id, 0 when it is not there. */
    int get(String id) {
        int mask = slots.length - 1;
        for (int slot = spread(id) & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            if (idOf.apply(slots[slot]).equals(id)) {
                return slots[slot];
            }
        }
        return 0;
    }

    /** Puts in a handle whose id is not there yet. */
    void put(int handle) {
        if ((size + 1) * 3L > slots.length * 2L) {
            grow();
        }
        place(handle);
        size++;
    }

    /** Takes out a handle that is there, and moves those behind it up, so that no tombstone is left. */
    void remove(int handle) {
        int mask = slots.length - 1;
        int hole = spread(idOf.apply(handle)) & mask;
        while (slots[hole] != handle) {
            if (slots[hole] == 0) {
                throw new IllegalStateException("handle " + handle + " is not in the index");
            }
            hole = (hole + 1) & mask;
        }
        for (int slot = (hole + 1) & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            int home = spread(idOf.apply(slots[slot])) & mask;
            if (((slot - home) & mask) >= ((slot - hole) & mask)) {
                slots[hole] = slots[slot];
                hole = slot;
            }
        }
        slots[hole] = 0;
        size--;
    }

    private void place(int handle) {
        int mask = slots.length - 1;
        int slot = spread(idOf.apply(handle)) & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = handle;
    }

    private void grow() {
        int[] old = slots;
        slots = new int[old.length * 2];
        Arrays.stream(old).filter(handle -> handle != 0).forEach(this::place);
    }

    /** Spreads the string's own hash, whose low bits are regular for ids that count. */
    private static int spread(String id) {
        int hash = id.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }
}
