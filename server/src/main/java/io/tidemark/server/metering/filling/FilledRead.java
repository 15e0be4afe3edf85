package io.tidemark.server.metering.filling;

import io.tidemark.server.metering.grid.Period;
import java.util.List;

/**
 * What filling made of one scalar initial measurement.
 *
 * @param atMillis its instant, epoch milliseconds
 * @param value the estimated read; NaN when none was made
 * @param condition of the rule that made it; of the read that is there already; 101000 when no rule had a value
 * @param rule the rule that made it; {@code null} when none did
 * @param evidence why this number; {@code null} when none was made
 * @param dependencies what it rests on; unmodifiable
 * @param problem why it is an exception; {@code null} when it is filled or was measured meanwhile
 */
public record FilledRead(
        long atMillis,
        double value,
        int condition,
        FillingRule rule,
        Evidence evidence,
        List<Dependency> dependencies,
        FillingProblem problem) {

    /** Copies the list. */
    public FilledRead {
        dependencies = List.copyOf(dependencies);
    }

    /** Whether a change of these measurements makes it necessary to fill again. */
    public boolean touchedBy(Dependency.Source changed, int changedRegister, Period when) {
        return dependencies.stream().anyMatch(one -> one.touchedBy(changed, changedRegister, when));
    }

    /** Whether no rule had a value. */
    public boolean isException() {
        return problem != null;
    }
}
