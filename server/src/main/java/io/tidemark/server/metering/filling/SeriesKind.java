package io.tidemark.server.metering.filling;

/** What the values of a component are, as far as filling is concerned. */
public enum SeriesKind {
    /** A value per interval of a fixed length: what was used in it. */
    INTERVAL_VALUES,
    /** A register that is noted once per interval of a fixed length. */
    INTERVAL_REGISTER,
    /** A register that is read at arbitrary instants. */
    SCALAR
}
