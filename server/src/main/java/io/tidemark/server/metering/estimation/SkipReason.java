package io.tidemark.server.metering.estimation;

/** Why a component takes no part in a run; the first that applies, in this order. */
public enum SkipReason {
    /** Its service point is not eligible for estimation. */
    NOT_ELIGIBLE,
    /** Its service point lies in an open suppression at the system date/time, and missing data are not filled with zero. */
    SUPPRESSED,
    /** Its data are not late enough at the process date/time. */
    NOT_DUE,
    /** It was never installed and has no tide mark, so there is nothing to begin from. */
    NO_HORIZON
}
