package io.tidemark.loadtest.verify;

import io.tidemark.client.ReadingSeries;
import io.tidemark.loadtest.wire.Population;
import io.tidemark.loadtest.wire.SampleValues;
import java.util.BitSet;

/** Compares the readings of some consecutive components with what was sent. For one thread. */
final class Comparison {

    private final Population population;
    private final long startMillis;
    private final int slots;
    private final int componentsFrom;
    private final int components;
    /** Which (component, slot) has been seen: a reading that came twice is not counted twice. */
    private final BitSet[] seen;

    private long verified;
    private long different;
    private long invented;

    Comparison(Population population, long startMillis, int slots, int componentsFrom, int components) {
        this.population = population;
        this.startMillis = startMillis;
        this.slots = slots;
        this.componentsFrom = componentsFrom;
        this.components = components;
        this.seen = new BitSet[components];
        for (int i = 0; i < components; i++) {
            seen[i] = new BitSet(slots);
        }
    }

    void series(ReadingSeries series) {
        int component = population.numberOf(series.handle());
        int index = component - componentsFrom;
        if (component < 0 || index < 0 || index >= components) {
            invented += series.size();
            return;
        }
        BitSet mine = seen[index];
        long[] times = series.timesMillis();
        double[] values = series.values();
        int[] conditions = series.conditions();
        for (int i = 0; i < times.length; i++) {
            long sinceStart = times[i] - startMillis;
            long slot = sinceStart / SampleValues.SLOT_MILLIS;
            if (sinceStart < 0
                    || slot >= slots
                    || slot * SampleValues.SLOT_MILLIS != sinceStart
                    || mine.get((int) slot)) {
                invented++;
                continue;
            }
            mine.set((int) slot);
            if (values[i] == SampleValues.value(component, (int) slot) && conditions[i] == SampleValues.CONDITION) {
                verified++;
            } else {
                different++;
            }
        }
    }

    Verdict verdict() {
        long missing = 0;
        for (BitSet mine : seen) {
            missing += slots - mine.cardinality();
        }
        return new Verdict(verified, missing, different, invented);
    }
}
