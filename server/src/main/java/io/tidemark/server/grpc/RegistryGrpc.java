package io.tidemark.server.grpc;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.tidemark.journal.v1.EntityDeletion;
import io.tidemark.journal.v1.EntityKind;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.RegistryLister;
import io.tidemark.server.registry.RegistryLister.Page;
import io.tidemark.server.registry.RegistryWriter;
import io.tidemark.server.registry.form.Reason;
import io.tidemark.v1.BulkUpsertProgress;
import io.tidemark.v1.DeleteEntityRequest;
import io.tidemark.v1.DeleteEntityResponse;
import io.tidemark.v1.DeviceConfiguration;
import io.tidemark.v1.Entity;
import io.tidemark.v1.FeatureConfiguration;
import io.tidemark.v1.GetConfigurationRequest;
import io.tidemark.v1.GetEntityRequest;
import io.tidemark.v1.InstallEvent;
import io.tidemark.v1.ListDeviceConfigurationsResponse;
import io.tidemark.v1.ListEntitiesRequest;
import io.tidemark.v1.ListInstallEventsResponse;
import io.tidemark.v1.ListMeasuringComponentTypesResponse;
import io.tidemark.v1.ListMeasuringComponentsResponse;
import io.tidemark.v1.ListProvidersResponse;
import io.tidemark.v1.ListServicePointsResponse;
import io.tidemark.v1.MasterConfiguration;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.Provider;
import io.tidemark.v1.RegistryServiceGrpc;
import io.tidemark.v1.ResolveComponentsRequest;
import io.tidemark.v1.ResolveComponentsResponse;
import io.tidemark.v1.ServicePoint;
import io.tidemark.v1.UpsertRequest;
import io.tidemark.v1.UpsertResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The registry's service. Gets and lists are answered by the threads for queries, for they wait for the state's lock, and
 * the threads of gRPC carry the readings that come in; changes answer on the registry's thread when they are durable.
 */
public final class RegistryGrpc extends RegistryServiceGrpc.RegistryServiceImplBase {

    /** Gets and lists that may be under way, or wait for a thread. */
    static final int READS_MAX = 1_000;

    private final RegistryWriter writer;
    private final RegistryLister lister;
    private final Executor readers;
    private final AtomicInteger reads = new AtomicInteger();

    /**
     * Makes the service.
     *
     * @param readers threads on which gets and lists are answered
     */
    public RegistryGrpc(RegistryWriter writer, RegistryLister lister, Executor readers) {
        this.writer = writer;
        this.lister = lister;
        this.readers = readers;
    }

    @Override
    public void upsert(UpsertRequest request, StreamObserver<UpsertResponse> out) {
        Replies.later(
                out,
                writer.submit(request, Context.current()::isCancelled)
                        .thenApply(applied -> UpsertResponse.newBuilder()
                                .setCreatedCount(applied.outcome().created())
                                .setUpdatedCount(applied.outcome().updated())
                                .setUnchangedCount(applied.outcome().unchanged())
                                .setPosition(applied.position())
                                .build()));
    }

    @Override
    public StreamObserver<UpsertRequest> bulkUpsert(StreamObserver<BulkUpsertProgress> out) {
        return new BulkUpsertCall(writer, (ServerCallStreamObserver<BulkUpsertProgress>) out);
    }

    @Override
    public void resolveComponents(ResolveComponentsRequest request, StreamObserver<ResolveComponentsResponse> out) {
        read(out, () -> lister.resolve(request));
    }

    @Override
    public void getProvider(GetEntityRequest request, StreamObserver<Provider> out) {
        get(EntityKind.PROVIDER, request, Entity::getProvider, out);
    }

    @Override
    public void listProviders(ListEntitiesRequest request, StreamObserver<ListProvidersResponse> out) {
        list(EntityKind.PROVIDER, request, out, page -> {
            ListProvidersResponse.Builder answer =
                    ListProvidersResponse.newBuilder().setNextPageToken(page.nextPageToken());
            page.entities().forEach(entity -> answer.addProviders(entity.getProvider()));
            return answer.build();
        });
    }

    @Override
    public void deleteProvider(DeleteEntityRequest request, StreamObserver<DeleteEntityResponse> out) {
        delete(EntityKind.PROVIDER, request, out);
    }

    @Override
    public void getServicePoint(GetEntityRequest request, StreamObserver<ServicePoint> out) {
        get(EntityKind.SERVICE_POINT, request, Entity::getServicePoint, out);
    }

    @Override
    public void listServicePoints(ListEntitiesRequest request, StreamObserver<ListServicePointsResponse> out) {
        list(EntityKind.SERVICE_POINT, request, out, page -> {
            ListServicePointsResponse.Builder answer =
                    ListServicePointsResponse.newBuilder().setNextPageToken(page.nextPageToken());
            page.entities().forEach(entity -> answer.addServicePoints(entity.getServicePoint()));
            return answer.build();
        });
    }

    @Override
    public void deleteServicePoint(DeleteEntityRequest request, StreamObserver<DeleteEntityResponse> out) {
        delete(EntityKind.SERVICE_POINT, request, out);
    }

    @Override
    public void getMeasuringComponentType(GetEntityRequest request, StreamObserver<MeasuringComponentType> out) {
        get(EntityKind.MEASURING_COMPONENT_TYPE, request, Entity::getMeasuringComponentType, out);
    }

    @Override
    public void listMeasuringComponentTypes(
            ListEntitiesRequest request, StreamObserver<ListMeasuringComponentTypesResponse> out) {
        list(EntityKind.MEASURING_COMPONENT_TYPE, request, out, page -> {
            ListMeasuringComponentTypesResponse.Builder answer =
                    ListMeasuringComponentTypesResponse.newBuilder().setNextPageToken(page.nextPageToken());
            page.entities().forEach(entity -> answer.addMeasuringComponentTypes(entity.getMeasuringComponentType()));
            return answer.build();
        });
    }

