package io.tidemark.client;

import io.tidemark.v1.DeviceConfiguration;
import io.tidemark.v1.Entity;
import io.tidemark.v1.InstallEvent;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.Provider;
import io.tidemark.v1.ServicePoint;

/** Wraps the objects of the registry for an upsert. */
public final class Entities {

    private Entities() {}

    /** A provider. */
    public static Entity of(Provider provider) {
        return Entity.newBuilder().setProvider(provider).build();
    }

    /** A service point. */
    public static Entity of(ServicePoint servicePoint) {
        return Entity.newBuilder().setServicePoint(servicePoint).build();
    }

    /** A measuring component type. */
    public static Entity of(MeasuringComponentType type) {
        return Entity.newBuilder().setMeasuringComponentType(type).build();
    }

    /** A device configuration. */
    public static Entity of(DeviceConfiguration configuration) {
        return Entity.newBuilder().setDeviceConfiguration(configuration).build();
    }

    /** An install event. */
    public static Entity of(InstallEvent event) {
        return Entity.newBuilder().setInstallEvent(event).build();
    }

    /** A measuring component. */
    public static Entity of(MeasuringComponent component) {
        return Entity.newBuilder().setMeasuringComponent(component).build();
    }
}
