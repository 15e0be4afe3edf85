package io.tidemark.server.registry.entity;

/** Anything that the registry keeps under an id. Ids are unique within a kind. */
public sealed interface RegistryEntity
        permits Provider, ServicePoint, MeasuringComponentType, DeviceConfiguration, InstallEvent, MeasuringComponent {

    /** Its id. */
    String id();
}
