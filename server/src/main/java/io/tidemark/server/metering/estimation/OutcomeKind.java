package io.tidemark.server.metering.estimation;

/** The two things that estimation asks for. */
public enum OutcomeKind {
    /** An estimate initial measurement, which the filling rules then give values. */
    INITIAL_MEASUREMENT,
    /** Work for a person. */
    TO_DO
}
