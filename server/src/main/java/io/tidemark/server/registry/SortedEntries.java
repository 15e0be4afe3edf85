package io.tidemark.server.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The entries of one kind in order of id, for lists. Changes cost nothing: what was added is sorted in when a list is asked
 * for next, and what was deleted is passed over until it is half of all.
 *
 * <p>Additions and removals come from the writer thread. Several readers may ask at once.
 *
 * @param <E> the entries
 */
final class SortedEntries<E extends Entry<?>> {

    private static final Comparator<Entry<?>> BY_ID = Comparator.comparing(entry -> entry.value.id());

    private final List<E> added = new ArrayList<>();
    private Entry<?>[] sorted = {};
    private int goneCount;

    void add(E entry) {
        added.add(entry);
    }

    void countGone() {
        goneCount++;
    }

    /**
     * All entries in order of id, deleted ones among them. The array is never changed afterwards.
     */
    synchronized Entry<?>[] inOrder() {
        if (goneCount > 1_000 && goneCount > sorted.length / 2) {
            sorted = Arrays.stream(sorted).filter(entry -> !entry.isGone).toArray(Entry<?>[]::new);
            goneCount = 0;
        }
        if (!added.isEmpty()) {
            Entry<?>[] more =
                    added.stream().filter(entry -> !entry.isGone).sorted(BY_ID).toArray(Entry<?>[]::new);
            added.clear();
            sorted = merged(sorted, more);
        }
        return sorted;
    }

    /** The first position in an array of {@link #inOrder} whose id lies behind the given one. */
    static int firstAfter(Entry<?>[] inOrder, String id) {
        int low = 0;
        int high = inOrder.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (inOrder[middle].value.id().compareTo(id) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Copies whole stretches of the larger array between the entries of the smaller one. */
    private static Entry<?>[] merged(Entry<?>[] many, Entry<?>[] few) {
        Entry<?>[] all = new Entry<?>[many.length + few.length];
        int taken = 0;
        int filled = 0;
        for (Entry<?> one : few) {
            int upTo = firstAfter(many, one.value.id());
            System.arraycopy(many, taken, all, filled, upTo - taken);
            filled += upTo - taken;
            taken = upTo;
            all[filled++] = one;
        }
        System.arraycopy(many, taken, all, filled, many.length - taken);
        return all;
    }
}
