package io.tidemark.server.registry;

import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.registry.entity.DeviceConfiguration;
import io.tidemark.server.registry.entity.InstallEvent;
import io.tidemark.server.registry.entity.MeasuringComponentType;
import io.tidemark.server.registry.entity.Provider;
import io.tidemark.server.registry.entity.RegistryEntity;
import io.tidemark.server.registry.entity.ServicePoint;
import java.util.Arrays;

/**
 * An entity in its table, with what refers to it. The value is replaced, the entry stays while the entity lives.
 *
 * @param <V> the entity
 */
abstract class Entry<V extends RegistryEntity> {

    /** Dense number within the kind, 0 or more; never given again while the process runs. */
    final int ordinal;

    /** The entity as it stands. */
    V value;

    /** Whether it was deleted. Lists that still hold the entry pass over it. */
    boolean isGone;

    Entry(int ordinal, V value) {
        this.ordinal = ordinal;
        this.value = value;
    }

    static final class ProviderEntry extends Entry<Provider> {
        /** Service points that name it. */
        int servicePointCount;

        ProviderEntry(int ordinal, Provider value) {
            super(ordinal, value);
        }
    }

    static final class TypeEntry extends Entry<MeasuringComponentType> {
        /** Components of this type. */
        int componentCount;

        TypeEntry(int ordinal, MeasuringComponentType value) {
            super(ordinal, value);
        }
    }

    /** An entity that install events name: a service point or a device configuration. */
    abstract static class PlacedEntry<V extends RegistryEntity> extends Entry<V> {

        private static final EventEntry[] NO_EVENTS = {};

        private EventEntry[] events = NO_EVENTS;
        private int eventCount;

        PlacedEntry(int ordinal, V value) {
            super(ordinal, value);
        }

        /** Install events that name it. */
        int eventCount() {
            return eventCount;
        }

        /** One of them, in no particular order. */
        EventEntry event(int index) {
            return events[index];
        }

        void addEvent(EventEntry event) {
            if (eventCount == events.length) {
                events = Arrays.copyOf(events, eventCount + 1 + (eventCount >> 1));
            }
            events[eventCount++] = event;
        }

        void removeEvent(EventEntry event) {
            for (int i = eventCount - 1; i >= 0; i--) {
                if (events[i] == event) {
                    events[i] = events[--eventCount];
                    events[eventCount] = null;
                    return;
                }
            }
            throw new IllegalStateException("install event " + event.value.id() + " is not listed at " + value.id());
        }
    }

    static final class ServicePointEntry extends PlacedEntry<ServicePoint> {
        /** Its provider; null when it has none. */
        ProviderEntry provider;

        ServicePointEntry(int ordinal, ServicePoint value) {
            super(ordinal, value);
        }
    }

    static final class ConfigurationEntry extends PlacedEntry<DeviceConfiguration> {

        private static final int[] NO_HANDLES = {};

        /** This entry alone in an array, for the many components that belong to one configuration only. */
        final ConfigurationEntry[] alone = {this};

        private int[] handles = NO_HANDLES;
        private int handleCount;

        ConfigurationEntry(int ordinal, DeviceConfiguration value) {
            super(ordinal, value);
        }

        /** Components that name it. */
        int handleCount() {
            return handleCount;
        }

        /** Handle of one of them, in no particular order. */
        int handle(int index) {
            return handles[index];
        }

        void addHandle(int handle) {
            if (handleCount == handles.length) {
                handles = Arrays.copyOf(handles, handleCount + 1 + (handleCount >> 1));
            }
            handles[handleCount++] = handle;
        }

        void removeHandle(int handle) {
            for (int i = handleCount - 1; i >= 0; i--) {
                if (handles[i] == handle) {
                    handles[i] = handles[--handleCount];
                    return;
                }
            }
            throw new IllegalStateException("component " + handle + " is not listed at " + value.id());
        }
    }

    static final class EventEntry extends Entry<InstallEvent> {
        ConfigurationEntry configuration;
        ServicePointEntry point;
        /** The event as the rules of the domain want it, without registers; shared by the components it concerns. */
        Installation installation;

        EventEntry(int ordinal, InstallEvent value) {
            super(ordinal, value);
        }

        /** Makes the installation anew after a change of the event, its configuration or its service point. */
        void refresh() {
            installation = new Installation(
                    value.installed(),
                    configuration.value.effective(),
                    value.off(),
                    point.value.zone(),
                    configuration.value.shift(),
                    point.ordinal,
                    Double.NaN,
                    Double.NaN);
        }
    }
}
