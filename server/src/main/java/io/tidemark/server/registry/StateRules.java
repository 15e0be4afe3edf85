package io.tidemark.server.registry;

import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.entity.DeviceConfiguration;
import io.tidemark.server.registry.entity.InstallEvent;
import io.tidemark.server.registry.entity.MeasuringComponent;
import io.tidemark.server.registry.entity.RegistryEntity;
import io.tidemark.server.registry.entity.ServicePoint;
import io.tidemark.server.registry.form.FieldPath;
import io.tidemark.server.registry.form.Limits;
import io.tidemark.server.registry.form.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What must hold between entities: references lead somewhere, a device is installed once at a time, a component is
 * installed once at a time. Each function looks at a draft into which the entity was put.
 */
final class StateRules {

    /** An installation in time; for a component the part that is in force. */
    private record Span(Period period, String event) {}

    private final Draft draft;

    StateRules(Draft draft) {
        this.draft = draft;
    }

    /**
     * Checks one entity that is new or changed.
     *
     * @throws Refusal when it contradicts the others
     */
    void check(RegistryEntity entity, FieldPath path) {
        if (entity instanceof ServicePoint point) {
            if (!point.provider().isEmpty()) {
                require(draft.provider(point.provider()), "provider", point.provider(), path.field("provider"));
            }
        } else if (entity instanceof DeviceConfiguration configuration) {
            checkDevice(configuration.device(), path.field("device"));
            checkComponentsOf(configuration.id(), path.field("effective_from"));
        } else if (entity instanceof InstallEvent event) {
            check(event, path);
        } else if (entity instanceof MeasuringComponent component) {
            check(component, path);
        }
    }

    private void check(InstallEvent event, FieldPath path) {
        DeviceConfiguration configuration = draft.configuration(event.deviceConfiguration());
        require(configuration, "device configuration", event.deviceConfiguration(), path.field("device_configuration"));
        require(
                draft.servicePoint(event.servicePoint()),
                "service point",
                event.servicePoint(),
                path.field("service_point"));
        checkDevice(configuration.device(), path.field("installed_at"));
        checkComponentsOf(configuration.id(), path.field("installed_at"));
    }

    private void check(MeasuringComponent component, FieldPath path) {
        require(draft.type(component.type()), "measuring component type", component.type(), path.field("type"));
        List<String> configurations = component.deviceConfigurations();
        for (int i = 0; i < configurations.size(); i++) {
            require(
                    draft.configuration(configurations.get(i)),
                    "device configuration",
                    configurations.get(i),
                    path.element("device_configurations", i));
        }
        if (configurations.size() > 1) {
            checkInstalledOnce(component, path.field("device_configurations"));
        }
    }

    private static void require(Object found, String what, String id, FieldPath path) {
        if (found == null) {
            throw Refusal.invalid(
                    Reason.UNKNOWN_REFERENCE,
                    path.toString(),
                    '"' + id + '"',
                    "there is no " + what + " of this id; put it before what refers to it");
        }
    }

    private void checkDevice(String device, FieldPath path) {
        List<DeviceConfiguration> configurations = draft.configurationsOn(device);
        checkLimit(configurations.size(), Limits.DEVICE_CONFIGURATIONS_MAX, "configurations", device, path);
        List<Span> spans = new ArrayList<>(2);
        for (DeviceConfiguration configuration : configurations) {
            for (InstallEvent event : draft.eventsOf(configuration.id())) {
                spans.add(new Span(event.installed(), event.id()));
            }
            checkLimit(spans.size(), Limits.DEVICE_EVENTS_MAX, "install events", device, path);
        }
        checkDisjoint(
                spans,
                path,
                Reason.INSTALLATIONS_OVERLAP,
                "installations of one device must not overlap; remove device \"" + device + "\" before installing it");
    }

    private static void checkLimit(int count, int countMax, String what, String device, FieldPath path) {
        if (count > countMax) {
            throw Refusal.invalid(
                            Reason.TOO_MANY_ENTRIES,
                            path.toString(),
                            '"' + device + '"',
                            "a device has at most " + countMax + " " + what)
                    .with("limit", countMax);
        }
    }

    private void checkComponentsOf(String configuration, FieldPath path) {
        for (MeasuringComponent component : draft.sharedComponentsOf(configuration)) {
            checkInstalledOnce(component, path);
        }
    }

    private void checkInstalledOnce(MeasuringComponent component, FieldPath path) {
        List<Span> spans = new ArrayList<>(4);
        for (String id : component.deviceConfigurations()) {
            Period effective = draft.configuration(id).effective();
            for (InstallEvent event : draft.eventsOf(id)) {
                Period inForce = event.installed().intersect(effective.fromMillis(), effective.toMillis());
                if (!inForce.isEmpty()) {
                    spans.add(new Span(inForce, event.id()));
                }
            }
        }
        checkDisjoint(
                spans,
                path,
                Reason.COMPONENT_INSTALLED_TWICE,
                "component \"" + component.id() + "\" would be installed twice at once; end one installation first");
    }

    private static void checkDisjoint(List<Span> spans, FieldPath path, String reason, String rule) {
        if (spans.size() < 2) {
            return;
        }
        spans.sort(Comparator.comparingLong((Span span) -> span.period.fromMillis())
                .thenComparing(Span::event));
        for (int i = 1; i < spans.size(); i++) {
            Span before = spans.get(i - 1);
            Span span = spans.get(i);
            if (span.period.fromMillis() < before.period.toMillis()) {
                throw Refusal.invalid(
                        reason,
                        path.toString(),
                        text(span.period.fromMillis()),
                        "install event \"" + span.event + "\" begins while \"" + before.event + "\" lasts, "
                                + text(before.period.fromMillis()) + " to " + text(before.period.toMillis()) + "; "
                                + rule);
            }
        }
    }

    private static String text(long atMillis) {
        if (atMillis == Period.STILL_OPEN) {
            return "no end";
        }
        return atMillis == Period.NO_BEGINNING
                ? "no beginning"
                : Instant.ofEpochMilli(atMillis).toString();
    }
}
