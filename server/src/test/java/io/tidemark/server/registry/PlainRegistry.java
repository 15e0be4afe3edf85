package io.tidemark.server.registry;

import io.tidemark.journal.v1.EntityKind;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.registry.entity.DeviceConfiguration;
import io.tidemark.server.registry.entity.InstallEvent;
import io.tidemark.server.registry.entity.MeasuringComponent;
import io.tidemark.server.registry.entity.MeasuringComponentType;
import io.tidemark.server.registry.entity.Provider;
import io.tidemark.server.registry.entity.RegistryEntity;
import io.tidemark.server.registry.entity.ServicePoint;
import io.tidemark.server.registry.form.EntityForm;
import io.tidemark.v1.Entity;
import io.tidemark.v1.UpsertRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The registry's rules written down plainly: six maps, and every rule looked at from scratch each time. */
final class PlainRegistry {

    private static final Map<Class<?>, EntityKind> KINDS = Map.of(
            Provider.class, EntityKind.PROVIDER,
            ServicePoint.class, EntityKind.SERVICE_POINT,
            MeasuringComponentType.class, EntityKind.MEASURING_COMPONENT_TYPE,
            DeviceConfiguration.class, EntityKind.DEVICE_CONFIGURATION,
            InstallEvent.class, EntityKind.INSTALL_EVENT,
            MeasuringComponent.class, EntityKind.MEASURING_COMPONENT);

    Map<String, RegistryEntity> entities = new TreeMap<>();
    Map<String, Integer> handles = new TreeMap<>();
    int nextHandle = 1;

    /** The reason for which the request is refused; null when it is applied. */
    String upsert(UpsertRequest request, Set<Integer> withData) {
        Map<String, RegistryEntity> before = new TreeMap<>(entities);
        String reason = null;
        for (Entity message : request.getEntitiesList()) {
            RegistryEntity entity = EntityForm.read(message);
            entities.put(key(entity), entity);
            reason = contradiction(entity);
            if (reason != null) {
                break;
            }
        }
        reason = reason == null ? bentData(before, withData) : reason;
        if (reason != null) {
            entities = before;
            return reason;
        }
        for (Entity message : request.getEntitiesList()) {
            if (message.hasMeasuringComponent()
                    && !handles.containsKey(message.getMeasuringComponent().getId())) {
                handles.put(message.getMeasuringComponent().getId(), nextHandle++);
            }
        }
        return null;
    }

    /** The same for a deletion. */
    String delete(EntityKind kind, String id, Set<Integer> withData) {
        String key = kind + " " + id;
        if (!entities.containsKey(key)) {
            return "NOT_FOUND";
        }
        if (kind == EntityKind.MEASURING_COMPONENT && withData.contains(handles.get(id))) {
            return "HAS_READINGS";
        }
        if (isReferredTo(kind, id)) {
            return "STILL_IN_USE";
        }
        Map<String, RegistryEntity> before = new TreeMap<>(entities);
        entities.remove(key);
        String reason = bentData(before, withData);
        if (reason != null) {
            entities = before;
        } else if (kind == EntityKind.MEASURING_COMPONENT) {
            handles.remove(id);
        }
        return reason;
    }

    private boolean isReferredTo(EntityKind kind, String id) {
        return switch (kind) {
            case PROVIDER -> any(ServicePoint.class, point -> point.provider().equals(id));
            case SERVICE_POINT ->
                any(InstallEvent.class, event -> event.servicePoint().equals(id));
            case MEASURING_COMPONENT_TYPE ->
                any(MeasuringComponent.class, component -> component.type().equals(id));
            case DEVICE_CONFIGURATION ->
                any(InstallEvent.class, event -> event.deviceConfiguration().equals(id))
                        || any(
                                MeasuringComponent.class,
                                component -> component.deviceConfigurations().contains(id));
            case MEASURING_COMPONENT ->
                any(
                        InstallEvent.class,
                        event -> event.installReadings().stream()
                                .anyMatch(note -> note.component().equals(id)));
            default -> false;
        };
    }

    private <E> boolean any(Class<E> kind, Predicate<E> test) {
        return all(kind).stream().anyMatch(test);
    }

