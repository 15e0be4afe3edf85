package io.tidemark.server.registry;

import java.util.function.IntFunction;

/**
 * Handles by id: an open-addressed table, at most two thirds full, with linear probing. The ids themselves stay in the
 * column of the component table; beside each handle stands the hash of its id, so that hardly ever a wrong id is looked at.
 *
 * <pre>
 *   slots   handle  hash | 0  - | handle  hash | ...        8 bytes a slot; handle 0: free
 * </pre>
 *
 * <p>Looking up changes nothing, so several readers may do it at once.
 */
final class HandleIndex {

    private static final int FIRST_SLOTS = 1_024;

    private final IntFunction<String> idOf;
    private int[] slots = new int[2 * FIRST_SLOTS];
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
        int hash = IdMap.mixed(id.hashCode());
        int mask = slots.length / 2 - 1;
        for (int slot = hash & mask; slots[2 * slot] != 0; slot = (slot + 1) & mask) {
            if (slots[2 * slot + 1] == hash && idOf.apply(slots[2 * slot]).equals(id)) {
                return slots[2 * slot];
            }
        }
        return 0;
    }

    /** Puts in a handle whose id is not there yet. */
    void put(int handle) {
        if ((size + 1) * 3L > slots.length) {
            grow();
        }
        place(handle, IdMap.mixed(idOf.apply(handle).hashCode()));
        size++;
    }

    /** Takes out a handle that is there, and moves those behind it up, so that no tombstone is left. */
    void remove(int handle) {
        int mask = slots.length / 2 - 1;
        int hole = IdMap.mixed(idOf.apply(handle).hashCode()) & mask;
        while (slots[2 * hole] != handle) {
            if (slots[2 * hole] == 0) {
                throw new IllegalStateException("handle " + handle + " is not in the index");
            }
            hole = (hole + 1) & mask;
        }
        for (int slot = (hole + 1) & mask; slots[2 * slot] != 0; slot = (slot + 1) & mask) {
            if (((slot - slots[2 * slot + 1]) & mask) >= ((slot - hole) & mask)) {
                slots[2 * hole] = slots[2 * slot];
                slots[2 * hole + 1] = slots[2 * slot + 1];
                hole = slot;
            }
        }
        slots[2 * hole] = 0;
        size--;
    }

    private void place(int handle, int hash) {
        int mask = slots.length / 2 - 1;
        int slot = hash & mask;
        while (slots[2 * slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[2 * slot] = handle;
        slots[2 * slot + 1] = hash;
    }

    private void grow() {
        int[] old = slots;
        slots = new int[2 * old.length];
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != 0) {
                place(old[i], old[i + 1]);
            }
        }
    }
}
