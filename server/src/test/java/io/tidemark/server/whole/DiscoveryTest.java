package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever knows only the address finds out what the server offers, and whether it serves. */
@Timeout(60)
class DiscoveryTest {

    @TempDir
    private Path directory;

    /** The answer to one question of server reflection. */
    private static ServerReflectionResponse ask(TestServer server, ServerReflectionRequest question) {
        CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
        StreamObserver<ServerReflectionRequest> call = ServerReflectionGrpc.newStub(server.channel())
                .serverReflectionInfo(new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse response) {
                        answer.complete(response);
                    }

                    @Override
                    public void onError(Throwable failed) {
                        answer.completeExceptionally(failed);
                    }

                    @Override
                    public void onCompleted() {
                        answer.completeExceptionally(new AssertionError("no answer"));
                    }
                });
        call.onNext(question);
        ServerReflectionResponse response = answer.join();
        call.onCompleted();
        return response;
    }

    @Test
    void reflection_names_every_service_and_describes_the_stream_that_is_bound_by_hand() {
        try (TestServer server = TestServer.start(directory)) {
            List<String> services = ask(
                            server,
                            ServerReflectionRequest.newBuilder()
                                    .setListServices("")
                                    .build())
                    .getListServicesResponse()
                    .getServiceList()
                    .stream()
                    .map(service -> service.getName())
                    .toList();
            assertThat(services)
                    .contains(
                            "tidemark.v1.IngestService",
                            "tidemark.v1.RegistryService",
                            "tidemark.v1.ReadingsService",
                            "tidemark.v1.DeltasService",
                            "tidemark.v1.GapsService",
                            "tidemark.v1.EstimationService",
                            "tidemark.v1.MonitoringService",
                            "tidemark.v1.AdminService",
                            "grpc.health.v1.Health");
            assertThat(ask(
                                    server,
                                    ServerReflectionRequest.newBuilder()
                                            .setFileContainingSymbol("tidemark.v1.IngestService")
                                            .build())
                            .getFileDescriptorResponse()
                            .getFileDescriptorProtoCount())
                    .isPositive();
        }
    }

    @Test
    void health_says_that_it_serves() {
        try (TestServer server = TestServer.start(directory)) {
            assertThat(HealthGrpc.newBlockingStub(server.channel())
                            .check(HealthCheckRequest.getDefaultInstance())
                            .getStatus())
                    .isEqualTo(ServingStatus.SERVING);
        }
    }
}
