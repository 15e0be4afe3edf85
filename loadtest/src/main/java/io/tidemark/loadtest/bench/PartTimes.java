package io.tidemark.loadtest.bench;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long each part of the bench took. For one thread. */
final class PartTimes {

    private final Map<String, Long> nanos = new LinkedHashMap<>();
    private final long begin = System.nanoTime();

    /** Does a part of the work and adds what it took to the part's time. */
    void during(String part, Runnable work) {
        long started = System.nanoTime();
        work.run();
        add(part, System.nanoTime() - started);
    }

    /** Adds to a part's time. */
    void add(String part, long tookNanos) {
        nanos.merge(part, tookNanos, Long::sum);
    }

    /** One line a part, in the order in which they first came, and all of it together. */
    void print(PrintWriter out) {
        out.println();
        out.println("Time, s:");
        nanos.forEach((part, took) -> line(out, part, took));
        line(out, "all", System.nanoTime() - begin);
        out.flush();
    }

    private static void line(PrintWriter out, String part, long took) {
        out.printf("  %-40s %6s%n", part, Amounts.decimal(took / 1e9, 1));
    }
}
