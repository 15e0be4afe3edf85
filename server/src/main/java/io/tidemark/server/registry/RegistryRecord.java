package io.tidemark.server.registry;

/** The types of the registry's journal records, and what the payload of each is. */
public final class RegistryRecord {

    /** Entities created or replaced: a {@code tidemark.v1.UpsertRequest}. */
    public static final byte UPSERT = 0x10;

    /** One entity deleted: a {@code tidemark.journal.v1.EntityDeletion}. */
    public static final byte DELETE = 0x11;

    /** The settings of the whole house: a {@code tidemark.v1.MasterConfiguration}. */
    public static final byte MASTER_CONFIGURATION = 0x12;

    /** The settings of the measurement data options: a {@code tidemark.v1.FeatureConfiguration}. */
    public static final byte FEATURE_CONFIGURATION = 0x13;

    private RegistryRecord() {}

    /** Whether a record of this type belongs to the registry. */
    public static boolean isRegistry(byte recordType) {
        return recordType >= UPSERT && recordType <= FEATURE_CONFIGURATION;
    }
}
