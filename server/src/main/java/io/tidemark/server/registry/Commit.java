package io.tidemark.server.registry;

import io.tidemark.server.registry.Entry.ConfigurationEntry;
import io.tidemark.server.registry.Entry.EventEntry;
import io.tidemark.server.registry.Entry.ProviderEntry;
import io.tidemark.server.registry.Entry.ServicePointEntry;
import io.tidemark.server.registry.Entry.TypeEntry;
import io.tidemark.server.registry.entity.DeviceConfiguration;
import io.tidemark.server.registry.entity.InstallEvent;
import io.tidemark.server.registry.entity.MeasuringComponent;
import io.tidemark.server.registry.entity.MeasuringComponentType;
import io.tidemark.server.registry.entity.Provider;
import io.tidemark.server.registry.entity.ServicePoint;
import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.agrona.collections.IntHashSet;

/**
 * Writes a draft into the tables: entities first, in the order of what refers to what, then the columns of all components
 * that any of it touches. Runs on the writer thread under the write lock; nothing in here can be refused.
 */
final class Commit {

    private final Tables tables;
    private final ToIntFunction<String> newHandles;
    private final IntHashSet touched = new IntHashSet();

    /**
     * Prepares a commit.
     *
     * @param newHandles registers the id of a new component and gives its handle
     */
    Commit(Tables tables, ToIntFunction<String> newHandles) {
        this.tables = tables;
        this.newHandles = newHandles;
    }

    /** Writes the draft. */
    void write(Draft draft) {
        draft.providers.values().forEach(pending -> put(pending.value()));
        draft.types.values().forEach(pending -> put(pending.value()));
        draft.servicePoints.values().forEach(pending -> put(pending.value()));
        draft.configurations.values().forEach(pending -> put(pending.value()));
        draft.events.values().forEach(pending -> put(pending.value()));
        draft.components.values().forEach(pending -> put(pending.value()));
        draft.deletedEvents.forEach(this::remove);
        Columns columns = new Columns(tables);
        touched.forEachInt(columns::refresh);
    }

    private void put(Provider provider) {
        ProviderEntry entry = tables.providers.get(provider.id());
        if (entry == null) {
            tables.providers.add(provider);
        } else {
            entry.value = provider;
        }
    }

    private void put(MeasuringComponentType type) {
        TypeEntry entry = tables.types.get(type.id());
        if (entry == null) {
            tables.types.add(type);
            return;
        }
        boolean isReshaped = entry.value.intervalMillis() != type.intervalMillis()
                || entry.value.isCumulative() != type.isCumulative();
        if (!entry.value.equals(type)) {
            tables.typesChangedIn = tables.components.changes();
        }
        entry.value = type;
        if (isReshaped) {
            int[] types = tables.components.typeColumn();
            for (int handle = 1; handle < tables.components.nextHandle(); handle++) {
                if (types[handle] == entry.ordinal && tables.components.isRegistered(handle)) {
                    touched.add(handle);
                }
            }
        }
    }

    private void put(ServicePoint given) {
        ProviderEntry provider = given.provider().isEmpty() ? null : tables.providers.get(given.provider());
        ServicePoint point = provider == null
                ? given
                : new ServicePoint(
                        given.id(),
                        given.zone(),
                        provider.value.id(),
                        given.isEstimationEligible(),
                        given.suppressions(),
                        given.holidays());
        ServicePointEntry entry = tables.servicePoints.get(point.id());
        boolean isMoved = false;
        if (entry == null) {
            entry = tables.servicePoints.add(point);
        } else {
            isMoved = !entry.value.zone().equals(point.zone()) || entry.provider != provider;
            if (entry.provider != null) {
                entry.provider.servicePointCount--;
            }
        }
        entry.value = point;
        entry.provider = provider;
        if (provider != null) {
            provider.servicePointCount++;
        }
        for (int i = 0; isMoved && i < entry.eventCount(); i++) {
            touch(entry.event(i).configuration);
        }
    }

    private void put(DeviceConfiguration given) {
        ConfigurationEntry[] siblings = tables.configurationsOn(given.device());
        String device = siblings.length > 0 ? siblings[0].value.device() : given.device();
        DeviceConfiguration configuration =
                new DeviceConfiguration(given.id(), device, given.shift(), given.effective());
        ConfigurationEntry entry = tables.configurations.get(given.id());
        if (entry == null) {
            tables.addToDevice(tables.configurations.add(configuration));
            return;
        }
        boolean isChanged = !entry.value.effective().equals(configuration.effective())
                || entry.value.shift() != configuration.shift();
        tables.removeFromDevice(entry);
        entry.value = configuration;
        tables.addToDevice(entry);
        if (isChanged) {
            touch(entry);
        }
    }

    private void put(InstallEvent given) {
        ConfigurationEntry configuration = tables.configurations.get(given.deviceConfiguration());
        ServicePointEntry point = tables.servicePoints.get(given.servicePoint());
        InstallEvent event = new InstallEvent(
                given.id(),
                configuration.value.id(),
                point.value.id(),
                given.installed(),
                given.off(),
                given.installReadings(),
                given.removalReadings());
        EventEntry entry = tables.events.get(event.id());
        if (entry == null) {
            entry = tables.events.add(event);
        } else {
            unlink(entry);
            entry.value = event;
        }
        entry.configuration = configuration;
        entry.point = point;
        configuration.addEvent(entry);
        point.addEvent(entry);
        tables.countNotes(event, 1);
        touch(configuration);
    }

    private void remove(EventEntry entry) {
        unlink(entry);
        tables.events.remove(entry);
    }

    private void unlink(EventEntry entry) {
        entry.configuration.removeEvent(entry);
        entry.point.removeEvent(entry);
        tables.countNotes(entry.value, -1);
        touch(entry.configuration);
    }

    private void put(MeasuringComponent component) {
        ComponentTable components = tables.components;
        TypeEntry type = tables.types.get(component.type());
        ConfigurationEntry[] configurations = configurations(component);
        int handle = components.handleOf(component.id());
        if (handle == 0) {
            handle = newHandles.applyAsInt(component.id());
            tables.linkComponent(handle, type, configurations);
        } else if (components.type(handle) != type.ordinal
                || !Arrays.equals(components.configurations(handle), configurations)) {
            tables.unlinkComponent(handle);
            tables.linkComponent(handle, type, configurations);
        }
        Schedule schedule = tables.shared(new Schedule(component.cadence(), component.dueAfter()));
        components.setSettings(handle, type.ordinal, configurations, schedule);
        touched.add(handle);
    }

    private ConfigurationEntry[] configurations(MeasuringComponent component) {
        ConfigurationEntry[] entries = component.deviceConfigurations().stream()
                .map(tables.configurations::get)
                .toArray(ConfigurationEntry[]::new);
        return entries.length == 1 ? entries[0].alone : entries;
    }

    private void touch(ConfigurationEntry configuration) {
        for (int i = 0; i < configuration.handleCount(); i++) {
            touched.add(configuration.handle(i));
        }
    }
}
