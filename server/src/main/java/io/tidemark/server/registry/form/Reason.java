package io.tidemark.server.registry.form;

/** The stable reasons for which the registry refuses. */
public final class Reason {

    /** A field that must be given is not. */
    public static final String MISSING_FIELD = "MISSING_FIELD";
    /** An id is empty, too long, or has characters that ids do not have. */
    public static final String BAD_ID = "BAD_ID";
    /** A text is longer than its limit. */
    public static final String TOO_LONG = "TOO_LONG";
    /** A list has more entries than its limit. */
    public static final String TOO_MANY_ENTRIES = "TOO_MANY_ENTRIES";
    /** A list has the same entry twice. */
    public static final String DUPLICATE_ENTRY = "DUPLICATE_ENTRY";
    /** A number lies outside its range. */
    public static final String OUT_OF_RANGE = "OUT_OF_RANGE";
    /** An enum's number has no meaning here. */
    public static final String UNKNOWN_VALUE = "UNKNOWN_VALUE";
    /** A field is given that the kind of type, or the rule, does not have. */
    public static final String FIELD_DOES_NOT_APPLY = "FIELD_DOES_NOT_APPLY";
    /** A timestamp is no instant of whole milliseconds. */
    public static final String BAD_INSTANT = "BAD_INSTANT";
    /** A duration is not of whole seconds, or negative. */
    public static final String BAD_DURATION = "BAD_DURATION";
    /** A local date is none. */
    public static final String BAD_DATE = "BAD_DATE";
    /** A time of day is none. */
    public static final String BAD_TIME_OF_DAY = "BAD_TIME_OF_DAY";
    /** An end is not later than its beginning. */
    public static final String EMPTY_PERIOD = "EMPTY_PERIOD";
    /** A time zone is not in the IANA database. */
    public static final String UNKNOWN_TIME_ZONE = "UNKNOWN_TIME_ZONE";
    /** An interval does not divide a day. */
    public static final String INTERVAL_DOES_NOT_DIVIDE_DAY = "INTERVAL_DOES_NOT_DIVIDE_DAY";
    /** Early and late threshold together reach the time between two expected readings. */
    public static final String TOLERANCE_WINDOWS_MEET = "TOLERANCE_WINDOWS_MEET";
    /** A list of filling rules cannot be. */
    public static final String BAD_FILLING_RULES = "BAD_FILLING_RULES";
    /** A cadence, or when its data are due, is no period it can be. */
    public static final String BAD_CADENCE = "BAD_CADENCE";
    /** An off period lies outside its installation. */
    public static final String OFF_PERIOD_OUTSIDE_INSTALLATION = "OFF_PERIOD_OUTSIDE_INSTALLATION";
    /** Two off periods of one installation overlap. */
    public static final String OFF_PERIODS_OVERLAP = "OFF_PERIODS_OVERLAP";
    /** An id refers to nothing. */
    public static final String UNKNOWN_REFERENCE = "UNKNOWN_REFERENCE";
    /** Two installations of one device overlap. */
    public static final String INSTALLATIONS_OVERLAP = "INSTALLATIONS_OVERLAP";
    /** A component would be installed twice at once. */
    public static final String COMPONENT_INSTALLED_TWICE = "COMPONENT_INSTALLED_TWICE";
    /** A request has no entities. */
    public static final String EMPTY_REQUEST = "EMPTY_REQUEST";
    /** What decides how readings are kept cannot change once there are some. */
    public static final String FIXED_BY_READINGS = "FIXED_BY_READINGS";
    /** Something still refers to the entity. */
    public static final String STILL_IN_USE = "STILL_IN_USE";
    /** The component has readings or initial measurements. */
    public static final String HAS_READINGS = "HAS_READINGS";
    /** No entity has the id. */
    public static final String NOT_FOUND = "NOT_FOUND";
    /** No handle is left for a new component. */
    public static final String HANDLES_EXHAUSTED = "HANDLES_EXHAUSTED";
    /** A filter cannot be understood. */
    public static final String BAD_FILTER = "BAD_FILTER";
    /** A page token is not one, or belongs to another list. */
    public static final String BAD_PAGE_TOKEN = "BAD_PAGE_TOKEN";
    /** A selection selects nothing. */
    public static final String EMPTY_SELECTION = "EMPTY_SELECTION";
    /** More changes of the registry wait than may. */
    public static final String REGISTRY_BUSY = "REGISTRY_BUSY";
    /** The caller gave up before the change was made. */
    public static final String ABANDONED = "ABANDONED";
    /** The registry takes no changes in because the server stops. */
    public static final String STOPPING = "STOPPING";

    private Reason() {}
}
