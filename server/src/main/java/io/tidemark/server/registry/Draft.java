package io.tidemark.server.registry;

import io.tidemark.server.registry.Entry.ConfigurationEntry;
import io.tidemark.server.registry.Entry.EventEntry;
import io.tidemark.server.registry.entity.DeviceConfiguration;
import io.tidemark.server.registry.entity.InstallEvent;
import io.tidemark.server.registry.entity.MeasuringComponent;
import io.tidemark.server.registry.entity.MeasuringComponentType;
import io.tidemark.server.registry.entity.Provider;
import io.tidemark.server.registry.entity.RegistryEntity;
import io.tidemark.server.registry.entity.ServicePoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The registry as it would be after a request, laid over the tables as they are. Questions are answered from the request
 * first and from the tables where it says nothing.
 *
 * <p>Made for one request, by the thread that checks or applies it, under the state's lock; changes nothing.
 */
final class Draft {

    /**
     * A new or changed entity.
     *
     * @param index where it stands in the request
     */
    record Pending<V extends RegistryEntity>(V value, int index) {}

    final Tables base;
    final Map<String, Pending<Provider>> providers = new LinkedHashMap<>();
    final Map<String, Pending<ServicePoint>> servicePoints = new LinkedHashMap<>();
    final Map<String, Pending<MeasuringComponentType>> types = new LinkedHashMap<>();
    final Map<String, Pending<DeviceConfiguration>> configurations = new LinkedHashMap<>();
    final Map<String, Pending<InstallEvent>> events = new LinkedHashMap<>();
    final Map<String, Pending<MeasuringComponent>> components = new LinkedHashMap<>();

    /** Install events that the request deletes. */
    final Set<EventEntry> deletedEvents = new HashSet<>();

    private final Map<String, Set<String>> eventsByConfiguration = new HashMap<>();
    private final Map<String, Set<String>> configurationsByDevice = new HashMap<>();
    private final Map<String, Set<String>> componentsByConfiguration = new HashMap<>();
    private int created;
    private int updated;
    private int unchanged;

    Draft(Tables base) {
        this.base = base;
    }

    /** How many entities came, and what of them. */
    Outcome outcome() {
        return Outcome.applied(created, updated, unchanged);
    }

    /** Puts an entity over what stands under its id; false when it stood there just so. */
    boolean put(RegistryEntity entity, int index) {
        // No switch over patterns in Java 17.
        if (entity instanceof Provider one) {
            return put(providers, one, index, provider(one.id()));
        } else if (entity instanceof ServicePoint one) {
            return put(servicePoints, one, index, servicePoint(one.id()));
        } else if (entity instanceof MeasuringComponentType one) {
            return put(types, one, index, type(one.id()));
        } else if (entity instanceof DeviceConfiguration one) {
            list(configurationsByDevice, one.device(), one.id());
            return put(configurations, one, index, configuration(one.id()));
        } else if (entity instanceof InstallEvent one) {
            list(eventsByConfiguration, one.deviceConfiguration(), one.id());
            return put(events, one, index, event(one.id()));
        } else {
            MeasuringComponent one = (MeasuringComponent) entity;
            one.deviceConfigurations().forEach(id -> list(componentsByConfiguration, id, one.id()));
            return put(components, one, index, component(one.id()));
        }
    }

    private <V extends RegistryEntity> boolean put(Map<String, Pending<V>> kind, V entity, int index, V stands) {
        if (entity.equals(stands)) {
            unchanged++;
            return false;
        }
        if (stands == null) {
            created++;
        } else {
            updated++;
        }
        kind.put(entity.id(), new Pending<>(entity, index));
        return true;
    }

    private static void list(Map<String, Set<String>> index, String of, String id) {
        index.computeIfAbsent(of, key -> new HashSet<>(2)).add(id);
    }

    Provider provider(String id) {
        Pending<Provider> pending = providers.get(id);
        return pending != null ? pending.value : base.providers.value(id);
    }

