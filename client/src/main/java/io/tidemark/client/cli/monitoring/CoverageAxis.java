package io.tidemark.client.cli.monitoring;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The columns of a heat map: the local days or months of all its rows. Rows of different zones have their days at different
 * instants; a day stands in one column all the same.
 *
 * @param dates first days of the columns, ascending; at least one
 * @param isByMonth whether a column is a month, and not a day
 */
record CoverageAxis(List<LocalDate> dates, boolean isByMonth) {

    /** Copies the list, so that the record never changes. */
    CoverageAxis {
        dates = List.copyOf(dates);
    }

    /** The columns of some rows, at least one. */
    static CoverageAxis of(Collection<CoverageRow> rows, boolean isByMonth) {
        TreeSet<LocalDate> dates = new TreeSet<>();
        for (CoverageRow row : rows) {
            for (int bucket = 0; bucket < row.fromMillis().length; bucket++) {
                dates.add(column(row.date(bucket), isByMonth));
            }
        }
        return new CoverageAxis(List.copyOf(dates), isByMonth);
    }

    private static LocalDate column(LocalDate date, boolean isByMonth) {
        return isByMonth ? date.withDayOfMonth(1) : date;
    }

    int size() {
        return dates.size();
    }

    /** The row's bucket in each column, -1 where it has none. */
    int[] columns(CoverageRow row) {
        int[] buckets = new int[size()];
        int next = 0;
        for (int column = 0; column < buckets.length; column++) {
            boolean isIt =
                    next < row.fromMillis().length && dates.get(column).equals(column(row.date(next), isByMonth));
            buckets[column] = isIt ? next++ : -1;
        }
        return buckets;
    }

    /** A column in few letters: month and day, or year and month. */
    String label(int column) {
        String date = dates.get(column).toString();
        return isByMonth ? date.substring(0, date.length() - 3) : date.substring(date.length() - 5);
    }

    /** What the whole shows. */
    String title() {
        return isByMonth
                ? "Coverage by month, " + label(0) + " to " + label(size() - 1)
                : "Coverage by day, " + dates.get(0) + " to " + dates.get(size() - 1);
    }
}
