package io.tidemark.server.estimation;

import io.tidemark.v1.EstimationRun;
import io.tidemark.v1.EstimationRunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The runs that are kept, by number. */
public final class RunTable {

    /** The most runs that are kept; the oldest go first. */
    public static final int RUNS_MAX = 10_000;

    private final TreeMap<Long, EstimationRun> runs = new TreeMap<>();
    private long last;

    /** The number that was given last; 0 when none was. */
    public long last() {
        return last;
    }

    /** A run; null when it never was or is no longer kept. */
    public EstimationRun get(long number) {
        return runs.get(number);
    }

    /** Runs below a number, the newest first, at most so many. */
    public List<EstimationRun> newestBefore(long number, int runsMax) {
        List<EstimationRun> found = new ArrayList<>();
        for (EstimationRun run : runs.headMap(number, false).descendingMap().values()) {
            if (found.size() == runsMax) {
                break;
            }
            found.add(run);
        }
        return found;
    }

    /** Those that have not ended, as far as the journal knows. */
    public List<EstimationRun> running() {
        return runs.values().stream()
                .filter(run -> run.getState() == EstimationRunState.RUNNING)
                .toList();
    }

    /** All of them, oldest first. */
    Iterable<EstimationRun> all() {
        return runs.values();
    }

    void put(EstimationRun run) {
        runs.put(run.getRun(), run);
        last = Math.max(last, run.getRun());
        if (runs.size() > RUNS_MAX) {
            Map.Entry<Long, EstimationRun> oldest = runs.firstEntry();
            runs.remove(oldest.getKey());
        }
    }

    void restoreLast(long number) {
        last = number;
    }
}
