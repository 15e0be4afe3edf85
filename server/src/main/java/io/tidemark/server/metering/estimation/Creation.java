package io.tidemark.server.metering.estimation;

import java.util.List;

/** What a missing measurement brings forth; the component's type says. */
public enum Creation {
    INITIAL_MEASUREMENT(OutcomeKind.INITIAL_MEASUREMENT),
    TO_DO(OutcomeKind.TO_DO),
    /** The initial measurement, then the To Do. */
    BOTH(OutcomeKind.INITIAL_MEASUREMENT, OutcomeKind.TO_DO);

    private final List<OutcomeKind> kinds;

    Creation(OutcomeKind... kinds) {
        this.kinds = List.of(kinds);
    }

    /** What is created, in order. */
    public List<OutcomeKind> kinds() {
        return kinds;
    }
}
