package io.tidemark.loadtest.verify;

import io.tidemark.client.ReadingSeries;
import io.tidemark.client.ResultStream;
import io.tidemark.client.Select;
import io.tidemark.client.TidemarkClient;
import io.tidemark.loadtest.load.Ranges;
import io.tidemark.loadtest.wire.Population;
import io.tidemark.loadtest.wire.SampleValues;
import io.tidemark.v1.TimeRange;

/** Reads the components of a load back, a stream of many components at a time, and compares each reading. */
public final class ReadBack {

    private static final int COMPONENTS_A_STREAM = 10_000;
    /** Read before and after the slots that were sent, so that what was never sent would be seen. */
    private static final long MARGIN_MILLIS = 366L * 24 * 60 * 60 * 1_000;

    private final TidemarkClient client;
    private final Population population;
    private final long startMillis;

    /**
     * For one load.
     *
     * @param startMillis instant of slot 0, epoch milliseconds
     */
    public ReadBack(TidemarkClient client, Population population, long startMillis) {
        this.client = client;
        this.population = population;
        this.startMillis = startMillis;
    }

    /**
     * Compares all components.
     *
     * @param slots every component must have exactly the slots from 0 to before this one
     * @throws io.tidemark.client.TidemarkException when the server does not answer
     */
    public Verdict verify(int slots) {
        long endMillis = startMillis + slots * SampleValues.SLOT_MILLIS;
        TimeRange range = Ranges.of(startMillis - MARGIN_MILLIS, endMillis + MARGIN_MILLIS);
        Verdict verdict = Verdict.NONE;
        for (int from = 0; from < population.size(); from += COMPONENTS_A_STREAM) {
            int[] handles = new int[Math.min(COMPONENTS_A_STREAM, population.size() - from)];
            for (int i = 0; i < handles.length; i++) {
                handles[i] = population.handle(from + i);
            }
            Comparison comparison = new Comparison(population, startMillis, slots, from, handles.length);
            try (ResultStream<ReadingSeries> answer =
                    client.readings().read(Select.handles(handles), range).open()) {
                answer.forEachRemaining(comparison::series);
            }
            verdict = verdict.plus(comparison.verdict());
        }
        return verdict;
    }
}
