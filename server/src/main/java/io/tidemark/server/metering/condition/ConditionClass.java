package io.tidemark.server.metering.condition;

/** What a condition code says about its measurement, from worst to best; the order of the constants is that order. */
public enum ConditionClass {
    /** Nothing came: 100000 to 101999. */
    MISSING,
    /** Nothing could come, because the device was disconnected or suppressed: 102000 to 199999. */
    NO_READ,
    /** A value put in for an outage: 200000 to 299999. */
    OUTAGE,
    /** A value worked out, here (300000 to 399999) or by the sender (400000 to 499999). */
    ESTIMATED,
    /** A value the device measured: 500000 to 599999. */
    REGULAR,
    /** A value a person entered or edited: 600000 to 999999. */
    MANUAL;

    /** Whether a measurement of this class has a value; one that is missing or was not read has none. */
    public boolean carriesValue() {
        return ordinal() >= OUTAGE.ordinal();
    }
}
