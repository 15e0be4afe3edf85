package io.tidemark.client;

import io.grpc.Status;
import io.tidemark.v1.BulkUpsertProgress;
import io.tidemark.v1.Entity;
import io.tidemark.v1.ListEntitiesRequest;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.RegistryServiceGrpc;
import io.tidemark.v1.RegistryServiceGrpc.RegistryServiceBlockingStub;
import io.tidemark.v1.ResolveComponentsRequest;
import io.tidemark.v1.ResolveComponentsResponse;
import io.tidemark.v1.UpsertRequest;
import io.tidemark.v1.UpsertResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Registers what is measured, and knows the handles of components. */
public final class RegistryClient {

    /** Most entities one upsert may hold. */
    public static final int UPSERT_ENTITIES_MAX = 10_000;

    private static final int RESOLVE_COMPONENTS_MAX = 100_000;
    private static final int PAGE_ENTITIES = 1_000;

    private final TidemarkClient client;
    private final HandleCache handles = new HandleCache();

    RegistryClient(TidemarkClient client) {
        this.client = client;
    }

    /** A stub of the registry, with the deadline of one request, for everything this class has no method for. */
    public RegistryServiceBlockingStub stub() {
        return client.stub(RegistryServiceGrpc::newBlockingStub);
    }

    /**
     * Creates or replaces entities, all of them or none, and waits until that is durable.
     *
     * @param entities at most {@link #UPSERT_ENTITIES_MAX}; what one refers to must exist or stand before it
     * @throws TidemarkException when one contradicts itself or the others; nothing has changed then
     */
    public UpsertResponse upsert(List<Entity> entities) {
        UpsertRequest request =
                UpsertRequest.newBuilder().addAllEntities(entities).build();
        return TidemarkClient.call(() -> stub().upsert(request));
    }

    /**
     * Creates or replaces any number of entities, in order, a thousand at a time. Each thousand is atomic on its own; those
     * before a refused one stay.
     *
     * @param progress is told how far it has come, on a thread of the client
     * @return the last progress
     * @throws TidemarkException when a request is refused
     */
    public BulkUpsertProgress upsertAll(Iterator<Entity> entities, Consumer<BulkUpsertProgress> progress) {
        return new BulkUpserts(client.channel(), progress).run(entities);
    }

    /**
     * Handles of components, in order; 0 where there is no such component. What was asked before is answered from memory.
     */
    public int[] handles(List<String> components) {
        int[] found = components.stream().mapToInt(handles::get).toArray();
        List<Integer> unknown = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            if (found[i] == 0) {
                unknown.add(i);
            }
        }
        for (int from = 0; from < unknown.size(); from += RESOLVE_COMPONENTS_MAX) {
            List<Integer> part = unknown.subList(from, Math.min(unknown.size(), from + RESOLVE_COMPONENTS_MAX));
            List<Integer> answer = resolve(part.stream().map(components::get).toList());
            for (int i = 0; i < part.size(); i++) {
                found[part.get(i)] = answer.get(i);
            }
        }
        return found;
    }

    /**
     * Handle of a component.
     *
     * @throws TidemarkException NOT_FOUND, {@code UNKNOWN_COMPONENT}, when there is none
     */
    public int handle(String component) {
        int handle = handles(List.of(component))[0];
        if (handle == 0) {
            throw new TidemarkException(
                    Status.Code.NOT_FOUND,
                    "UNKNOWN_COMPONENT",
                    "there is no measuring component " + component + ": register it first",
                    Map.of("field", "component", "value", component),
                    null);
        }
        return handle;
    }

    private List<Integer> resolve(List<String> components) {
        ResolveComponentsRequest request = ResolveComponentsRequest.newBuilder()
                .addAllComponents(components)
                .build();
        ResolveComponentsResponse answer = TidemarkClient.call(() -> stub().resolveComponents(request));
        handles.put(components, answer.getHandlesList());
        return answer.getHandlesList();
    }

    /**
     * Measuring components, fetched page by page as they are read.
     *
     * @param filter as in ListEntitiesRequest, such as {@code type = "hourly"}; empty: all
     */
    public Iterable<MeasuringComponent> measuringComponents(String filter) {
        return () -> new Pages<>(token -> {
            ListEntitiesRequest request = ListEntitiesRequest.newBuilder()
                    .setPageSize(PAGE_ENTITIES)
                    .setPageToken(token)
                    .setFilter(filter)
                    .build();
            var page = TidemarkClient.call(() -> stub().listMeasuringComponents(request));
            return new Pages.Page<>(page.getMeasuringComponentsList(), page.getNextPageToken());
        });
    }
}
