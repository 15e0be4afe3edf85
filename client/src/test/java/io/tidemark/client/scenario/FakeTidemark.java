package io.tidemark.client.scenario;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.tidemark.v1.AggregateDeltasRequest;
import io.tidemark.v1.AggregateDeltasResponse;
import io.tidemark.v1.AppendReadingsRequest;
import io.tidemark.v1.AppendReadingsResponse;
import io.tidemark.v1.DeltaFlag;
import io.tidemark.v1.DeltaMethod;
import io.tidemark.v1.DeltasServiceGrpc;
import io.tidemark.v1.GapsServiceGrpc;
import io.tidemark.v1.IngestServiceGrpc;
import io.tidemark.v1.ListGapsRequest;
import io.tidemark.v1.ListGapsResponse;
import io.tidemark.v1.ReadDeltasRequest;
import io.tidemark.v1.ReadDeltasResponse;
import io.tidemark.v1.ReadLatestRequest;
import io.tidemark.v1.ReadLatestResponse;
import io.tidemark.v1.ReadReadingsRequest;
import io.tidemark.v1.ReadReadingsResponse;
import io.tidemark.v1.ReadingsServiceGrpc;
import io.tidemark.v1.RegistryServiceGrpc;
import io.tidemark.v1.RejectedReading;
import io.tidemark.v1.RejectionReason;
import io.tidemark.v1.SeriesColumns;
import io.tidemark.v1.SetLatestContiguousRequest;
import io.tidemark.v1.SetLatestContiguousResponse;
import io.tidemark.v1.UpsertRequest;
import io.tidemark.v1.UpsertResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers the calls of a scenario with set pieces and notes what was called, inside this process. */
final class FakeTidemark implements ScenarioServer {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final long T0_MILLIS = 1_767_225_600_000L; // 2026-01-01T00:00:00Z

    final List<Object> requests = new CopyOnWriteArrayList<>();
    private final Server server;
    private final ManagedChannel channel;
    private final boolean refusesPortfolio;
    private boolean closed;

    FakeTidemark(boolean refusesPortfolio) {
        this.refusesPortfolio = refusesPortfolio;
        String name = "fake-" + NUMBER.incrementAndGet();
        try {
            server = InProcessServerBuilder.forName(name)
                    .addService(new Registry())
                    .addService(new Ingest())
                    .addService(new Readings())
                    .addService(new Gaps())
                    .addService(new Deltas())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        channel = InProcessChannelBuilder.forName(name).build();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public String whyItEnded() {
        return "";
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
        closed = true;
    }

    private static <T> void answer(StreamObserver<T> to, T answer) {
        to.onNext(answer);
        to.onCompleted();
    }

    private static RuntimeException refusal(Code code, String reason, String message) {
        return StatusProto.toStatusRuntimeException(Status.newBuilder()
                .setCode(code.getNumber())
                .setMessage(message)
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setDomain("tidemark")
                        .setReason(reason)
                        .build()))
                .build());
    }

    private final class Registry extends RegistryServiceGrpc.RegistryServiceImplBase {
        @Override
        public void upsert(UpsertRequest request, StreamObserver<UpsertResponse> to) {
            requests.add(request);
            if (refusesPortfolio) {
                to.onError(refusal(Code.INVALID_ARGUMENT, "UNKNOWN_TIME_ZONE", "time_zone is Mars: no such zone"));
            } else {
                answer(to, UpsertResponse.getDefaultInstance());
            }
        }
    }

    private final class Ingest extends IngestServiceGrpc.IngestServiceImplBase {
        @Override
        public void appendReadings(AppendReadingsRequest request, StreamObserver<AppendReadingsResponse> to) {
            requests.add(request);
            AppendReadingsResponse.Builder response =
                    AppendReadingsResponse.newBuilder().setPosition(ByteString.copyFromUtf8("p" + requests.size()));
            for (int i = 0; i < request.getReadingsCount(); i++) {
                if (request.getReadings(i).getComponent().equals("nobody")) {
                    response.addRejected(RejectedReading.newBuilder()
                            .setIndex(i)
                            .setComponent("nobody")
                            .setTime(request.getReadings(i).getTime())
                            .setReason(RejectionReason.UNKNOWN_COMPONENT));
                }
            }
            response.setAcceptedCount(request.getReadingsCount() - response.getRejectedCount());
            answer(to, response.build());
        }
    }

