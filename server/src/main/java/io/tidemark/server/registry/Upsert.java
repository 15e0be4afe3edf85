package io.tidemark.server.registry;

import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.entity.RegistryEntity;
import io.tidemark.server.registry.form.EntityForm;
import io.tidemark.server.registry.form.FieldPath;
import io.tidemark.server.registry.form.Limits;
import io.tidemark.server.registry.form.Reason;
import io.tidemark.v1.Entity;
import io.tidemark.v1.UpsertRequest;

/** Creates or replaces the entities of one request: all of them or none. */
final class Upsert {

    private final Tables tables;
    private final DataPresence data;

    Upsert(Tables tables, DataPresence data) {
        this.tables = tables;
        this.data = data;
    }

    /** Refuses what cannot be; each entity is looked at with those before it in place. */
    void check(UpsertRequest request) {
        int count = request.getEntitiesCount();
        if (count == 0) {
            throw Refusal.invalid(Reason.EMPTY_REQUEST, "entities", "[]", "send at least one entity");
        }
        if (count > Limits.ENTITIES_MAX) {
            throw Refusal.invalid(
                            Reason.TOO_MANY_ENTRIES,
                            "entities",
                            count + " entries",
                            "a request holds at most " + Limits.ENTITIES_MAX + "; send several")
                    .with("limit", Limits.ENTITIES_MAX);
        }
        Draft draft = new Draft(tables);
        StateRules rules = new StateRules(draft);
        for (int i = 0; i < count; i++) {
            Entity message = request.getEntities(i);
            FieldPath path = EntityForm.path(message, i);
            EntityForm.check(message, path);
            RegistryEntity entity = EntityForm.read(message);
            if (draft.put(entity, i)) {
                rules.check(entity, path);
            }
        }
        checkHandles(draft);
        Refusal conflict = new DataRules(draft, data).conflict();
        if (conflict != null) {
            throw conflict;
        }
    }

    private void checkHandles(Draft draft) {
        long left = ComponentTable.HANDLE_MAX + 1L - tables.components.nextHandle();
        long wanted = draft.components.keySet().stream()
                .filter(id -> tables.components.handleOf(id) == 0)
                .count();
        if (wanted > left) {
            throw Refusal.of(
                            Refusal.Kind.RESOURCE_EXHAUSTED,
                            Reason.HANDLES_EXHAUSTED,
                            wanted + " components are new and " + left + " handles are left of "
                                    + ComponentTable.HANDLE_MAX + "; handles of deleted components are not given again")
                    .with("limit", ComponentTable.HANDLE_MAX);
        }
    }

    /** Applies a request that was checked; refuses it whole when readings came since that it would bend. */
    Outcome apply(UpsertRequest request) {
        Draft draft = new Draft(tables);
        for (int i = 0; i < request.getEntitiesCount(); i++) {
            draft.put(EntityForm.read(request.getEntities(i)), i);
        }
        Refusal conflict = new DataRules(draft, data).conflict();
        if (conflict != null) {
            return Outcome.refused(conflict);
        }
        new Commit(tables, tables.components::add).write(draft);
        return draft.outcome();
    }
}
