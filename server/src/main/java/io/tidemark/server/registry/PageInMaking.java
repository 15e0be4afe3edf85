package io.tidemark.server.registry;

import io.tidemark.v1.Entity;
import java.util.ArrayList;
import java.util.List;

/** A page that is being filled: full by number or by size, with at least one entity. */
final class PageInMaking {

    private final int entitiesMax;
    private final List<Entity> entities = new ArrayList<>();
    private int bytes;

    /** Key of the last entity on it. */
    String lastKey = "";

    /** Whether an entity was found that did not fit. */
    boolean hasMore;

    PageInMaking(int entitiesMax) {
        this.entitiesMax = entitiesMax;
    }

    /** Puts an entity on the page; false, for the page is full. */
    boolean add(Entity entity, String key) {
        int size = entity.getSerializedSize();
        boolean isFull = entities.size() == entitiesMax || bytes + size > RegistryLister.PAGE_BYTES_MAX;
        if (isFull && !entities.isEmpty()) {
            hasMore = true;
            return false;
        }
        entities.add(entity);
        bytes += size;
        lastKey = key;
        return true;
    }

    List<Entity> entities() {
        return entities;
    }
}
