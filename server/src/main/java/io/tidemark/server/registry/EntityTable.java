package io.tidemark.server.registry;

import io.tidemark.server.registry.entity.RegistryEntity;
import java.util.ArrayList;
import java.util.List;

/**
 * All entities of one kind: by id, by ordinal, and in order of id.
 *
 * @param <V> the entities
 * @param <E> their entries
 */
final class EntityTable<V extends RegistryEntity, E extends Entry<V>> {

    /** Makes the entry of a new entity. */
    @FunctionalInterface
    interface EntryMaker<V extends RegistryEntity, E extends Entry<V>> {
        E make(int ordinal, V value);
    }

    private final EntryMaker<V, E> maker;
    private final IdMap<E> byId = new IdMap<>(entry -> entry.value.id());
    private final List<E> byOrdinal = new ArrayList<>();
    private final SortedEntries<E> order = new SortedEntries<>();

    EntityTable(EntryMaker<V, E> maker) {
        this.maker = maker;
    }

    /** The entry of an id; null when there is none. */
    E get(String id) {
        return byId.get(id);
    }

    /** The value of an id; null when there is none. */
    V value(String id) {
        E entry = byId.get(id);
        return entry == null ? null : entry.value;
    }

    /** The entry that got the ordinal; null when it is deleted. */
    E byOrdinal(int ordinal) {
        return byOrdinal.get(ordinal);
    }

    /** How many ordinals were ever given. */
    int ordinals() {
        return byOrdinal.size();
    }

    /** How many there are. */
    int size() {
        return byId.size();
    }

    /** Puts in an entity whose id is not there. */
    E add(V value) {
        E entry = maker.make(byOrdinal.size(), value);
        byOrdinal.add(entry);
        byId.put(entry);
        order.add(entry);
        return entry;
    }

    /** Takes an entry out. */
    void remove(E entry) {
        entry.isGone = true;
        byId.remove(entry.value.id());
        byOrdinal.set(entry.ordinal, null);
        order.countGone();
    }

    /** See {@link SortedEntries#inOrder}. */
    Entry<?>[] inOrder() {
        return order.inOrder();
    }
}
