package io.tidemark.server.store;

import java.util.Arrays;

/**
 * The months that hold readings, in order. There are few (3,600 at the most), so a plain array by month number serves.
 *
 * <p>Mutated by the writer thread under the state's write lock; read under its read lock.
 */
final class MonthDirectory {

    private final StoreBudget budget;
    private final MonthTable[] byNumber = new MonthTable[Months.COUNT];
    private MonthTable[] inOrder = {};
    private MonthTable last;
    private int handles;

    MonthDirectory(StoreBudget budget) {
        this.budget = budget;
    }

    /** Makes room for handles below the given number in every month. */
    void ensureHandles(int count) {
        handles = Math.max(handles, count);
        for (MonthTable table : inOrder) {
            table.ensureHandles(handles);
        }
    }

    /** The table of a month; null when it holds nothing. */
    MonthTable get(int month) {
        return byNumber[month];
    }

    /** The table of the month an instant lies in, made when there is none. The instant must be storable. */
    MonthTable at(long atMillis) {
        MonthTable table = last;
        if (table != null && atMillis >= table.startMillis && atMillis < table.endMillis) {
            return table;
        }
        int month = Months.of(atMillis);
        table = byNumber[month];
        if (table == null) {
            table = new MonthTable(month, handles, budget);
            byNumber[month] = table;
            inOrder = Arrays.copyOf(inOrder, inOrder.length + 1);
            inOrder[inOrder.length - 1] = table;
            Arrays.sort(inOrder, (a, b) -> Integer.compare(a.month, b.month));
        }
        last = table;
        return table;
    }

    /** The months that hold readings, ascending. Not to be changed. */
    MonthTable[] inOrder() {
        return inOrder;
    }

    /** Index in {@link #inOrder} of the first month that ends after an instant. */
    int indexEndingAfter(long atMillis) {
        int low = 0;
        int high = inOrder.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (inOrder[middle].endMillis <= atMillis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Drops a month whole and gives its memory back. */
    void drop(int month) {
        MonthTable table = byNumber[month];
        if (table != null) {
            byNumber[month] = null;
            inOrder = Arrays.stream(inOrder).filter(t -> t != table).toArray(MonthTable[]::new);
            last = null;
            table.close();
        }
    }
}
