package io.tidemark.server.torture;

import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * Runs a test in few cases or in all that are promised. {@code -Dtidemark.torture=full} asks for all, and {@code
 * -Dtidemark.seed=N} for the one seed that failed ({@code N..M}: for a stretch of them). What was tried is counted for the row of {@code tidemark torture} that
 * the test's class names with {@link TortureRow}.
 */
public final class Torture {

    /** What is tried with one seed. */
    public interface SeededRun {

        /** Tries it. */
        void run(long seed) throws Exception;
    }

    private static final int TOGETHER = 1 + Runtime.getRuntime().availableProcessors();
    private static final int SEED_MINUTES_MAX = 60;
    private static final int ENDING_SECONDS_MAX = 60;

    private Torture() {}

    /** Whether the full counts are asked for. */
    public static boolean full() {
        return "full".equals(System.getProperty("tidemark.torture"));
    }

    /** The one number in a build, the other when the full counts are asked for. */
    public static int count(int few, int all) {
        return full() ? all : few;
    }

    /** The seeds to run: from 0 on, or the one, or those from one to another, that are asked for. */
    public static LongStream seeds(int few, int all) {
        String asked = System.getProperty("tidemark.seed");
        if (asked == null) {
            return LongStream.range(0, count(few, all));
        }
        String[] bounds = asked.split("\\.\\.");
        return LongStream.rangeClosed(Long.parseLong(bounds[0]), Long.parseLong(bounds[bounds.length - 1]));
    }

    /** Runs seeds, each a case. */
    public static void seeds(int few, int all, SeededRun run) {
        seeds(few, all).forEach(seed -> {
            replayable(seed, run);
            tried(1, 0);
        });
    }

    private static Void replayable(long seed, SeededRun run) {
        try {
            run.run(seed);
            return null;
        } catch (Exception | Error broken) {
            throw new AssertionError("replay with -Dtidemark.seed=" + seed + ": " + broken, broken);
        }
    }

    /**
     * Runs seeds several at a time, for runs that mostly wait; the first that breaks ends it all. The run counts its own
     * cases.
     */
    public static void seedsTogether(int few, int all, SeededRun run) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(TOGETHER);
        try {
            CompletionService<Void> done = new ExecutorCompletionService<>(threads);
            long[] seeds = seeds(few, all).toArray();
            for (long seed : seeds) {
                done.submit(() -> replayable(seed, run));
            }
            for (int k = 0; k < seeds.length; k++) {
                Future<Void> ended = done.poll(SEED_MINUTES_MAX, TimeUnit.MINUTES);
                if (ended == null) {
                    throw new AssertionError("no seed came to its end in " + SEED_MINUTES_MAX + " minutes");
                }
                ended.get();
            }
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(ENDING_SECONDS_MAX, TimeUnit.SECONDS);
        }
    }

    /**
     * Counts what was tried.
     *
     * @param cases runs, inputs or comparisons that were gone through to their end
     * @param faults kills, cuts, flips and failures that were brought about in them
     */
    public static void tried(long cases, long faults) {
        TortureTally.add(cases, faults);
    }

    /** Counts faults brought about in a case that is counted elsewhere. */
    public static void faults(long faults) {
        TortureTally.add(0, faults);
    }
}
