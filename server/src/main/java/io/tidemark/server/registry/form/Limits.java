package io.tidemark.server.registry.form;

/** The registry's limits. A request that passes one is refused with a message that names it. */
public final class Limits {

    /** Entities in one request. */
    public static final int ENTITIES_MAX = 10_000;
    /** Characters of an id. */
    public static final int ID_CHARS_MAX = 128;
    /** Characters of an install event's id; one that is made up holds an id and an instant. */
    public static final int EVENT_ID_CHARS_MAX = 160;
    /** Characters of a provider's name. */
    public static final int NAME_CHARS_MAX = 256;
    /** Characters of a unit. */
    public static final int UNIT_CHARS_MAX = 32;
    /** Characters of a cadence, or of when its data are due. */
    public static final int CADENCE_CHARS_MAX = 32;
    /** Suppressions of a service point. */
    public static final int SUPPRESSIONS_MAX = 1_000;
    /** Holidays of a service point. */
    public static final int HOLIDAYS_MAX = 1_000;
    /** Off periods of an install event. */
    public static final int OFF_PERIODS_MAX = 1_000;
    /** Registers noted at an installation, or at a removal. */
    public static final int REGISTER_READINGS_MAX = 1_000;
    /** Device configurations of a measuring component. */
    public static final int COMPONENT_CONFIGURATIONS_MAX = 100;
    /** Device configurations of one device. */
    public static final int DEVICE_CONFIGURATIONS_MAX = 1_000;
    /** Install events of one device, over all its configurations. */
    public static final int DEVICE_EVENTS_MAX = 1_000;
    /** Ids in one request for handles. */
    public static final int RESOLVE_MAX = 100_000;
    /** Decimals of a value. */
    public static final int DECIMALS_MAX = 9;

    private Limits() {}
}
