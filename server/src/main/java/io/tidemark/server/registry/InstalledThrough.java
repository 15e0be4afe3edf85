package io.tidemark.server.registry;

import io.tidemark.journal.v1.EntityDeletion;
import io.tidemark.server.registry.Entry.ConfigurationEntry;
import io.tidemark.server.registry.Entry.EventEntry;
import io.tidemark.server.registry.Entry.ServicePointEntry;
import io.tidemark.server.registry.entity.InstallEvent;
import io.tidemark.server.registry.form.EntityForm;
import io.tidemark.v1.Entity;
import io.tidemark.v1.UpsertRequest;
import java.util.Arrays;
import org.agrona.collections.IntHashSet;

/** Finds the components whose installations a change of entities can touch. Looks at the state before the change. */
final class InstalledThrough {

    private final Tables tables;
    private final IntHashSet handles = new IntHashSet();

    InstalledThrough(Tables tables) {
        this.tables = tables;
    }

    int[] of(UpsertRequest request) {
        for (Entity entity : request.getEntitiesList()) {
            switch (entity.getEntityCase()) {
                case SERVICE_POINT ->
                    at(tables.servicePoints.get(entity.getServicePoint().getId()));
                case DEVICE_CONFIGURATION ->
                    of(tables.configurations.get(entity.getDeviceConfiguration().getId()));
                case INSTALL_EVENT -> {
                    InstallEvent event = (InstallEvent) EntityForm.read(entity);
                    of(tables.events.get(event.id()));
                    of(tables.configurations.get(event.deviceConfiguration()));
                }
                case MEASURING_COMPONENT ->
                    one(tables.components.handleOf(
                            entity.getMeasuringComponent().getId()));
                default -> {}
            }
        }
        return ascending();
    }

    int[] of(EntityDeletion deletion) {
        switch (deletion.getKind()) {
            case INSTALL_EVENT -> of(tables.events.get(deletion.getId()));
            case DEVICE_CONFIGURATION -> of(tables.configurations.get(deletion.getId()));
            default -> {}
        }
        return ascending();
    }

    private void at(ServicePointEntry point) {
        for (int i = 0; point != null && i < point.eventCount(); i++) {
            of(point.event(i).configuration);
        }
    }

    private void of(EventEntry event) {
        if (event != null) {
            of(event.configuration);
        }
    }

    private void of(ConfigurationEntry configuration) {
        for (int i = 0; configuration != null && i < configuration.handleCount(); i++) {
            handles.add(configuration.handle(i));
        }
    }

    private void one(int handle) {
        if (handle != 0) {
            handles.add(handle);
        }
    }

    private int[] ascending() {
        int[] found = new int[handles.size()];
        int[] count = {0};
        handles.forEachInt(handle -> found[count[0]++] = handle);
        Arrays.sort(found);
        return found;
    }
}
