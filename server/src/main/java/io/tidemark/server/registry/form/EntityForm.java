package io.tidemark.server.registry.form;

import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.entity.DeviceConfiguration;
import io.tidemark.server.registry.entity.InstallEvent;
import io.tidemark.server.registry.entity.MeasuringComponent;
import io.tidemark.server.registry.entity.MeasuringComponentType;
import io.tidemark.server.registry.entity.Provider;
import io.tidemark.server.registry.entity.RegistryEntity;
import io.tidemark.server.registry.entity.ServicePoint;
import io.tidemark.v1.Entity;

/** Entities of any kind as messages. */
public final class EntityForm {

    private EntityForm() {}

    /** Where an entity of a request stands, with the field of its kind: {@code entities[3].service_point}. */
    public static FieldPath path(Entity message, int index) {
        FieldPath element = FieldPath.REQUEST.element("entities", index);
        return switch (message.getEntityCase()) {
            case PROVIDER -> element.field("provider");
            case SERVICE_POINT -> element.field("service_point");
            case MEASURING_COMPONENT_TYPE -> element.field("measuring_component_type");
            case DEVICE_CONFIGURATION -> element.field("device_configuration");
            case INSTALL_EVENT -> element.field("install_event");
            case MEASURING_COMPONENT -> element.field("measuring_component");
            case ENTITY_NOT_SET -> element;
        };
    }

    /**
     * Refuses a message that can never be an entity.
     *
     * @throws Refusal naming the first field that is wrong
     */
    public static void check(Entity message, FieldPath path) {
        switch (message.getEntityCase()) {
            case PROVIDER -> ProviderForm.check(message.getProvider(), path);
            case SERVICE_POINT -> ServicePointForm.check(message.getServicePoint(), path);
            case MEASURING_COMPONENT_TYPE ->
                MeasuringComponentTypeForm.check(message.getMeasuringComponentType(), path);
            case DEVICE_CONFIGURATION -> DeviceConfigurationForm.check(message.getDeviceConfiguration(), path);
            case INSTALL_EVENT -> InstallEventForm.check(message.getInstallEvent(), path);
            case MEASURING_COMPONENT -> MeasuringComponentForm.check(message.getMeasuringComponent(), path);
            case ENTITY_NOT_SET -> throw Fields.missing(path, "entity");
        }
    }

    /** Makes an entity of a message that was checked. */
    public static RegistryEntity read(Entity message) {
        return switch (message.getEntityCase()) {
            case PROVIDER -> ProviderForm.read(message.getProvider());
            case SERVICE_POINT -> ServicePointForm.read(message.getServicePoint());
            case MEASURING_COMPONENT_TYPE -> MeasuringComponentTypeForm.read(message.getMeasuringComponentType());
            case DEVICE_CONFIGURATION -> DeviceConfigurationForm.read(message.getDeviceConfiguration());
            case INSTALL_EVENT -> InstallEventForm.read(message.getInstallEvent());
            case MEASURING_COMPONENT -> MeasuringComponentForm.read(message.getMeasuringComponent());
            case ENTITY_NOT_SET -> throw new IllegalStateException("a record holds an entity of no kind");
        };
    }

    /**
     * The entity as a message.
     *
     * @param handle handle of a measuring component; ignored for other kinds
     */
    public static Entity write(RegistryEntity entity, int handle) {
        Entity.Builder message = Entity.newBuilder();
        // No switch over patterns in Java 17.
        if (entity instanceof Provider provider) {
            message.setProvider(ProviderForm.write(provider));
        } else if (entity instanceof ServicePoint point) {
            message.setServicePoint(ServicePointForm.write(point));
        } else if (entity instanceof MeasuringComponentType type) {
            message.setMeasuringComponentType(MeasuringComponentTypeForm.write(type));
        } else if (entity instanceof DeviceConfiguration configuration) {
            message.setDeviceConfiguration(DeviceConfigurationForm.write(configuration));
        } else if (entity instanceof InstallEvent event) {
            message.setInstallEvent(InstallEventForm.write(event));
        } else if (entity instanceof MeasuringComponent component) {
            message.setMeasuringComponent(MeasuringComponentForm.write(component, handle));
        }
        return message.build();
    }
}
