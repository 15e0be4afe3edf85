package io.tidemark.server.metering.filling;

import io.tidemark.server.metering.grid.Period;

/**
 * A stretch of measurements that filled values rest on. When one of them changes, the values are to be filled again.
 *
 * @param source whose measurements
 * @param register the caller's number of the register when they are a register's, else {@link #NO_REGISTER}
 * @param span when; half-open
 */
public record Dependency(Source source, int register, Period span) {

    /** Stands where the measurements are not a register's. */
    public static final int NO_REGISTER = -1;

    /** Whose measurements values rest on. */
    public enum Source {
        /** The component that was filled. */
        OWN_SERIES,
        /** A register of the same meter. */
        REGISTER,
        /** The interval component of the same meter. */
        INTERVALS_OF_METER
    }

    /** On measurements of the filled component itself. */
    public static Dependency onOwn(long fromMillis, long toMillis) {
        return new Dependency(Source.OWN_SERIES, NO_REGISTER, new Period(fromMillis, toMillis));
    }

    /** On reads of a register, both instants included. */
    public static Dependency onRegister(int register, long firstMillis, long lastMillis) {
        return new Dependency(Source.REGISTER, register, new Period(firstMillis, lastMillis + 1));
    }

    /** Whether a change of these measurements reaches the values. */
    public boolean touchedBy(Source changed, int changedRegister, Period when) {
        return source == changed && register == changedRegister && span.overlaps(when.fromMillis(), when.toMillis());
    }
}
