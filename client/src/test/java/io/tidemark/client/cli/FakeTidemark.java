package io.tidemark.client.cli;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.tidemark.client.FakeServer;
import io.tidemark.v1.BatchAck;
import io.tidemark.v1.BatchReport;
import io.tidemark.v1.BulkUpsertProgress;
import io.tidemark.v1.DeviceConfiguration;
import io.tidemark.v1.Entity;
import io.tidemark.v1.GetEntityRequest;
import io.tidemark.v1.IngestRequest;
import io.tidemark.v1.IngestResponse;
import io.tidemark.v1.IngestServiceGrpc.IngestServiceImplBase;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.ReadingColumns;
import io.tidemark.v1.RegistryServiceGrpc.RegistryServiceImplBase;
import io.tidemark.v1.RejectionReason;
import io.tidemark.v1.ResolveComponentsRequest;
import io.tidemark.v1.ResolveComponentsResponse;
import io.tidemark.v1.ServicePoint;
import io.tidemark.v1.UpsertRequest;
import io.tidemark.v1.UpsertResponse;
import io.tidemark.v1.WriterOpened;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Just enough of a server for imports: a registry and a store in memory. Values above a million are off the grid. */
public final class FakeTidemark {

    public final List<Entity> registered = new CopyOnWriteArrayList<>();
    private final List<String> components = new CopyOnWriteArrayList<>();
    private final Map<String, Map<Long, Double>> readings = new ConcurrentHashMap<>();
    private final Map<String, Map<Long, Integer>> conditions = new ConcurrentHashMap<>();
    private long durable;

    public FakeServer serve() {
        return FakeServer.of(new Registry(), new Ingest());
    }

    public void addComponent(String id) {
        components.add(id);
    }

    public Map<Long, Double> readings(String component) {
        return readings.getOrDefault(component, Map.of());
    }

    public Map<Long, Integer> conditions(String component) {
        return conditions.getOrDefault(component, Map.of());
    }

    private void take(Entity entity) {
        registered.add(entity);
        if (entity.hasMeasuringComponent()) {
            components.add(entity.getMeasuringComponent().getId());
        }
    }

    private final class Registry extends RegistryServiceImplBase {
        @Override
        public void resolveComponents(
                ResolveComponentsRequest request, StreamObserver<ResolveComponentsResponse> answer) {
            ResolveComponentsResponse.Builder handles = ResolveComponentsResponse.newBuilder();
            request.getComponentsList().forEach(id -> handles.addHandles(components.indexOf(id) + 1));
            answer.onNext(handles.build());
            answer.onCompleted();
        }

        @Override
        public void upsert(UpsertRequest request, StreamObserver<UpsertResponse> answer) {
            request.getEntitiesList().forEach(FakeTidemark.this::take);
            answer.onNext(UpsertResponse.newBuilder()
                    .setCreatedCount(request.getEntitiesCount())
                    .build());
            answer.onCompleted();
        }

        @Override
        public StreamObserver<UpsertRequest> bulkUpsert(StreamObserver<BulkUpsertProgress> answers) {
            return new StreamObserver<>() {
                @Override
                public void onNext(UpsertRequest request) {
                    request.getEntitiesList().forEach(FakeTidemark.this::take);
                    answers.onNext(BulkUpsertProgress.getDefaultInstance());
                }

                @Override
                public void onError(Throwable failure) {}

                @Override
                public void onCompleted() {
                    answers.onCompleted();
                }
            };
        }

        @Override
        public void getMeasuringComponentType(GetEntityRequest request, StreamObserver<MeasuringComponentType> answer) {
            answer.onError(Status.NOT_FOUND.asRuntimeException());
        }

        @Override
        public void getServicePoint(GetEntityRequest request, StreamObserver<ServicePoint> answer) {
            answer.onError(Status.NOT_FOUND.asRuntimeException());
        }

        @Override
        public void getDeviceConfiguration(GetEntityRequest request, StreamObserver<DeviceConfiguration> answer) {
            answer.onError(Status.NOT_FOUND.asRuntimeException());
        }
    }

    private final class Ingest extends IngestServiceImplBase {
        @Override
        public StreamObserver<IngestRequest> ingest(StreamObserver<IngestResponse> answers) {
            return new StreamObserver<>() {
                @Override
                public void onNext(IngestRequest request) {
                    answers.onNext(request.hasOpen() ? opened() : store(request));
                }

                @Override
                public void onError(Throwable failure) {}

                @Override
                public void onCompleted() {
                    answers.onCompleted();
                }
            };
        }

        private IngestResponse opened() {
            return IngestResponse.newBuilder()
                    .setOpened(WriterOpened.newBuilder()
                            .setLastDurableSequence(durable)
                            .setBatchReadingsMax(1_000)
                            .setRequestBytesMax(4 << 20)
                            .setBatchesInFlightMax(4))
                    .build();
        }

        private IngestResponse store(IngestRequest request) {
            durable = request.getBatch().getSequence();
            ReadingColumns columns = request.getBatch().getColumns();
            BatchReport.Builder report = BatchReport.newBuilder().setSequence(durable);
            long duplicates = 0;
            for (int i = 0; i < columns.getHandleCount(); i++) {
                String component = components.get(columns.getHandle(i) - 1);
                if (columns.getValue(i) > 1_000_000) {
                    report.addRejectedIndex(i).addRejectedReason(RejectionReason.OFF_GRID);
                    continue;
                }
                conditions
                        .computeIfAbsent(component, c -> new TreeMap<>())
                        .put(columns.getTimeMillis(i), columns.getCondition(i));
                Double before = readings.computeIfAbsent(component, c -> new TreeMap<>())
                        .put(columns.getTimeMillis(i), columns.getValue(i));
                duplicates += before != null && before == columns.getValue(i) ? 1 : 0;
            }
            report.setDuplicateCount(duplicates);
            return IngestResponse.newBuilder()
                    .setAck(BatchAck.newBuilder().setDurableSequence(durable).addReports(report))
                    .build();
        }
    }

    /** Ids of the registered entities, with their kind, in order. */
    public List<String> registeredIds() {
        List<String> ids = new ArrayList<>();
        for (Entity entity : registered) {
            ids.add(
                    switch (entity.getEntityCase()) {
                        case PROVIDER -> "provider " + entity.getProvider().getId();
                        case SERVICE_POINT ->
                            "service point " + entity.getServicePoint().getId();
                        case MEASURING_COMPONENT_TYPE ->
                            "type " + entity.getMeasuringComponentType().getId();
                        case DEVICE_CONFIGURATION ->
                            "configuration " + entity.getDeviceConfiguration().getId();
                        case INSTALL_EVENT ->
                            "installed " + entity.getInstallEvent().getServicePoint();
                        case MEASURING_COMPONENT ->
                            "component " + entity.getMeasuringComponent().getId();
                        case ENTITY_NOT_SET -> "nothing";
                    });
        }
        return ids;
    }
}
