package io.tidemark.server.metering.estimation;

/**
 * The span that a run examines, before it is cut by installations, with the rule that gave each end.
 *
 * <p>Interval components: half-open, the begin rounded up and the end rounded down to the grid. Scalar components: expected
 * instants after the begin up to and including the end.
 *
 * @param fromMillis begin, epoch milliseconds
 * @param beginRule what gave it
 * @param toMillis end, epoch milliseconds; never after the process date/time
 * @param endRule what gave it
 */
public record Horizon(long fromMillis, BeginRule beginRule, long toMillis, EndRule endRule) {

    /** Whether there is nothing to examine. */
    public boolean isEmpty() {
        return fromMillis >= toMillis;
    }
}
