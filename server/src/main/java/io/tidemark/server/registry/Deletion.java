package io.tidemark.server.registry;

import io.tidemark.journal.v1.EntityDeletion;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.Entry.ConfigurationEntry;
import io.tidemark.server.registry.Entry.EventEntry;
import io.tidemark.server.registry.Entry.ProviderEntry;
import io.tidemark.server.registry.Entry.ServicePointEntry;
import io.tidemark.server.registry.Entry.TypeEntry;
import io.tidemark.server.registry.form.Reason;

/** Takes one entity out, where nothing depends on it. */
final class Deletion {

    private final Tables tables;
    private final DataPresence data;

    Deletion(Tables tables, DataPresence data) {
        this.tables = tables;
        this.data = data;
    }

    /** Why the entity cannot be deleted; null when it can. */
    Refusal refusalOf(EntityDeletion deletion) {
        String id = deletion.getId();
        return switch (deletion.getKind()) {
            case PROVIDER -> ofProvider(tables.providers.get(id), id);
            case SERVICE_POINT -> ofServicePoint(tables.servicePoints.get(id), id);
            case MEASURING_COMPONENT_TYPE -> ofType(tables.types.get(id), id);
            case DEVICE_CONFIGURATION -> ofConfiguration(tables.configurations.get(id), id);
            case INSTALL_EVENT -> ofEvent(tables.events.get(id), id);
            case MEASURING_COMPONENT -> ofComponent(tables.components.handleOf(id), id);
            case ENTITY_KIND_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("a deletion of kind " + deletion.getKindValue());
        };
    }

    private Refusal ofProvider(ProviderEntry entry, String id) {
        if (entry == null) {
            return notFound("provider", id);
        }
        return stillInUse("provider", id, entry.servicePointCount, "service points name it");
    }

    private Refusal ofServicePoint(ServicePointEntry entry, String id) {
        if (entry == null) {
            return notFound("service point", id);
        }
        return stillInUse("service point", id, entry.eventCount(), "install events name it");
    }

    private Refusal ofType(TypeEntry entry, String id) {
        if (entry == null) {
            return notFound("measuring component type", id);
        }
        return stillInUse("measuring component type", id, entry.componentCount, "measuring components are of it");
    }

    private Refusal ofConfiguration(ConfigurationEntry entry, String id) {
        if (entry == null) {
            return notFound("device configuration", id);
        }
        Refusal byEvents = stillInUse("device configuration", id, entry.eventCount(), "install events name it");
        return byEvents != null
                ? byEvents
                : stillInUse("device configuration", id, entry.handleCount(), "measuring components name it");
    }

    private Refusal ofEvent(EventEntry entry, String id) {
        if (entry == null) {
            return notFound("install event", id);
        }
        return new DataRules(draft(entry), data).conflict();
    }

    private Refusal ofComponent(int handle, String id) {
        if (handle == 0) {
            return notFound("measuring component", id);
        }
        if (data.hasData(handle)) {
            return Refusal.of(
                            Refusal.Kind.FAILED_PRECONDITION,
                            Reason.HAS_READINGS,
                            "measuring component \"" + id
                                    + "\" has readings or initial measurements; delete those before it")
                    .with("value", id);
        }
        return stillInUse(
                "measuring component",
                id,
                tables.registerNotes.getOrDefault(id, 0),
                "install events note a register of it");
    }

    static Refusal notFound(String what, String id) {
        return Refusal.of(Refusal.Kind.NOT_FOUND, Reason.NOT_FOUND, "there is no " + what + " \"" + id + '"')
                .with("value", id);
    }

    private static Refusal stillInUse(String what, String id, int count, String by) {
        if (count == 0) {
            return null;
        }
        return Refusal.of(
                        Refusal.Kind.FAILED_PRECONDITION,
                        Reason.STILL_IN_USE,
                        what + " \"" + id + "\" is still in use: " + count + " " + by
                                + "; delete or change those first")
                .with("value", id)
                .with("count", count);
    }

    private Draft draft(EventEntry deleted) {
        Draft draft = new Draft(tables);
        draft.deletedEvents.add(deleted);
        return draft;
    }

    /** Deletes an entity that can be. */
    void delete(EntityDeletion deletion) {
        String id = deletion.getId();
        switch (deletion.getKind()) {
            case PROVIDER -> tables.providers.remove(tables.providers.get(id));
            case SERVICE_POINT -> delete(tables.servicePoints.get(id));
            case MEASURING_COMPONENT_TYPE -> tables.types.remove(tables.types.get(id));
            case DEVICE_CONFIGURATION -> delete(tables.configurations.get(id));
            case INSTALL_EVENT -> new Commit(tables, noNew -> 0).write(draft(tables.events.get(id)));
            case MEASURING_COMPONENT -> delete(tables.components.handleOf(id));
            case ENTITY_KIND_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("a deletion of kind " + deletion.getKindValue());
        }
    }

    private void delete(ServicePointEntry entry) {
        if (entry.provider != null) {
            entry.provider.servicePointCount--;
        }
        tables.servicePoints.remove(entry);
    }

    private void delete(ConfigurationEntry entry) {
        tables.removeFromDevice(entry);
        tables.configurations.remove(entry);
    }

    private void delete(int handle) {
        tables.unlinkComponent(handle);
        tables.components.remove(handle);
    }
}
