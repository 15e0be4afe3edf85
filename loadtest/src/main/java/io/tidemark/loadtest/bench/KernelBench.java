package io.tidemark.loadtest.bench;

import io.tidemark.client.process.ServerLaunch;
import io.tidemark.loadtest.bench.BenchRow.Verdict;
import io.tidemark.loadtest.kernel.DeltaBenchmark;
import io.tidemark.loadtest.kernel.ScanBenchmark;
import io.tidemark.loadtest.kernel.Where;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The kernels, by JMH in processes of their own. For one thread. */
final class KernelBench {

    private static final String HEAP = "-Xmx3g";
    private static final int COPIED_BYTES = 16;
    private static final int READ_BYTES = 8;

    private final BenchTable table;
    private final BenchSizes sizes;
    private final Path log;

    /**
     * A bench that keeps JMH's own words in a file.
     *
     * @param log overwritten
     */
    KernelBench(BenchTable table, BenchSizes sizes, Path log) {
        this.table = table;
        this.sizes = sizes;
        this.log = log;
    }

    /** Runs all of them, adds their rows, and answers tide marks a second from memory. */
    double measure() {
        boolean hasVectors = !ServerLaunch.fullSpeed().isEmpty();
        Map<String, Double> nanos = run(hasVectors);
        for (Where where : Where.values()) {
            String place = where == Where.CACHE ? "in cache" : "from memory";
            double copy = rate(nanos, DeltaBenchmark.class, "copy", where, COPIED_BYTES);
            add("delta kernel with rollover check, plain, " + place, nanos, "plain", where, copy, true);
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

    /** Time of an operation, nanoseconds, by benchmark and place. */
    private Map<String, Double> run(boolean hasVectors) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(DeltaBenchmark.class.getName() + "\\.(copy|plain|allRules" + (hasVectors ? "|vector)" : ")"))
                .include(ScanBenchmark.class.getName())
                .forks(sizes.isQuick() ? 1 : 3)
                .warmupIterations(sizes.isQuick() ? 2 : 5)
                .warmupTime(TimeValue.milliseconds(sizes.isQuick() ? 300 : 500))
                .measurementIterations(sizes.isQuick() ? 3 : 5)
                .measurementTime(TimeValue.milliseconds(sizes.isQuick() ? 200 : 500))
                .output(log.toString())
                .jvmArgs(HEAP)
                .jvmArgsAppend(ServerLaunch.fullSpeed().toArray(String[]::new))
                .shouldFailOnError(true);
        Map<String, Double> nanos = new HashMap<>();
        try {
            for (RunResult result : new Runner(options.build()).run()) {
                nanos.put(
                        key(
                                result.getParams().getBenchmark(),
                                result.getParams().getParam("where")),
                        result.getPrimaryResult().getScore());
            }
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH has failed; its words are in " + log, e);
        }
        return nanos;
    }
}
