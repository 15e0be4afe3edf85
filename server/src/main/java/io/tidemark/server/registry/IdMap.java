package io.tidemark.server.registry;

import java.util.function.Function;

/**
 * Values by an id that they carry themselves: an open-addressed table, at most two thirds full, with linear probing. Beside
 * each value stands the hash of its id, so that a value is only looked into when it is most likely the right one: a million
 * values lie far apart in memory. Ids that count up have hash codes that lie side by side, so the hash is mixed well.
 *
 * <p>Looking up changes nothing, so several readers may do it at once.
 *
 * @param <E> the values
 */
final class IdMap<E> {

    private static final int FIRST_SLOTS = 64;

    private final Function<E, String> idOf;
    private Object[] slots = new Object[FIRST_SLOTS];
    private int[] hashes = new int[FIRST_SLOTS];
    private int size;

    /**
     * Makes an empty map.
     *
     * @param idOf the id that a value carries; it must not change while the value is in the map
     */
    IdMap(Function<E, String> idOf) {
        this.idOf = idOf;
    }

    /** How many values there are. */
    int size() {
        return size;
    }

    /** The value with an id; null when there is none. */
    E get(String id) {
        return at(slotOf(id, mixed(id.hashCode())));
    }

    /** Puts a value in, in place of the one with the same id where there is one. */
    void put(E value) {
        String id = idOf.apply(value);
        int hash = mixed(id.hashCode());
        int slot = slotOf(id, hash);
        if (slots[slot] == null) {
            if ((size + 1) * 3L > slots.length * 2L) {
                grow();
                slot = freeSlot(hash);
            }
            size++;
        }
        slots[slot] = value;
        hashes[slot] = hash;
    }

    /** Takes the value with an id out, and moves those behind it up, so that no tombstone is left. */
    void remove(String id) {
        int mask = slots.length - 1;
        int hole = slotOf(id, mixed(id.hashCode()));
        if (slots[hole] == null) {
            throw new IllegalStateException("\"" + id + "\" is not in the map");
        }
        for (int slot = (hole + 1) & mask; slots[slot] != null; slot = (slot + 1) & mask) {
            if (((slot - hashes[slot]) & mask) >= ((slot - hole) & mask)) {
                slots[hole] = slots[slot];
                hashes[hole] = hashes[slot];
                hole = slot;
            }
        }
        slots[hole] = null;
        size--;
    }

    /** The slot that holds an id, or else the free one in which it would go. */
    private int slotOf(String id, int hash) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != null
                && (hashes[slot] != hash || !idOf.apply(at(slot)).equals(id))) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int freeSlot(int hash) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != null) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        Object[] oldSlots = slots;
        int[] oldHashes = hashes;
        slots = new Object[oldSlots.length * 2];
        hashes = new int[slots.length];
        for (int old = 0; old < oldSlots.length; old++) {
            if (oldSlots[old] != null) {
                int slot = freeSlot(oldHashes[old]);
                slots[slot] = oldSlots[old];
                hashes[slot] = oldHashes[old];
            }
        }
    }

    @SuppressWarnings("unchecked") // Only put() fills slots.
    private E at(int slot) {
        return (E) slots[slot];
    }

    /** Spreads every bit of a hash code over all bits: the finaliser of MurmurHash3. */
    static int mixed(int hashCode) {
        int hash = hashCode;
        hash ^= hash >>> 16;
        hash *= 0x85EBCA6B;
        hash ^= hash >>> 13;
        hash *= 0xC2B2AE35;
        return hash ^ hash >>> 16;
    }
}
