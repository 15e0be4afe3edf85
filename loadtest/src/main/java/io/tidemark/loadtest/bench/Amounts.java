package io.tidemark.loadtest.bench;

import java.util.Arrays;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Numbers for people, and medians. */
final class Amounts {

    private Amounts() {}

    /** Thousands apart. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Such as {@code 12.3 M/s}. */
    static String millionsPerSecond(double number) {
        return String.format(Locale.ROOT, number < 10e6 ? "%.2f M/s" : "%.1f M/s", number / 1e6);
    }

    static String percent(double part) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * part);
    }

    /** With so many digits behind the point. */
    static String decimal(double number, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", number);
    }

    /** The median, the 99th and the 99.9th percentile of nanoseconds, in milliseconds. */
    static String latencies(Histogram nanos) {
        return String.format(
                Locale.ROOT, "%.2f / %.2f / %.2f ms", millis(nanos, 50), millis(nanos, 99), millis(nanos, 99.9));
    }

    static double millis(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    /** The middle one; of an even number the lower of the two in the middle. */
    static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) / 2];
    }
}
