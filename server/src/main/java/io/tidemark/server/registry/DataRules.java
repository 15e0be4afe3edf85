package io.tidemark.server.registry;

import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.Draft.Pending;
import io.tidemark.server.registry.Entry.ConfigurationEntry;
import io.tidemark.server.registry.Entry.EventEntry;
import io.tidemark.server.registry.Entry.ServicePointEntry;
import io.tidemark.server.registry.Entry.TypeEntry;
import io.tidemark.server.registry.entity.DeviceConfiguration;
import io.tidemark.server.registry.entity.InstallEvent;
import io.tidemark.server.registry.entity.MeasuringComponent;
import io.tidemark.server.registry.entity.MeasuringComponentType;
import io.tidemark.server.registry.entity.ServicePoint;
import io.tidemark.server.registry.form.FieldPath;
import io.tidemark.server.registry.form.Reason;
import java.util.HashSet;
import java.util.Set;

/**
 * What a component's readings forbid: once there are some, its {@linkplain SeriesShape shape} stays. Whatever a request
 * changes, it comes down to the shapes of the components it touches.
 *
 * <p>Asked twice: when a request is checked, and when it is applied, for readings may have come in between.
 */
final class DataRules {

    private final Draft draft;
    private final DataPresence data;
    private final Set<ConfigurationEntry> seen = new HashSet<>();

    DataRules(Draft draft, DataPresence data) {
        this.draft = draft;
        this.data = data;
    }

    /** Why the draft cannot be, as far as readings go; null when nothing stands against it. */
    Refusal conflict() {
        try {
            draft.types.values().forEach(this::look);
            draft.servicePoints.values().forEach(this::lookAtPoint);
            draft.configurations.values().forEach(this::lookAtConfiguration);
            draft.events.values().forEach(this::lookAtEvent);
            draft.components.values().forEach(this::lookAtComponent);
            for (EventEntry event : draft.deletedEvents) {
                look(event.configuration, FieldPath.REQUEST.field("id"));
            }
            return null;
        } catch (Refusal conflict) {
            return conflict;
        }
    }

    private void look(Pending<MeasuringComponentType> pending) {
        MeasuringComponentType type = pending.value();
        TypeEntry entry = draft.base.types.get(type.id());
        if (entry == null
                || (entry.value.intervalMillis() == type.intervalMillis()
                        && entry.value.isCumulative() == type.isCumulative())) {
            return;
        }
        FieldPath path = path(pending, "measuring_component_type");
        String field = "accumulation";
        if (entry.value.intervalMillis() != type.intervalMillis()) {
            field = entry.value.isInterval() == type.isInterval() ? "interval" : "kind";
        }
        ComponentTable components = draft.base.components;
        int[] types = components.typeColumn();
        for (int handle = 1; handle < components.nextHandle(); handle++) {
            if (types[handle] == entry.ordinal && components.isRegistered(handle)) {
                look(handle, path.field(field));
            }
        }
    }

    private void lookAtPoint(Pending<ServicePoint> pending) {
        ServicePointEntry entry = draft.base.servicePoints.get(pending.value().id());
        if (entry == null || entry.value.zone().equals(pending.value().zone())) {
            return;
        }
        for (int i = 0; i < entry.eventCount(); i++) {
            look(entry.event(i).configuration, path(pending, "service_point").field("time_zone"));
        }
    }

    private void lookAtConfiguration(Pending<DeviceConfiguration> pending) {
        ConfigurationEntry entry = draft.base.configurations.get(pending.value().id());
        if (entry != null && !entry.value.effective().equals(pending.value().effective())) {
            look(entry, path(pending, "device_configuration").field("effective_from"));
        }
    }

    private void lookAtEvent(Pending<InstallEvent> pending) {
        FieldPath path = path(pending, "install_event").field("installed_at");
        EventEntry before = draft.base.events.get(pending.value().id());
        if (before != null) {
            look(before.configuration, path);
        }
        ConfigurationEntry now = draft.base.configurations.get(pending.value().deviceConfiguration());
        if (now != null) {
            look(now, path);
        }
    }

    private void lookAtComponent(Pending<MeasuringComponent> pending) {
        int handle = draft.base.components.handleOf(pending.value().id());
        if (handle != 0) {
            look(handle, path(pending, "measuring_component").field("type"));
        }
    }

    private void look(ConfigurationEntry configuration, FieldPath path) {
        if (seen.add(configuration)) {
            for (int i = 0; i < configuration.handleCount(); i++) {
                look(configuration.handle(i), path);
            }
        }
    }

    private void look(int handle, FieldPath path) {
        if (!data.hasData(handle)) {
            return;
        }
        ComponentTable components = draft.base.components;
        MeasuringComponent component = draft.component(components.id(handle));
        SeriesShape stands = components.shape(handle);
        SeriesShape wanted = draft.shapeOf(component);
        if (!wanted.equals(stands)) {
            throw Refusal.of(
                            Refusal.Kind.FAILED_PRECONDITION,
                            Reason.FIXED_BY_READINGS,
                            path + " would make component \"" + component.id() + "\" one with " + text(wanted)
                                    + ", and it has readings as one with " + text(stands)
                                    + "; delete them first, or register another component")
                    .with("field", path)
                    .with("component", component.id());
        }
    }

    private static FieldPath path(Pending<?> pending, String kind) {
        return FieldPath.REQUEST.element("entities", pending.index()).field(kind);
    }

    private static String text(SeriesShape shape) {
        String values = shape.isCumulative() ? "cumulative values" : "interval values";
        return shape.isInterval()
                ? values + " every " + shape.intervalMillis() / 1_000 + " s, " + shape.phaseMillis() / 1_000
                        + " s past the multiple in UTC"
                : values + " at arbitrary instants";
    }
}
