package io.tidemark.loadtest.kernel;

import io.tidemark.server.metering.gap.PresenceWords;
import java.util.Arrays;
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
 * What is looked through component by component: presence bits of complete months, and tide marks of which one in a
 * thousand is due. Beside it the same words read. Time of an operation: all words once.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScanBenchmark {

    /** Words of a month, to the next cache line as the store has them. */
    private static final int MONTH_WORDS = 48;

    private static final int DUE_EVERY = 1_000;

    /** Where the words lie. */
    @Param({"CACHE", "MEMORY"})
    public Where where;

    private long[] presence;
    private long[] marks;

    /** Complete months; marks around an instant. */
    @Setup
    public void fill() {
        presence = new long[where.readings()];
        Arrays.fill(presence, -1L);
        marks = presence.clone();
        for (int i = 0; i < marks.length; i++) {
            marks[i] = i % DUE_EVERY == 0 ? 0 : i;
        }
    }

    /** The ceiling: a cache line a step, and nothing done with it. */
    @Benchmark
    public long read() {
        long read = 0;
        for (int i = 0; i + 7 < presence.length; i += 8) {
            read ^= presence[i]
                    ^ presence[i + 1]
                    ^ presence[i + 2]
                    ^ presence[i + 3]
                    ^ presence[i + 4]
                    ^ presence[i + 5]
                    ^ presence[i + 6]
                    ^ presence[i + 7];
        }
        return read;
    }

    /** The first gap of every month; there is none. */
    @Benchmark
    public long gaps() {
        long found = 0;
        for (int at = 0; at + MONTH_WORDS <= presence.length; at += MONTH_WORDS) {
            int from = at * 64;
            found += PresenceWords.nextMissing(presence, from, from + MONTH_WORDS * 64);
        }
        return found;
    }

    /** How many marks lie before an instant. */
    @Benchmark
    public int due() {
        int due = 0;
        for (long mark : marks) {
            due += mark < 1 ? 1 : 0;
        }
        return due;
    }
}
