package io.tidemark.server.registry;

import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.registry.Entry.ConfigurationEntry;
import io.tidemark.server.registry.Entry.EventEntry;
import io.tidemark.server.registry.Entry.ProviderEntry;
import io.tidemark.server.registry.entity.MeasuringComponentType;

/** Works a component's derived columns out anew: the shape of its series, and where it hangs or hung last. */
final class Columns {

    private static final Period NEVER = new Period(Long.MAX_VALUE, Long.MIN_VALUE);

    private final Tables tables;

    Columns(Tables tables) {
        this.tables = tables;
    }

    /** Refreshes the columns of one component. */
    void refresh(int handle) {
        ComponentTable components = tables.components;
        Places places = new Places();
        EventEntry latest = null;
        for (ConfigurationEntry configuration : components.configurations(handle)) {
            for (int i = 0; i < configuration.eventCount(); i++) {
                EventEntry event = configuration.event(i);
                if (places.offer(event.value.installed(), configuration.value.effective(), event.point.value.zone())) {
                    latest = event;
                }
            }
        }
        MeasuringComponentType type = tables.types.byOrdinal(components.type(handle)).value;
        components.setShape(
                handle, SeriesShape.of(type.intervalMillis(), type.isCumulative(), places.standardOffsetSeconds()));
        if (latest == null) {
            components.setPlace(handle, ComponentTable.NONE, ComponentTable.NONE, NEVER);
        } else {
            ProviderEntry provider = latest.point.provider;
            Period life = latest.configuration.value.effective();
            components.setPlace(
                    handle,
                    latest.point.ordinal,
                    provider == null ? ComponentTable.NONE : provider.ordinal,
                    latest.value.installed().intersect(life.fromMillis(), life.toMillis()));
        }
    }
}