    ServicePoint servicePoint(String id) {
        Pending<ServicePoint> pending = servicePoints.get(id);
        return pending != null ? pending.value : base.servicePoints.value(id);
    }

    MeasuringComponentType type(String id) {
        Pending<MeasuringComponentType> pending = types.get(id);
        return pending != null ? pending.value : base.types.value(id);
    }

    DeviceConfiguration configuration(String id) {
        Pending<DeviceConfiguration> pending = configurations.get(id);
        return pending != null ? pending.value : base.configurations.value(id);
    }

    InstallEvent event(String id) {
        Pending<InstallEvent> pending = events.get(id);
        return pending != null ? pending.value : base.events.value(id);
    }

    MeasuringComponent component(String id) {
        Pending<MeasuringComponent> pending = components.get(id);
        if (pending != null) {
            return pending.value;
        }
        int handle = base.components.handleOf(id);
        return handle == 0 ? null : base.component(handle);
    }

    /** Install events that name a configuration. */
    List<InstallEvent> eventsOf(String configuration) {
        List<InstallEvent> found = new ArrayList<>(2);
        ConfigurationEntry entry = base.configurations.get(configuration);
        int standing = entry == null ? 0 : entry.eventCount();
        for (int i = 0; i < standing; i++) {
            EventEntry event = entry.event(i);
            if (!events.containsKey(event.value.id()) && !deletedEvents.contains(event)) {
                found.add(event.value);
            }
        }
        for (String id : eventsByConfiguration.getOrDefault(configuration, Set.of())) {
            Pending<InstallEvent> pending = events.get(id);
            if (pending != null && pending.value.deviceConfiguration().equals(configuration)) {
                found.add(pending.value);
            }
        }
        return found;
    }

    /** Configurations of a device. */
    List<DeviceConfiguration> configurationsOn(String device) {
        List<DeviceConfiguration> found = new ArrayList<>(2);
        for (ConfigurationEntry entry : base.configurationsOn(device)) {
            if (!configurations.containsKey(entry.value.id())) {
                found.add(entry.value);
            }
        }
        for (String id : configurationsByDevice.getOrDefault(device, Set.of())) {
            Pending<DeviceConfiguration> pending = configurations.get(id);
            if (pending != null && pending.value.device().equals(device)) {
                found.add(pending.value);
            }
        }
        return found;
    }

    /** Components that name a configuration and at least one other. */
    List<MeasuringComponent> sharedComponentsOf(String configuration) {
        List<MeasuringComponent> found = new ArrayList<>(0);
        ConfigurationEntry entry = base.configurations.get(configuration);
        int standing = entry == null ? 0 : entry.handleCount();
        for (int i = 0; i < standing; i++) {
            int handle = entry.handle(i);
            if (base.components.configurations(handle).length > 1
                    && !components.containsKey(base.components.id(handle))) {
                found.add(base.component(handle));
            }
        }
        for (String id : componentsByConfiguration.getOrDefault(configuration, Set.of())) {
            Pending<MeasuringComponent> pending = components.get(id);
            if (pending != null
                    && pending.value.deviceConfigurations().size() > 1
                    && pending.value.deviceConfigurations().contains(configuration)) {
                found.add(pending.value);
            }
        }
        return found;
    }

    /** What decides how a component's readings are kept. */
    SeriesShape shapeOf(MeasuringComponent component) {
        MeasuringComponentType type = type(component.type());
        Places places = new Places();
        for (String id : component.deviceConfigurations()) {
            DeviceConfiguration configuration = configuration(id);
            for (InstallEvent event : eventsOf(id)) {
                places.offer(
                        event.installed(),
                        configuration.effective(),
                        servicePoint(event.servicePoint()).zone());
            }
        }
        return SeriesShape.of(type.intervalMillis(), type.isCumulative(), places.standardOffsetSeconds());
    }
}
