package io.tidemark.server.registry;

import io.tidemark.journal.v1.EntityKind;
import io.tidemark.server.registry.entity.DeviceConfiguration;
import io.tidemark.server.registry.entity.InstallEvent;
import io.tidemark.server.registry.entity.MeasuringComponentType;
import io.tidemark.server.registry.entity.Provider;
import io.tidemark.server.registry.entity.RegistryEntity;
import io.tidemark.server.registry.entity.ServicePoint;
import java.util.Set;

/** The fields that a filter may name, by kind, and their values. Those of components are in {@link ComponentWalk}. */
final class FilterFields {

    static final String ID = "id";
    static final String NAME = "name";
    static final String PROVIDER = "provider";
    static final String TIME_ZONE = "time_zone";
    static final String KIND = "kind";
    static final String DEVICE = "device";
    static final String DEVICE_CONFIGURATION = "device_configuration";
    static final String SERVICE_POINT = "service_point";
    static final String TYPE = "type";

    private FilterFields() {}

    /** The fields of a kind. */
    static Set<String> of(EntityKind kind) {
        return switch (kind) {
            case PROVIDER -> Set.of(ID, NAME);
            case SERVICE_POINT -> Set.of(ID, PROVIDER, TIME_ZONE);
            case MEASURING_COMPONENT_TYPE -> Set.of(ID, KIND);
            case DEVICE_CONFIGURATION -> Set.of(ID, DEVICE);
            case INSTALL_EVENT -> Set.of(ID, DEVICE_CONFIGURATION, SERVICE_POINT);
            case MEASURING_COMPONENT -> Set.of(ID, TYPE, DEVICE_CONFIGURATION, SERVICE_POINT, PROVIDER);
            case ENTITY_KIND_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("no kind: " + kind);
        };
    }

    /** The value of a field of an entity that is no component. */
    static String valueOf(String field, RegistryEntity entity) {
        if (field.equals(ID)) {
            return entity.id();
        }
        // No switch over patterns in Java 17.
        if (entity instanceof Provider provider) {
            return provider.name();
        } else if (entity instanceof ServicePoint point) {
            return field.equals(PROVIDER) ? point.provider() : point.zone().getId();
        } else if (entity instanceof MeasuringComponentType type) {
            return type.isInterval() ? "INTERVAL" : "SCALAR";
        } else if (entity instanceof DeviceConfiguration configuration) {
            return configuration.device();
        } else if (entity instanceof InstallEvent event) {
            return field.equals(DEVICE_CONFIGURATION) ? event.deviceConfiguration() : event.servicePoint();
        }
        throw new IllegalArgumentException("no field " + field + " of " + entity.id());
    }
}
