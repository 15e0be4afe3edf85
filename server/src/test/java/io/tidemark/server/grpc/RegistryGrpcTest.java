package io.tidemark.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.tidemark.server.registry.MemoryLog;
import io.tidemark.server.registry.Registry;
import io.tidemark.server.registry.RegistryLister;
import io.tidemark.server.registry.RegistryWriter;
import io.tidemark.v1.BulkUpsertProgress;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.DeleteEntityRequest;
import io.tidemark.v1.Entity;
import io.tidemark.v1.FeatureConfiguration;
import io.tidemark.v1.GetConfigurationRequest;
import io.tidemark.v1.GetEntityRequest;
import io.tidemark.v1.ListEntitiesRequest;
import io.tidemark.v1.ListMeasuringComponentsResponse;
import io.tidemark.v1.MasterConfiguration;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.Provider;
import io.tidemark.v1.RegistryServiceGrpc;
import io.tidemark.v1.ResolveComponentsRequest;
import io.tidemark.v1.ServicePoint;
import io.tidemark.v1.UpsertRequest;
import io.tidemark.v1.UpsertResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryGrpcTest {

    private RegistryWriter writer;
    private ExecutorService readers;
    private Server server;
    private ManagedChannel channel;
    private RegistryServiceGrpc.RegistryServiceBlockingStub stub;

    @BeforeEach
    void start() throws IOException {
        MemoryLog log = new MemoryLog();
        Registry registry = new Registry(handle -> handle == 1);
        log.appliesTo(registry);
        writer = new RegistryWriter(registry, log.lock().readLock(), log);
        RegistryLister lister = new RegistryLister(registry, log.lock().readLock());
        readers = Executors.newFixedThreadPool(2);
        server = NettyServerBuilder.forPort(0)
                .addService(new RegistryGrpc(writer, lister, readers))
                .intercept(new FaultInterceptor(1 << 20))
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress("localhost", server.getPort())
                .usePlaintext()
                .build();
        stub = RegistryServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws InterruptedException {
        channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        writer.close();
        readers.shutdownNow();
    }

    @Test
    void whatIsPutCanBeGotListedAndDeleted() {
        UpsertResponse answer = stub.upsert(UpsertRequest.newBuilder()
                .addEntities(type("quarter"))
                .addEntities(component("mc1"))
                .addEntities(component("mc2"))
                .build());
        assertThat(answer.getCreatedCount()).isEqualTo(3);
        assertThat(answer.getPosition().isEmpty()).isFalse();

        assertThat(stub.getMeasuringComponent(id("mc2")).getHandle()).isEqualTo(2);
        MeasuringComponentType type = stub.getMeasuringComponentType(id("quarter"));
        assertThat(type.getEstimation().getHoursToWait()).isEqualTo(48);
        assertThat(stub.resolveComponents(ResolveComponentsRequest.newBuilder()
                                .addComponents("mc2")
                                .addComponents("nobody")
                                .addComponents("mc1")
                                .build())
                        .getHandlesList())
                .containsExactly(2, 0, 1);

        ListMeasuringComponentsResponse first = stub.listMeasuringComponents(
                ListEntitiesRequest.newBuilder().setPageSize(1).build());
        assertThat(first.getMeasuringComponentsList())
                .extracting(MeasuringComponent::getId)
                .containsExactly("mc1");
        ListMeasuringComponentsResponse second = stub.listMeasuringComponents(ListEntitiesRequest.newBuilder()
                .setPageSize(1)
                .setPageToken(first.getNextPageToken())
                .build());
        assertThat(second.getMeasuringComponentsList())
                .extracting(MeasuringComponent::getId)
                .containsExactly("mc2");
        assertThat(second.getNextPageToken()).isEmpty();

        stub.deleteMeasuringComponent(
                DeleteEntityRequest.newBuilder().setId("mc2").build());
        assertThat(refused(() -> stub.getMeasuringComponent(id("mc2"))).getReason())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void aRefusalNamesReasonFieldAndValueInItsDetails() {
        StatusRuntimeException failed = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> stub.upsert(UpsertRequest.newBuilder()
                        .addEntities(type("quarter"))
                        .addEntities(Entity.newBuilder()
                                .setServicePoint(
                                        ServicePoint.newBuilder().setId("sp1").setTimeZone("Mars/Olympus")))
                        .build()));

        assertThat(failed.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        List<Any> details = StatusProto.fromThrowable(failed).getDetailsList();
        ErrorInfo info = unpack(details.get(0), ErrorInfo.class);
        assertThat(info.getDomain()).isEqualTo("tidemark");
        assertThat(info.getReason()).isEqualTo("UNKNOWN_TIME_ZONE");
        assertThat(info.getMetadataMap())
                .containsEntry("field", "entities[1].service_point.time_zone")
                .containsEntry("value", "\"Mars/Olympus\"");
        assertThat(unpack(details.get(1), BadRequest.class)
                        .getFieldViolations(0)
                        .getField())
                .isEqualTo("entities[1].service_point.time_zone");
        assertThat(refused(() -> stub.getMeasuringComponentType(id("quarter"))).getReason())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void aComponentWithReadingsCannotBeDeleted() {
        stub.upsert(UpsertRequest.newBuilder()
                .addEntities(type("quarter"))
                .addEntities(component("mc1"))
                .build());

        assertThat(refused(() -> stub.deleteMeasuringComponent(
                                DeleteEntityRequest.newBuilder().setId("mc1").build()))
                        .getReason())
                .isEqualTo("HAS_READINGS");
    }

    @Test
    void theConfigurationsAreSetAndGot() {
        assertThat(stub.getMasterConfiguration(GetConfigurationRequest.getDefaultInstance())
                        .getFillMissingDataWithZero())
                .isFalse();
        stub.updateMasterConfiguration(MasterConfiguration.newBuilder()
                .setFillMissingDataWithZero(true)
                .build());
        assertThat(stub.getMasterConfiguration(GetConfigurationRequest.getDefaultInstance())
                        .getFillMissingDataWithZero())
                .isTrue();

        FeatureConfiguration feature = FeatureConfiguration.newBuilder()
                .setHoursInPastToRetrieveLastUsableMeasurement(744)
                .build();
        stub.updateFeatureConfiguration(feature);
        assertThat(stub.getFeatureConfiguration(GetConfigurationRequest.getDefaultInstance()))
                .isEqualTo(feature);
        assertThat(refused(() -> stub.updateFeatureConfiguration(FeatureConfiguration.newBuilder()
                                .setHoursInPastToRetrieveLastUsableMeasurement(0)
                                .build()))
                        .getReason())
                .isEqualTo("OUT_OF_RANGE");
    }

    @Test
    void aBulkStreamCountsAsItGoes() throws Exception {
        Progress progress = new Progress();
        StreamObserver<UpsertRequest> requests =
                RegistryServiceGrpc.newStub(channel).bulkUpsert(progress);
        for (int i = 0; i < 20; i++) {
            UpsertRequest.Builder request = UpsertRequest.newBuilder();
            for (int k = 0; k < 50; k++) {
                request.addEntities(provider("grid-" + (i * 50 + k) % 900));
            }
            requests.onNext(request.build());
        }
        requests.onCompleted();

        progress.ended.get(30, TimeUnit.SECONDS);
        assertThat(progress.answers).hasSize(20);
        assertThat(progress.answers)
                .extracting(BulkUpsertProgress::getEntitiesCount)
                .isSorted()
                .startsWith(50L);
        BulkUpsertProgress last = progress.answers.get(19);
        assertThat(last.getEntitiesCount()).isEqualTo(1_000);
        assertThat(last.getCreatedCount()).isEqualTo(900);
        assertThat(last.getUnchangedCount()).isEqualTo(100);
    }

    @Test
    void theFirstRefusedRequestEndsABulkStreamAndThoseBeforeStay() throws Exception {
        Progress progress = new Progress();
        StreamObserver<UpsertRequest> requests =
                RegistryServiceGrpc.newStub(channel).bulkUpsert(progress);
        requests.onNext(
                UpsertRequest.newBuilder().addEntities(provider("before")).build());
        requests.onNext(
                UpsertRequest.newBuilder().addEntities(component("orphan")).build());
        requests.onNext(
                UpsertRequest.newBuilder().addEntities(provider("behind")).build());

        StatusRuntimeException failed = catchThrowableOfType(
                                        java.util.concurrent.ExecutionException.class,
                                        () -> progress.ended.get(30, TimeUnit.SECONDS))
                                .getCause()
                        instanceof StatusRuntimeException status
                ? status
                : null;
        assertThat(failed).isNotNull();
        assertThat(infoOf(failed).getReason()).isEqualTo("UNKNOWN_REFERENCE");
        assertThat(progress.answers).hasSize(1);
        assertThat(stub.listProviders(ListEntitiesRequest.getDefaultInstance()).getProvidersList())
                .extracting(Provider::getId)
                .containsExactly("before");
    }

    private static final class Progress implements StreamObserver<BulkUpsertProgress> {
        final List<BulkUpsertProgress> answers = new ArrayList<>();
        final CompletableFuture<Void> ended = new CompletableFuture<>();

        @Override
        public void onNext(BulkUpsertProgress answer) {
            answers.add(answer);
        }

        @Override
        public void onError(Throwable failed) {
            ended.completeExceptionally(failed);
        }

        @Override
        public void onCompleted() {
            ended.complete(null);
        }
    }

    private static Entity type(String id) {
        return Entity.newBuilder()
                .setMeasuringComponentType(MeasuringComponentType.newBuilder()
                        .setId(id)
                        .setKind(ComponentKind.INTERVAL)
                        .setInterval(Duration.newBuilder().setSeconds(900)))
                .build();
    }

    private static Entity component(String id) {
        return Entity.newBuilder()
                .setMeasuringComponent(MeasuringComponent.newBuilder().setId(id).setType("quarter"))
                .build();
    }

    private static Entity provider(String id) {
        return Entity.newBuilder().setProvider(Provider.newBuilder().setId(id)).build();
    }

    private static GetEntityRequest id(String id) {
        return GetEntityRequest.newBuilder().setId(id).build();
    }

    private static ErrorInfo refused(Runnable call) {
        StatusRuntimeException failed = catchThrowableOfType(StatusRuntimeException.class, call::run);
        assertThat(failed).as("a refusal").isNotNull();
        return infoOf(failed);
    }

    private static ErrorInfo infoOf(StatusRuntimeException failed) {
        return unpack(StatusProto.fromThrowable(failed).getDetails(0), ErrorInfo.class);
    }

    private static <T extends com.google.protobuf.Message> T unpack(Any detail, Class<T> as) {
        try {
            return detail.unpack(as);
        } catch (com.google.protobuf.InvalidProtocolBufferException broken) {
            throw new AssertionError(broken);
        }
    }
}
