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

        private static final EventEntry[] NO_MORE = {};

        /** Most are named by one event, and an array for it would be larger than it need be. */
        private EventEntry first;

        private EventEntry[] more = NO_MORE;
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
            return index == 0 ? first : more[index - 1];
        }

        private void set(int index, EventEntry event) {
            if (index == 0) {
                first = event;
            } else {
                more[index - 1] = event;
            }
        }

        void addEvent(EventEntry event) {
            if (eventCount > more.length) {
                more = Arrays.copyOf(more, eventCount + (eventCount >> 1));
            }
            set(eventCount++, event);
        }

        void removeEvent(EventEntry event) {
            for (int i = eventCount - 1; i >= 0; i--) {
                if (event(i) == event) {
                    set(i, event(--eventCount));
                    set(eventCount, null);
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

        private static final int[] NO_MORE = {};

        /** This entry alone in an array, for the many components that belong to one configuration only. */
        final ConfigurationEntry[] alone = {this};

        private int first;
        private int[] more = NO_MORE;
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
            return index == 0 ? first : more[index - 1];
        }

        private void set(int index, int handle) {
            if (index == 0) {
                first = handle;
            } else {
                more[index - 1] = handle;
            }
        }

        void addHandle(int handle) {
            if (handleCount > more.length) {
                more = Arrays.copyOf(more, handleCount + (handleCount >> 1));
            }
            set(handleCount++, handle);
        }

        void removeHandle(int handle) {
            for (int i = handleCount - 1; i >= 0; i--) {
                if (handle(i) == handle) {
                    set(i, handle(--handleCount));
                    return;
                }
            }
            throw new IllegalStateException("component " + handle + " is not listed at " + value.id());
        }
    }

    static final class EventEntry extends Entry<InstallEvent> {
        ConfigurationEntry configuration;
        ServicePointEntry point;

        EventEntry(int ordinal, InstallEvent value) {
            super(ordinal, value);
        }

        /** The event as the rules of the domain want it, for one component. */
        Installation installation(String component) {
            return new Installation(
                    value.installed(),
                    configuration.value.effective(),
                    value.off(),
                    point.value.zone(),
                    configuration.value.shift(),
                    point.ordinal,
                    InstallEvent.readingOf(value.installReadings(), component),
                    InstallEvent.readingOf(value.removalReadings(), component));
        }
    }
}
