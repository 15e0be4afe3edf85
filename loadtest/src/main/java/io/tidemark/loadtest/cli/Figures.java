package io.tidemark.loadtest.cli;

import java.util.Arrays;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Numbers for people. */
final class Figures {

    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};

    private Figures() {}

    /** Thousands apart. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** In millions, such as {@code 12.34 M}. */
    static String millions(double number) {
        return String.format(Locale.ROOT, "%.2f M", number / 1e6);
    }

    /** As a percentage. */
    static String percent(double part) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * part);
    }

    /** To a tenth of a second. */
    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }

    /** The middle one; of an even number the lower of the two in the middle. */
    static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) / 2];
    }

    /** The heads of {@link #latencies}. */
    static String latencyHeads() {
        return String.format(Locale.ROOT, "%9s %9s %9s %9s %9s %9s", "p50", "p90", "p99", "p99.9", "max", "number");
    }

    /** Percentiles of a histogram of nanoseconds, in milliseconds. */
    static String latencies(Histogram nanos) {
        StringBuilder text = new StringBuilder();
        for (double percentile : PERCENTILES) {
            text.append(String.format(Locale.ROOT, "%9.2f ", nanos.getValueAtPercentile(percentile) / 1e6));
        }
        return text.append(String.format(Locale.ROOT, "%,9d", nanos.getTotalCount()))
                .toString();
    }
}
