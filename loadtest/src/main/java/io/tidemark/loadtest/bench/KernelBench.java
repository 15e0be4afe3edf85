package io.tidemark.loadtest.bench;

import io.tidemark.client.process.ServerLaunch;
import io.tidemark.loadtest.bench.BenchRow.Verdict;
import io.tidemark.loadtest.kernel.DeltaBenchmark;
import io.tidemark.loadtest.kernel.ScanBenchmark;
import io.tidemark.loadtest.kernel.Where;
import java.nio.file.Path;
import java.util.Map;

/** The kernels, by JMH. For one thread. */
final class KernelBench {

    private static final int COPIED_BYTES = 16;
    private static final int READ_BYTES = 8;

    private final BenchTable table;
    private final BenchSizes sizes;
    private final KernelProcess process;

    /**
     * A bench that keeps JMH's own words in a directory.
     */
    KernelBench(BenchTable table, BenchSizes sizes, Path directory) {
        this.table = table;
        this.sizes = sizes;
        this.process = new KernelProcess(directory);
    }

    /** Runs all of them, adds their rows, and answers tide marks a second from memory. */
    double measure() {
        boolean hasVectors = !ServerLaunch.fullSpeed().isEmpty();
        Map<String, Double> nanos = run(hasVectors);
        for (Where where : Where.values()) {
            String place = where == Where.CACHE ? "in cache" : "from memory";
            double copy = rate(nanos, DeltaBenchmark.class, "copy", where, COPIED_BYTES);
            add("delta kernel with rollover check, plain, " + place, nanos, "plain", where, copy, !hasVectors);
            if (hasVectors) {
                add("delta kernel with rollover check, vectors, " + place, nanos, "vector", where, copy, true);
            }
            add("deltas by all rules, with times and flags, " + place, nanos, "allRules", where, copy, false);
            double read = rate(nanos, ScanBenchmark.class, "read", where, READ_BYTES);
            scan("gap scan of complete months, " + place, nanos, "gaps", where, read, true);
            scan("tide-mark scan, " + place, nanos, "due", where, read, false);
        }
        return rate(nanos, ScanBenchmark.class, "due", Where.MEMORY, 1);
    }

    private void add(
            String what, Map<String, Double> nanos, String benchmark, Where where, double copy, boolean hasTarget) {
        double rate = rate(nanos, DeltaBenchmark.class, benchmark, where, COPIED_BYTES);
        row(what, rate, "memory copy ", copy, hasTarget && where == Where.MEMORY);
    }

    private void scan(
            String what, Map<String, Double> nanos, String benchmark, Where where, double read, boolean hasTarget) {
        double rate = rate(nanos, ScanBenchmark.class, benchmark, where, READ_BYTES);
        row(what, rate, "memory read ", read, hasTarget && where == Where.MEMORY);
    }

    private void row(String what, double rate, String ceilingName, double ceiling, boolean hasTarget) {
        table.add(new BenchRow(
                what + ", bytes read and written/s",
                0,
                0,
                gigabytes(rate),
                ceilingName + gigabytes(ceiling),
                Amounts.percent(rate / ceiling),
                hasTarget ? Amounts.percent(Targets.KERNEL_RATIO_MIN) : "",
                hasTarget ? Verdict.of(rate / ceiling >= Targets.KERNEL_RATIO_MIN) : Verdict.NONE));
    }

    private static String gigabytes(double bytesPerSecond) {
        return Amounts.decimal(bytesPerSecond / 1e9, 1) + " GB/s";
    }

    /** Bytes a second of a benchmark, of which each reading or word takes so many. */
    private static double rate(
            Map<String, Double> nanos, Class<?> benchmark, String method, Where where, int bytesEach) {
        return (double) where.readings()
                * bytesEach
                / nanos.get(key(benchmark.getName() + "." + method, where.name()))
                * 1e9;
    }

    private static String key(String method, String where) {
        return method + " " + where;
    }

    private Map<String, Double> run(boolean hasVectors) {
        String benchmarks = "(" + DeltaBenchmark.class.getName() + "\\.(copy|plain|allRules"
                + (hasVectors ? "|vector" : "") + ")|" + ScanBenchmark.class.getName() + "\\..*)";
        return sizes.isQuick()
                ? process.nanos(benchmarks, 0, 2, 150, 3, 100)
                : process.nanos(benchmarks, 2, 4, 300, 5, 300);
    }
}
