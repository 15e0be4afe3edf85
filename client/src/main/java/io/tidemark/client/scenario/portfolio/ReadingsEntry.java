package io.tidemark.client.scenario.portfolio;

import io.tidemark.v1.Reading;
import java.time.Duration;
import java.time.Instant;

/**
 * Readings of one component, evenly spaced, as one entry of a file describes them.
 *
 * @param component id of the measuring component
 * @param first instant of the first
 * @param step distance between two; not used for a single one
 * @param count how many, 0 or more
 * @param values one value each, or a single one for all; NaN is an invalid reading. Not copied and never written to
 * @param condition condition code of all; 0 for the server's default
 */
public record ReadingsEntry(
        String component, Instant first, Duration step, long count, double[] values, int condition) {

    /** The reading at an index below {@link #count}. */
    public Reading get(long index) {
        return Reading.newBuilder()
                .setComponent(component)
                .setTime(Wire.timestamp(index == 0 ? first : first.plus(step.multipliedBy(index))))
                .setValue(values[values.length == 1 ? 0 : Math.toIntExact(index)])
                .setCondition(condition)
                .build();
    }
}