    private final class Readings extends ReadingsServiceGrpc.ReadingsServiceImplBase {
        @Override
        public void readReadings(ReadReadingsRequest request, StreamObserver<ReadReadingsResponse> to) {
            requests.add(request);
            SeriesColumns even = SeriesColumns.newBuilder()
                    .addHandle(1)
                    .addComponent("mc1")
                    .addCount(2)
                    .addStartTimeMillis(T0_MILLIS)
                    .addStepMillis(3_600_000)
                    .build();
            SeriesColumns uneven = SeriesColumns.newBuilder()
                    .addHandle(1)
                    .addComponent("mc1")
                    .addCount(2)
                    .addStartTimeMillis(T0_MILLIS)
                    .addStepMillis(0)
                    .addTimeMillis(T0_MILLIS)
                    .addTimeMillis(T0_MILLIS + 1_500)
                    .build();
            to.onNext(ReadReadingsResponse.newBuilder()
                    .setSeries(even)
                    .addValue(1)
                    .addValue(2.5)
                    .build());
            answer(
                    to,
                    ReadReadingsResponse.newBuilder()
                            .setSeries(uneven)
                            .addValue(Double.NaN)
                            .addValue(4)
                            .addCondition(501_000)
                            .addCondition(301_000)
                            .build());
        }

        @Override
        public void readLatest(ReadLatestRequest request, StreamObserver<ReadLatestResponse> to) {
            requests.add(request);
            if (request.getSelection().getComponents(0).isEmpty()) {
                to.onError(refusal(Code.INVALID_ARGUMENT, "BAD_ID", "components[0] is empty: give an id"));
                return;
            }
            answer(
                    to,
                    ReadLatestResponse.newBuilder()
                            .addHandle(1)
                            .addComponent("mc1")
                            .addLatestContiguousMillis(Long.MIN_VALUE)
                            .addLatestMillis(T0_MILLIS)
                            .build());
        }

        @Override
        public void setLatestContiguous(
                SetLatestContiguousRequest request, StreamObserver<SetLatestContiguousResponse> to) {
            requests.add(request);
            answer(to, SetLatestContiguousResponse.getDefaultInstance());
        }
    }

    private final class Gaps extends GapsServiceGrpc.GapsServiceImplBase {
        @Override
        public void listGaps(ListGapsRequest request, StreamObserver<ListGapsResponse> to) {
            requests.add(request);
            answer(
                    to,
                    ListGapsResponse.newBuilder()
                            .addHandle(1)
                            .addComponent("mc1")
                            .addCount(1)
                            .addFromMillis(T0_MILLIS)
                            .addToMillis(T0_MILLIS + 7_200_000)
                            .addIntervals(2)
                            .build());
        }
    }

    private final class Deltas extends DeltasServiceGrpc.DeltasServiceImplBase {
        @Override
        public void readDeltas(ReadDeltasRequest request, StreamObserver<ReadDeltasResponse> to) {
            requests.add(request);
            answer(
                    to,
                    ReadDeltasResponse.newBuilder()
                            .setSeries(SeriesColumns.newBuilder()
                                    .addHandle(1)
                                    .addComponent("mc1")
                                    .addCount(2)
                                    .addStartTimeMillis(T0_MILLIS)
                                    .addStepMillis(900_000))
                            .addDelta(100)
                            .addDelta(Double.NaN)
                            .setFlags(
                                    ByteString.copyFrom(new byte[] {DeltaFlag.ROLLOVER_VALUE, DeltaFlag.INVALID_VALUE}))
                            .setMethods(ByteString.copyFrom(new byte[] {DeltaMethod.AVERAGE_VALUE, 0}))
                            .build());
        }

        @Override
        public void aggregateDeltas(AggregateDeltasRequest request, StreamObserver<AggregateDeltasResponse> to) {
            requests.add(request);
            answer(
                    to,
                    AggregateDeltasResponse.newBuilder()
                            .addHandle(1)
                            .addComponent("mc1")
                            .addCount(1)
                            .addFromMillis(T0_MILLIS)
                            .addToMillis(T0_MILLIS + 23 * 3_600_000L)
                            .addSum(12.5)
                            .addValid(90)
                            .addCorrected(1)
                            .addMissing(1)
                            .build());
        }
    }
}
