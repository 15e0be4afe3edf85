package io.tidemark.server.monitoring.record;

import io.tidemark.v1.HandEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** Who entered readings by hand, when and why. Beyond {@link #ENTRIES_MAX} the oldest are forgotten; the journal has them. */
public final class HandEntries {

    /** Entries that are kept to be listed. */
    public static final int ENTRIES_MAX = 100_000;

    private final ArrayDeque<HandEntry> entries = new ArrayDeque<>();

    HandEntries() {}

    void add(HandEntry entry) {
        entries.addLast(entry);
        if (entries.size() > ENTRIES_MAX) {
            entries.removeFirst();
        }
    }

    /** Entries, latest first, at most so many; about one component, or all when the handle is 0. */
    public List<HandEntry> list(int handle, int countMax) {
        List<HandEntry> found = new ArrayList<>();
        Iterator<HandEntry> newestFirst = entries.descendingIterator();
        while (newestFirst.hasNext() && found.size() < countMax) {
            HandEntry entry = newestFirst.next();
            if (handle == 0 || entry.getHandleList().contains(handle)) {
                found.add(entry);
            }
        }
        return found;
    }

    void writeSnapshot(Consumer<HandEntry> out) {
        entries.forEach(out);
    }
}
