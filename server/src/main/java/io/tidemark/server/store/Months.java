package io.tidemark.server.store;

import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * UTC months as small numbers: 0 is January 1900. The store's unit of memory; a service point's own months are cut from
 * readings, not from these.
 */
public final class Months {

    /** First instant that can be stored, 1900-01-01T00:00:00Z, epoch milliseconds. */
    public static final long BEGIN_MILLIS;

    /** First instant that cannot be stored any more, 2200-01-01T00:00:00Z, epoch milliseconds. */
    public static final long END_MILLIS;

    /** How many months there are. */
    public static final int COUNT = 300 * 12;

    private static final YearMonth FIRST = YearMonth.of(1900, 1);
    private static final long MEAN_MONTH_MILLIS = 2_629_746_000L;
    private static final long[] STARTS = new long[COUNT + 1];

    static {
        for (int month = 0; month <= COUNT; month++) {
            STARTS[month] = FIRST.plusMonths(month)
                    .atDay(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .toEpochMilli();
        }
        BEGIN_MILLIS = STARTS[0];
        END_MILLIS = STARTS[COUNT];
    }

    private Months() {}

    /** The month an instant lies in; the instant must lie in [{@link #BEGIN_MILLIS}, {@link #END_MILLIS}). */
    public static int of(long atMillis) {
        int month = (int) ((atMillis - BEGIN_MILLIS) / MEAN_MONTH_MILLIS);
        while (atMillis < STARTS[month]) {
            month--;
        }
        while (atMillis >= STARTS[month + 1]) {
            month++;
        }
        return month;
    }

    /** The month an instant lies in, with instants outside the range taken for the first or the last month. */
    public static int clamped(long atMillis) {
        if (atMillis < BEGIN_MILLIS) {
            return 0;
        }
        return atMillis >= END_MILLIS ? COUNT - 1 : of(atMillis);
    }

    /** An instant moved into [{@link #BEGIN_MILLIS}, {@link #END_MILLIS}]. */
    static long storable(long atMillis) {
        return Math.max(BEGIN_MILLIS, Math.min(atMillis, END_MILLIS));
    }

    /** First instant of a month, epoch milliseconds; 0 to {@link #COUNT}. */
    public static long startMillis(int month) {
        return STARTS[month];
    }

    /** Length of a month, milliseconds. */
    public static long lengthMillis(int month) {
        return STARTS[month + 1] - STARTS[month];
    }

    /** A month as people write it, such as "2026-04". */
    public static String name(int month) {
        return FIRST.plusMonths(month).toString();
    }
}
