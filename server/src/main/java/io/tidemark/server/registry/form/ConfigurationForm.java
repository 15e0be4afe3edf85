package io.tidemark.server.registry.form;

import io.tidemark.v1.FeatureConfiguration;

/** The configurations as messages. */
public final class ConfigurationForm {

    /** How far back a usable measurement may be sought, elapsed hours. */
    private static final int HOURS_MAX = 87_840;

    private ConfigurationForm() {}

    /**
     * Refuses settings that cannot be.
     *
     * @throws io.tidemark.server.refusal.Refusal naming the field
     */
    public static void check(FeatureConfiguration message) {
        if (message.hasHoursInPastToRetrieveLastUsableMeasurement()) {
            Fields.checkRange(
                    FieldPath.REQUEST,
                    "hours_in_past_to_retrieve_last_usable_measurement",
                    Integer.toUnsignedLong(message.getHoursInPastToRetrieveLastUsableMeasurement()),
                    1,
                    HOURS_MAX);
        }
    }
}
