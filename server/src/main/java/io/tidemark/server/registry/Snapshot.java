package io.tidemark.server.registry;

import io.tidemark.journal.v1.RegistryHead;
import io.tidemark.journal.v1.RegistryPart;
import io.tidemark.server.registry.form.EntityForm;
import io.tidemark.v1.Entity;
import io.tidemark.v1.FeatureConfiguration;
import io.tidemark.v1.MasterConfiguration;
import io.tidemark.v1.UpsertRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The registry as a sequence of parts, and back. What an entity refers to stands in front of it; handles are kept. */
final class Snapshot {

    /** Entities in a part: so many are made under the lock at a time, in a fraction of a millisecond. */
    private static final int PART_ENTITIES_MAX = 200;

    /** Size at which a part is full, bytes. */
    private static final int PART_BYTES_MAX = 256 * 1024;

    private final Tables tables;

    Snapshot(Tables tables) {
        this.tables = tables;
    }

    void write(MasterConfiguration master, FeatureConfiguration feature, Consumer<RegistryPart> parts) {
        parts.accept(RegistryPart.newBuilder()
                .setHead(RegistryHead.newBuilder()
                        .setNextHandle(tables.components.nextHandle())
                        .setMaster(master)
                        .setFeature(feature))
                .build());
        Parts entities = new Parts(parts);
        entities.addAll(tables.providers.inOrder());
        entities.addAll(tables.types.inOrder());
        entities.addAll(tables.servicePoints.inOrder());
        entities.addAll(tables.configurations.inOrder());
        entities.addAll(tables.events.inOrder());
        for (int handle = 1; handle < tables.components.nextHandle(); handle++) {
            if (tables.components.isRegistered(handle)) {
                entities.add(EntityForm.write(tables.component(handle), handle));
            }
        }
        entities.flush();
    }

    void restore(RegistryPart part) {
        if (part.hasHead()) {
            tables.components.restoreNextHandle(part.getHead().getNextHandle());
            return;
        }
        Draft draft = new Draft(tables);
        Map<String, Integer> handles = new HashMap<>();
        for (int i = 0; i < part.getEntities().getEntitiesCount(); i++) {
            Entity message = part.getEntities().getEntities(i);
            draft.put(EntityForm.read(message), i);
            if (message.hasMeasuringComponent()) {
                handles.put(
                        message.getMeasuringComponent().getId(),
                        message.getMeasuringComponent().getHandle());
            }
        }
        new Commit(tables, id -> tables.components.put(handles.get(id), id)).write(draft);
    }

    /** Collects entities and hands a part on when it is full. */
    private static final class Parts {

        private final Consumer<RegistryPart> parts;
        private UpsertRequest.Builder part = UpsertRequest.newBuilder();
        private int partBytes;

        Parts(Consumer<RegistryPart> parts) {
            this.parts = parts;
        }

        void addAll(Entry<?>[] entries) {
            for (Entry<?> entry : entries) {
                if (!entry.isGone) {
                    add(EntityForm.write(entry.value, 0));
                }
            }
        }

        void add(Entity entity) {
            part.addEntities(entity);
            partBytes += entity.getSerializedSize();
            if (part.getEntitiesCount() == PART_ENTITIES_MAX || partBytes >= PART_BYTES_MAX) {
                flush();
            }
        }

        void flush() {
            if (part.getEntitiesCount() > 0) {
                parts.accept(RegistryPart.newBuilder().setEntities(part).build());
                part = UpsertRequest.newBuilder();
                partBytes = 0;
            }
        }
    }
}
