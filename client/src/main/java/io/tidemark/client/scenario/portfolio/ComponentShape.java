package io.tidemark.client.scenario.portfolio;

import java.time.Duration;

/**
 * What the file says about how a component's readings lie in time.
 *
 * @param isInterval whether it has a value per interval; false: readings at instants
 * @param interval length of an interval; {@link Duration#ZERO} when it has none
 */
public record ComponentShape(boolean isInterval, Duration interval) {

    /** Of a component the file does not describe. */
    public static final ComponentShape UNKNOWN = new ComponentShape(false, Duration.ZERO);
}
