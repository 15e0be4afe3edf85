package io.tidemark.loadtest.kernel;

import io.tidemark.server.metering.delta.DeltaColumns;
import io.tidemark.server.metering.delta.DeltaKernel;
import io.tidemark.server.metering.delta.DeltaPolicy;
import io.tidemark.server.metering.delta.DeltaSettings;
import io.tidemark.server.metering.delta.DeviceChanges;
import io.tidemark.server.metering.delta.PlainSuspectFinder;
import io.tidemark.server.metering.delta.ReadingRange;
import io.tidemark.server.metering.delta.SuspectFinder;
import io.tidemark.server.metering.delta.SuspectFinders;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Register readings become deltas, a month at a time, and are looked through for rollovers; one month in 32 has one. Beside
 * it the same months copied. Time of an operation: all months once.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DeltaBenchmark {

    private static final int MONTHS_A_ROLLOVER = 32;
    private static final long SLOT_MILLIS = 900_000;

    /** Where the readings lie. */
    @Param({"CACHE", "MEMORY"})
    public Where where;

    private final SuspectFinder plain = new PlainSuspectFinder();
    private final SuspectFinder vector = SuspectFinders.vector().orElse(null);
    private final long[] suspects = new long[(Where.MONTH + 63) / 64];
    private final DeltaKernel kernel = new DeltaKernel();
    private final DeltaSettings settings = DeltaSettings.of(DeltaPolicy.GUARDED);
    private final DeltaColumns columns = new DeltaColumns(Where.MONTH);
    private final long[] times = new long[Where.MONTH];
    private final double[] month = new double[Where.MONTH];
    private double[] readings;
    private double[] deltas;

    /** Registers that grow, and roll over now and then. */
    @Setup
    public void fill() {
        readings = new double[where.readings() + 1];
        deltas = new double[where.readings()];
        double level = 0;
        for (int i = 0; i < readings.length; i++) {
            level = i % (MONTHS_A_ROLLOVER * Where.MONTH) == Where.MONTH / 2 ? 1 : level + 1 + (i & 3);
            readings[i] = level;
        }
        for (int i = 0; i < times.length; i++) {
            times[i] = i * SLOT_MILLIS;
        }
    }

    /** The ceiling. */
    @Benchmark
    public double[] copy() {
        for (int at = 0; at < deltas.length; at += Where.MONTH) {
            System.arraycopy(readings, at + 1, deltas, at, Where.MONTH);
        }
        return deltas;
    }

    /** The quick pass in plain Java. */
    @Benchmark
    public long plain() {
        long months = 0;
        for (int at = 0; at < deltas.length; at += Where.MONTH) {
            months += plain.subtract(readings, at + 1, Where.MONTH, deltas, at, suspects) ? 1 : 0;
        }
        return months;
    }

    /** The quick pass in vectors. */
    @Benchmark
    public long vector() {
        long months = 0;
        for (int at = 0; at < deltas.length; at += Where.MONTH) {
            months += vector.subtract(readings, at + 1, Where.MONTH, deltas, at, suspects) ? 1 : 0;
        }
        return months;
    }

    /** Everything: the readings copied as a query does it, all rules, flags and times. */
    @Benchmark
    public long allRules() {
        long sizes = 0;
        for (int at = 0; at < deltas.length; at += Where.MONTH) {
            System.arraycopy(readings, at, month, 0, Where.MONTH);
            kernel.deltas(
                    new ReadingRange(times, month, 0, 1, Where.MONTH, Where.MONTH),
                    settings,
                    DeviceChanges.NONE,
                    columns);
            sizes += columns.size();
        }
        return sizes;
    }
}
