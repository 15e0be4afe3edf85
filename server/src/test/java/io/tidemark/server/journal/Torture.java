package io.tidemark.server.journal;

/**
 * Runs a test over many seeds. {@code -Dtidemark.torture=full} runs as many as are promised, and {@code
 * -Dtidemark.seed=N} the one that failed.
 */
final class Torture {

    interface SeededRun {
        void run(long seed) throws Exception;
    }

    private Torture() {}

    static boolean full() {
        return "full".equals(System.getProperty("tidemark.torture"));
    }

    static void seeds(int few, int all, SeededRun run) {
        Long only = Long.getLong("tidemark.seed");
        long first = only == null ? 0 : only;
        long end = only == null ? (full() ? all : few) : only + 1;
        for (long seed = first; seed < end; seed++) {
            try {
                run.run(seed);
            } catch (Exception | AssertionError | SimulatedFiles.PowerCut broken) {
                throw new AssertionError("replay with -Dtidemark.seed=" + seed + ": " + broken, broken);
            }
        }
    }
}