    <E> List<E> all(Class<E> kind) {
        return entities.values().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private String contradiction(RegistryEntity entity) {
        if (entity instanceof ServicePoint point
                && !point.provider().isEmpty()
                && get(Provider.class, point.provider()) == null) {
            return "UNKNOWN_REFERENCE";
        }
        if (entity instanceof InstallEvent event
                && (get(DeviceConfiguration.class, event.deviceConfiguration()) == null
                        || get(ServicePoint.class, event.servicePoint()) == null)) {
            return "UNKNOWN_REFERENCE";
        }
        if (entity instanceof MeasuringComponent component
                && (get(MeasuringComponentType.class, component.type()) == null
                        || component.deviceConfigurations().stream()
                                .anyMatch(id -> get(DeviceConfiguration.class, id) == null))) {
            return "UNKNOWN_REFERENCE";
        }
        for (DeviceConfiguration configuration : all(DeviceConfiguration.class)) {
            List<Period> installed = all(InstallEvent.class).stream()
                    .filter(event -> get(DeviceConfiguration.class, event.deviceConfiguration())
                            .device()
                            .equals(configuration.device()))
                    .map(InstallEvent::installed)
                    .toList();
            if (overlap(installed)) {
                return "INSTALLATIONS_OVERLAP";
            }
        }
        for (MeasuringComponent component : all(MeasuringComponent.class)) {
            if (overlap(inForce(component).stream().map(InForce::period).toList())) {
                return "COMPONENT_INSTALLED_TWICE";
            }
        }
        return null;
    }

    /** An installation of a component while its configuration is effective. */
    record InForce(Period period, InstallEvent event) {}

    /** Of one component, in order of time. */
    List<InForce> inForce(MeasuringComponent component) {
        List<InForce> found = new ArrayList<>();
        for (InstallEvent event : all(InstallEvent.class)) {
            if (component.deviceConfigurations().contains(event.deviceConfiguration())) {
                Period life = get(DeviceConfiguration.class, event.deviceConfiguration())
                        .effective();
                Period period = event.installed().intersect(life.fromMillis(), life.toMillis());
                if (!period.isEmpty()) {
                    found.add(new InForce(period, event));
                }
            }
        }
        found.sort(Comparator.comparingLong(one -> one.period.fromMillis()));
        return found;
    }

    private static boolean overlap(List<Period> periods) {
        for (int i = 0; i < periods.size(); i++) {
            for (int k = i + 1; k < periods.size(); k++) {
                if (periods.get(i)
                        .overlaps(periods.get(k).fromMillis(), periods.get(k).toMillis())) {
                    return true;
                }
            }
        }
        return false;
    }

    SeriesShape shape(MeasuringComponent component) {
        MeasuringComponentType type = get(MeasuringComponentType.class, component.type());
        List<InForce> inForce = inForce(component);
        long phase = 0;
        if (!inForce.isEmpty() && type.isInterval()) {
            InstallEvent first = inForce.get(0).event;
            int offset = get(ServicePoint.class, first.servicePoint())
                    .zone()
                    .getRules()
                    .getStandardOffset(Instant.ofEpochMilli(first.installed().fromMillis()))
                    .getTotalSeconds();
            phase = IntervalGrid.anchoredAtStandardMidnight(type.intervalMillis(), offset)
                    .phaseMillis();
        }
        return new SeriesShape(type.intervalMillis(), type.isCumulative(), (int) phase);
    }

    private String bentData(Map<String, RegistryEntity> before, Set<Integer> withData) {
        PlainRegistry old = new PlainRegistry();
        old.entities = before;
        for (MeasuringComponent component : all(MeasuringComponent.class)) {
            MeasuringComponent stood = old.get(MeasuringComponent.class, component.id());
            if (withData.contains(handles.get(component.id()))
                    && !old.shape(stood).equals(shape(component))) {
                return "FIXED_BY_READINGS";
            }
        }
        return null;
    }

    <E extends RegistryEntity> E get(Class<E> kind, String id) {
        return kind.cast(entities.get(KINDS.get(kind) + " " + id));
    }

    /** Kind and id of an entity. */
    static String key(RegistryEntity entity) {
        return KINDS.get(entity.getClass()) + " " + entity.id();
    }
}
