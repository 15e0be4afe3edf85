package io.tidemark.server.estimation;

import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.LongArrayList;

/** Numbers of things by the handle of their component, ascending. Adding the highest is cheap. */
final class KeptByHandle {

    private static final long[] NONE = {};

    private final Int2ObjectHashMap<LongArrayList> numbers = new Int2ObjectHashMap<>();

    boolean isEmpty() {
        return numbers.isEmpty();
    }

    boolean has(int handle) {
        return numbers.containsKey(handle);
    }

    /** The numbers of a component, copied. */
    long[] of(int handle) {
        LongArrayList found = numbers.get(handle);
        return found == null ? NONE : found.toLongArray();
    }

    /** Adds a number, unless it is there. */
    void add(int handle, long number) {
        LongArrayList list = numbers.get(handle);
        if (list == null) {
            list = new LongArrayList(1, Long.MIN_VALUE);
            numbers.put(handle, list);
        }
        int at = indexOf(list, number);
        if (at < 0) {
            list.addLong(-at - 1, number);
        }
    }

    /** Removes a number, if it is there. */
    void remove(int handle, long number) {
        LongArrayList list = numbers.get(handle);
        if (list == null) {
            return;
        }
        int at = indexOf(list, number);
        if (at >= 0) {
            list.removeAt(at);
            if (list.isEmpty()) {
                numbers.remove(handle);
            }
        }
    }

    private static int indexOf(LongArrayList ascending, long number) {
        int low = 0;
        int high = ascending.size() - 1;
        if (high >= 0 && ascending.getLong(high) < number) {
            return -high - 2;
        }
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long there = ascending.getLong(middle);
            if (there == number) {
                return middle;
            }
            if (there < number) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