    @Override
    public void deleteMeasuringComponentType(DeleteEntityRequest request, StreamObserver<DeleteEntityResponse> out) {
        delete(EntityKind.MEASURING_COMPONENT_TYPE, request, out);
    }

    @Override
    public void getDeviceConfiguration(GetEntityRequest request, StreamObserver<DeviceConfiguration> out) {
        get(EntityKind.DEVICE_CONFIGURATION, request, Entity::getDeviceConfiguration, out);
    }

    @Override
    public void listDeviceConfigurations(
            ListEntitiesRequest request, StreamObserver<ListDeviceConfigurationsResponse> out) {
        list(EntityKind.DEVICE_CONFIGURATION, request, out, page -> {
            ListDeviceConfigurationsResponse.Builder answer =
                    ListDeviceConfigurationsResponse.newBuilder().setNextPageToken(page.nextPageToken());
            page.entities().forEach(entity -> answer.addDeviceConfigurations(entity.getDeviceConfiguration()));
            return answer.build();
        });
    }

    @Override
    public void deleteDeviceConfiguration(DeleteEntityRequest request, StreamObserver<DeleteEntityResponse> out) {
        delete(EntityKind.DEVICE_CONFIGURATION, request, out);
    }

    @Override
    public void getInstallEvent(GetEntityRequest request, StreamObserver<InstallEvent> out) {
        get(EntityKind.INSTALL_EVENT, request, Entity::getInstallEvent, out);
    }

    @Override
    public void listInstallEvents(ListEntitiesRequest request, StreamObserver<ListInstallEventsResponse> out) {
        list(EntityKind.INSTALL_EVENT, request, out, page -> {
            ListInstallEventsResponse.Builder answer =
                    ListInstallEventsResponse.newBuilder().setNextPageToken(page.nextPageToken());
            page.entities().forEach(entity -> answer.addInstallEvents(entity.getInstallEvent()));
            return answer.build();
        });
    }

    @Override
    public void deleteInstallEvent(DeleteEntityRequest request, StreamObserver<DeleteEntityResponse> out) {
        delete(EntityKind.INSTALL_EVENT, request, out);
    }

    @Override
    public void getMeasuringComponent(GetEntityRequest request, StreamObserver<MeasuringComponent> out) {
        get(EntityKind.MEASURING_COMPONENT, request, Entity::getMeasuringComponent, out);
    }

    @Override
    public void listMeasuringComponents(
            ListEntitiesRequest request, StreamObserver<ListMeasuringComponentsResponse> out) {
        list(EntityKind.MEASURING_COMPONENT, request, out, page -> {
            ListMeasuringComponentsResponse.Builder answer =
                    ListMeasuringComponentsResponse.newBuilder().setNextPageToken(page.nextPageToken());
            page.entities().forEach(entity -> answer.addMeasuringComponents(entity.getMeasuringComponent()));
            return answer.build();
        });
    }

    @Override
    public void deleteMeasuringComponent(DeleteEntityRequest request, StreamObserver<DeleteEntityResponse> out) {
        delete(EntityKind.MEASURING_COMPONENT, request, out);
    }

    @Override
    public void getMasterConfiguration(GetConfigurationRequest request, StreamObserver<MasterConfiguration> out) {
        read(out, lister::master);
    }

    @Override
    public void updateMasterConfiguration(MasterConfiguration request, StreamObserver<MasterConfiguration> out) {
        Replies.later(
                out, writer.submit(request, Context.current()::isCancelled).thenApply(applied -> request));
    }

    @Override
    public void getFeatureConfiguration(GetConfigurationRequest request, StreamObserver<FeatureConfiguration> out) {
        read(out, lister::feature);
    }

    @Override
    public void updateFeatureConfiguration(FeatureConfiguration request, StreamObserver<FeatureConfiguration> out) {
        Replies.later(
                out, writer.submit(request, Context.current()::isCancelled).thenApply(applied -> request));
    }

    private <M> void get(EntityKind kind, GetEntityRequest request, Function<Entity, M> ofKind, StreamObserver<M> out) {
        read(out, () -> ofKind.apply(lister.get(kind, request.getId())));
    }

    private <M> void list(
            EntityKind kind, ListEntitiesRequest request, StreamObserver<M> out, Function<Page, M> ofKind) {
        read(out, () -> ofKind.apply(lister.list(kind, request, Context.current()::isCancelled)));
    }

    private <A> void read(StreamObserver<A> out, Supplier<A> work) {
        if (reads.incrementAndGet() > READS_MAX) {
            reads.decrementAndGet();
            throw Refusal.of(
                            Refusal.Kind.RESOURCE_EXHAUSTED,
                            Reason.REGISTRY_BUSY,
                            READS_MAX + " questions to the registry wait already; try again in a moment")
                    .with("limit", READS_MAX);
        }
        Executor here = Context.current().fixedContextExecutor(readers);
        Replies.later(
                out,
                CompletableFuture.supplyAsync(work, here).whenComplete((answer, failed) -> reads.decrementAndGet()));
    }

    private void delete(EntityKind kind, DeleteEntityRequest request, StreamObserver<DeleteEntityResponse> out) {
        EntityDeletion deletion =
                EntityDeletion.newBuilder().setKind(kind).setId(request.getId()).build();
        Replies.later(
                out,
                writer.submit(deletion, Context.current()::isCancelled)
                        .thenApply(applied -> DeleteEntityResponse.newBuilder()
                                .setPosition(applied.position())
                                .build()));
    }
}
