package io.tidemark.server.metering.estimation;

import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.device.InstalledPeriod;
import io.tidemark.server.metering.grid.Period;
import java.util.List;
import java.util.Optional;

/**
 * What a run makes of one component, with everything that led to it. Nothing has been created; whoever runs creates the
 * outcomes and stores the tide mark.
 *
 * @param latestContiguousMillis the tide mark to be stored, also when the component is skipped; {@link TideMark#ABSENT}
 *     when it has none
 * @param skip why it takes no part; empty when it does
 * @param horizon what was examined; empty when it is skipped. An empty horizon gives nothing
 * @param installed the horizon cut by installations, ascending
 * @param connected the parts of it in which the device was installed and switched on, ascending
 * @param gaps what was found missing and what was made of it, ascending; the first {@link #GAPS_MAX} of them
 * @param outcomes what is asked for, ascending; with both kinds the initial measurement comes before its To Do
 * @param complete false when the search ended at {@link #OUTCOMES_MAX} and more is missing: the rest is for the next run
 */
public record ComponentEstimate(
        long latestContiguousMillis,
        Optional<Skip> skip,
        Optional<Horizon> horizon,
        List<InstalledPeriod> installed,
        List<Period> connected,
        List<ExaminedGap> gaps,
        List<Outcome> outcomes,
        boolean complete) {

    /** The most gaps listed with what was made of them; the search goes on behind them. */
    public static final int GAPS_MAX = 10_000;

    /**
     * As many outcomes end the search in one component: over two years of quarters of an hour with every other one missing.
     * What a run asks for is under way in the next, which therefore goes on behind it. The gap that reaches the number is
     * still asked for in full.
     */
    public static final int OUTCOMES_MAX = 100_000;

    static ComponentEstimate skipped(long latestContiguousMillis, Skip skip) {
        return new ComponentEstimate(
                latestContiguousMillis,
                Optional.of(skip),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                true);
    }

    static ComponentEstimate examined(
            long latestContiguousMillis,
            Horizon horizon,
            InstallationHistory history,
            List<ExaminedGap> gaps,
            List<Outcome> outcomes,
            boolean complete) {
        boolean empty = horizon.isEmpty();
        return new ComponentEstimate(
                latestContiguousMillis,
                Optional.empty(),
                Optional.of(horizon),
                empty ? List.of() : history.split(horizon.fromMillis(), horizon.toMillis()),
                empty ? List.of() : history.connected(horizon.fromMillis(), horizon.toMillis()),
                List.copyOf(gaps),
                List.copyOf(outcomes),
                complete);
    }
}
