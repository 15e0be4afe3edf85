package io.tidemark.server.registry;

import io.tidemark.journal.v1.EntityKind;
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
import io.tidemark.server.registry.entity.RegisterNote;
import io.tidemark.server.registry.entity.ServicePoint;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.IntHashSet;

/** All of the registry's state, and nothing that changes it: the tables and the indexes between them. */
final class Tables {

    private static final ConfigurationEntry[] NO_CONFIGURATIONS = {};

    final EntityTable<Provider, ProviderEntry> providers = new EntityTable<>(ProviderEntry::new);
    final EntityTable<ServicePoint, ServicePointEntry> servicePoints = new EntityTable<>(ServicePointEntry::new);
    final EntityTable<MeasuringComponentType, TypeEntry> types = new EntityTable<>(TypeEntry::new);
    final EntityTable<DeviceConfiguration, ConfigurationEntry> configurations =
            new EntityTable<>(ConfigurationEntry::new);
    final EntityTable<InstallEvent, EventEntry> events = new EntityTable<>(EventEntry::new);
    final ComponentTable components = new ComponentTable();

    /** The change in which a type was last given other settings than before. */
    int typesChangedIn;

    /** Configurations by the id of their device; those of one device are in one array. */
    final IdMap<ConfigurationEntry[]> devices = new IdMap<>(entries -> entries[0].value.device());

    private final Map<Schedule, Schedule> schedules = new HashMap<>();

    /** How many install events note a register of a component, by the component's id, whether it exists or not. */
    final Map<String, Integer> registerNotes = new HashMap<>();

    /** A registered component as an entity. */
    MeasuringComponent component(int handle) {
        ConfigurationEntry[] entries = components.configurations(handle);
        String[] ids = new String[entries.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = entries[i].value.id();
        }
        Schedule schedule = components.schedule(handle);
        return new MeasuringComponent(
                components.id(handle),
                types.byOrdinal(components.type(handle)).value.id(),
                List.of(ids),
                schedule.cadence(),
                schedule.dueAfter());
    }

    /** The table of a kind; components have one of another form. */
    EntityTable<?, ?> table(EntityKind kind) {
        return switch (kind) {
            case PROVIDER -> providers;
            case SERVICE_POINT -> servicePoints;
            case MEASURING_COMPONENT_TYPE -> types;
            case DEVICE_CONFIGURATION -> configurations;
            case INSTALL_EVENT -> events;
            case MEASURING_COMPONENT, ENTITY_KIND_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("no table of kind " + kind);
        };
    }

    /** Components ever installed at a service point, ascending. */
    int[] handlesAt(ServicePointEntry point) {
        IntHashSet handles = new IntHashSet();
        for (int i = 0; i < point.eventCount(); i++) {
            ConfigurationEntry configuration = point.event(i).configuration;
            for (int k = 0; k < configuration.handleCount(); k++) {
                handles.add(configuration.handle(k));
            }
        }
        int[] ascending = new int[handles.size()];
        int[] count = {0};
        handles.forEachInt(handle -> ascending[count[0]++] = handle);
        Arrays.sort(ascending);
        return ascending;
    }

    /** Puts a component into the lists of what it refers to. */
    void linkComponent(int handle, TypeEntry type, ConfigurationEntry[] itsConfigurations) {
        type.componentCount++;
        for (ConfigurationEntry configuration : itsConfigurations) {
            configuration.addHandle(handle);
        }
    }

    /** Takes a component out of the lists of what it refers to. */
    void unlinkComponent(int handle) {
        types.byOrdinal(components.type(handle)).componentCount--;
        for (ConfigurationEntry configuration : components.configurations(handle)) {
            configuration.removeHandle(handle);
        }
    }

    /** Counts the registers that an install event notes, up or down. */
    void countNotes(InstallEvent event, int by) {
        countNotes(event.installReadings(), by);
        countNotes(event.removalReadings(), by);
    }

    private void countNotes(List<RegisterNote> notes, int by) {
        for (RegisterNote note : notes) {
            registerNotes.merge(note.component(), by, (before, more) -> before + more == 0 ? null : before + more);
        }
    }

    /** Lists a configuration at its device. */
    void addToDevice(ConfigurationEntry entry) {
        ConfigurationEntry[] entries = configurationsOn(entry.value.device());
        if (entries.length == 0) {
            devices.put(entry.alone);
        } else {
            ConfigurationEntry[] more = Arrays.copyOf(entries, entries.length + 1);
            more[entries.length] = entry;
            devices.put(more);
        }
    }

    /** Takes a configuration out of the list at its device. */
    void removeFromDevice(ConfigurationEntry entry) {
        String device = entry.value.device();
        ConfigurationEntry[] rest =
                Arrays.stream(devices.get(device)).filter(one -> one != entry).toArray(ConfigurationEntry[]::new);
        if (rest.length == 0) {
            devices.remove(device);
        } else {
            devices.put(rest);
        }
    }

    /** The one object for schedules that are equal. */
    Schedule shared(Schedule schedule) {
        return schedule.equals(Schedule.DEFAULT)
                ? Schedule.DEFAULT
                : schedules.computeIfAbsent(schedule, itself -> itself);
    }

    /** The configurations of a device; not to be changed. */
    ConfigurationEntry[] configurationsOn(String device) {
        ConfigurationEntry[] entries = devices.get(device);
        return entries == null ? NO_CONFIGURATIONS : entries;
    }
}
