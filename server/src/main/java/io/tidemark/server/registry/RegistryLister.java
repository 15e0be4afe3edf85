package io.tidemark.server.registry;

import io.tidemark.journal.v1.EntityKind;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.entity.RegistryEntity;
import io.tidemark.server.registry.form.EntityForm;
import io.tidemark.server.registry.form.Limits;
import io.tidemark.server.registry.form.Reason;
import io.tidemark.v1.Entity;
import io.tidemark.v1.FeatureConfiguration;
import io.tidemark.v1.ListEntitiesRequest;
import io.tidemark.v1.MasterConfiguration;
import io.tidemark.v1.ResolveComponentsRequest;
import io.tidemark.v1.ResolveComponentsResponse;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;

/**
 * Gives entities out, one by one and in lists. Runs on any thread and takes the read half of the state's lock by itself,
 * for a slice of a list at a time, so that a long list holds no change up for long.
 */
public final class RegistryLister {

    /** Entities on a page. */
    public static final int PAGE_SIZE_MAX = 10_000;

    /** Entities on a page where the request does not say. */
    public static final int PAGE_SIZE_DEFAULT = 1_000;

    /** Size at which a page is full, bytes; what a client takes in one message by default is a little more. */
    public static final int PAGE_BYTES_MAX = 3 * 1024 * 1024;

    /** Entities that are looked at before the lock is let go for a moment. */
    static final int SLICE_ENTITIES_MAX = 20_000;

    /**
     * A page of a list.
     *
     * @param nextPageToken where the list goes on; empty at its end
     */
    public record Page(List<Entity> entities, String nextPageToken) {}

    private final Registry registry;
    private final Lock readLock;

    /**
     * Makes a lister.
     *
     * @param readLock the read half of the state's lock
     */
    public RegistryLister(Registry registry, Lock readLock) {
        this.registry = registry;
        this.readLock = readLock;
    }

    /**
     * One entity.
     *
     * @throws Refusal NOT_FOUND when there is none of this id
     */
    public Entity get(EntityKind kind, String id) {
        readLock.lock();
        try {
            Tables tables = registry.tables();
            if (kind == EntityKind.MEASURING_COMPONENT) {
                int handle = tables.components.handleOf(id);
                if (handle != 0) {
                    return EntityForm.write(tables.component(handle), handle);
                }
            } else {
                RegistryEntity entity = tables.table(kind).value(id);
                if (entity != null) {
                    return EntityForm.write(entity, 0);
                }
            }
            throw Deletion.notFound(kind.name().toLowerCase(Locale.ROOT).replace('_', ' '), id);
        } finally {
            readLock.unlock();
        }
    }

    /** The settings of the whole house. */
    public MasterConfiguration master() {
        readLock.lock();
        try {
            return registry.master();
        } finally {
            readLock.unlock();
        }
    }

    /** The settings of the measurement data options. */
    public FeatureConfiguration feature() {
        readLock.lock();
        try {
            return registry.feature();
        } finally {
            readLock.unlock();
        }
    }

    /** Handles for ids, 0 where there is no such component. */
    public ResolveComponentsResponse resolve(ResolveComponentsRequest request) {
        int count = request.getComponentsCount();
        if (count > Limits.RESOLVE_MAX) {
            throw Refusal.invalid(
                            Reason.TOO_MANY_ENTRIES,
                            "components",
                            count + " entries",
                            "at most " + Limits.RESOLVE_MAX + " are allowed; send several requests")
                    .with("limit", Limits.RESOLVE_MAX);
        }
        ResolveComponentsResponse.Builder handles = ResolveComponentsResponse.newBuilder();
        readLock.lock();
        try {
            for (int i = 0; i < count; i++) {
                handles.addHandles(registry.components().handleOf(request.getComponents(i)));
            }
        } finally {
            readLock.unlock();
        }
        return handles.build();
    }

    /**
     * A page of a list: entities by id, components by handle.
     *
     * @param isAbandoned whether nobody waits for the page any more; asked between slices
     * @throws Refusal when the filter, the size or the token cannot be
     */
    public Page list(EntityKind kind, ListEntitiesRequest request, BooleanSupplier isAbandoned) {
        PageInMaking page = new PageInMaking(pageSize(request));
        List<Filter.Term> terms = Filter.parse(request.getFilter(), FilterFields.of(kind));
        Walk walk = kind == EntityKind.MEASURING_COMPONENT
                ? new ComponentWalk(
                        registry.tables(),
                        terms,
                        PageToken.handle(kind.name(), request.getFilter(), request.getPageToken()))
                : new EntryWalk(
                        registry.tables(),
                        kind,
                        terms,
                        PageToken.key(kind.name(), request.getFilter(), request.getPageToken()));
        boolean goesOn = true;
        while (goesOn) {
            if (isAbandoned.getAsBoolean()) {
                throw Refusal.of(Refusal.Kind.CANCELLED, Reason.ABANDONED, "the call ended before the page was full");
            }
            readLock.lock();
            try {
                goesOn = walk.step(page);
            } finally {
                readLock.unlock();
            }
        }
        String token = page.hasMore ? PageToken.of(kind.name(), request.getFilter(), page.lastKey) : "";
        return new Page(page.entities(), token);
    }

    private static int pageSize(ListEntitiesRequest request) {
        int size = request.getPageSize();
        if (size < 0 || size > PAGE_SIZE_MAX) {
            throw Refusal.invalid(
                            Reason.OUT_OF_RANGE,
                            "page_size",
                            size,
                            "give 1 to " + PAGE_SIZE_MAX + ", or 0 for " + PAGE_SIZE_DEFAULT)
                    .with("limit", PAGE_SIZE_MAX);
        }
        return size == 0 ? PAGE_SIZE_DEFAULT : size;
    }

    /** A way through the entities of one kind, a slice at a time. */
    interface Walk {

        /**
         * Puts what matches in the next slice on the page. Called under the lock.
         *
         * @return whether there is more to look at and room on the page
         */
        boolean step(PageInMaking page);
    }
}
