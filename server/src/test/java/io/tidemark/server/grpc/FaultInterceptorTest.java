package io.tidemark.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.BulkUpsertProgress;
import io.tidemark.v1.GetConfigurationRequest;
import io.tidemark.v1.MasterConfiguration;
import io.tidemark.v1.RegistryServiceGrpc;
import io.tidemark.v1.UpsertRequest;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultInterceptorTest {

    /** What the service does when it is called. */
    private Consumer<StreamObserver<MasterConfiguration>> misdeed;

    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws IOException {
        server = NettyServerBuilder.forPort(0)
                .addService(new RegistryServiceGrpc.RegistryServiceImplBase() {
                    @Override
                    public void getMasterConfiguration(
                            GetConfigurationRequest request, StreamObserver<MasterConfiguration> out) {
                        misdeed.accept(out);
                    }

                    @Override
                    public StreamObserver<UpsertRequest> bulkUpsert(StreamObserver<BulkUpsertProgress> out) {
                        throw new IllegalStateException("before the first message");
                    }
                })
                .intercept(new FaultInterceptor(1 << 20))
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress("localhost", server.getPort())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void stop() throws InterruptedException {
        channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    }

    @Test
    void anExceptionThrownByAServiceIsAnInternalFaultWithAnIncident() {
        assertInternalFault(failureOf(out -> {
            throw new IllegalStateException("secret");
        }));
        assertInternalFault(failureOf(out -> {
            throw new AssertionError("secret");
        }));
    }

    @Test
    void anExceptionGivenToTheObserverIsOneToo() {
        assertInternalFault(failureOf(out -> out.onError(new IllegalStateException("secret"))));
        assertInternalFault(failureOf(out -> out.onError(Status.UNKNOWN.asRuntimeException())));
        assertInternalFault(failureOf(
                out -> out.onError(new CompletionException(new ExecutionException(new RuntimeException("secret"))))));
    }

    @Test
    void aFailureBeforeTheFirstMessageEndsTheStream() throws Exception {
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        RegistryServiceGrpc.newStub(channel).bulkUpsert(new StreamObserver<>() {
            @Override
            public void onNext(BulkUpsertProgress progress) {
                ended.completeExceptionally(new AssertionError("an answer"));
            }

            @Override
            public void onError(Throwable failed) {
                ended.complete(failed);
            }

            @Override
            public void onCompleted() {
                ended.completeExceptionally(new AssertionError("an end"));
            }
        });
        assertInternalFault((StatusRuntimeException) ended.get(10, TimeUnit.SECONDS));
    }

    @Test
    void aRefusalKeepsItsKindWhicheverWayItComes() {
        Refusal refusal = Refusal.of(Refusal.Kind.OUT_OF_RANGE, "TOO_FAR", "it is too far");
        Consumer<StreamObserver<MasterConfiguration>> thrown = out -> {
            throw refusal;
        };
        Consumer<StreamObserver<MasterConfiguration>> given = out -> out.onError(refusal);
        Consumer<StreamObserver<MasterConfiguration>> wrapped = out -> out.onError(new CompletionException(refusal));
        for (Consumer<StreamObserver<MasterConfiguration>> way : java.util.List.of(thrown, given, wrapped)) {
            StatusRuntimeException failed = failureOf(way);
            assertThat(failed.getStatus().getCode()).isEqualTo(Status.Code.OUT_OF_RANGE);
            assertThat(failed.getStatus().getDescription()).isEqualTo("it is too far");
            assertThat(info(failed).getReason()).isEqualTo("TOO_FAR");
        }
    }

    @Test
    void aStatusThatSaysSomethingGoesThroughAsItIs() {
        StatusRuntimeException failed = failureOf(out ->
                out.onError(Status.UNAUTHENTICATED.withDescription("who?").asException()));
        assertThat(failed.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(failed.getStatus().getDescription()).isEqualTo("who?");
    }

    @Test
    void everyKindOfRefusalHasItsStatus() {
        for (Refusal.Kind kind : Refusal.Kind.values()) {
            StatusRuntimeException status = Errors.toStatus(Refusal.of(kind, "R", "m"));
            assertThat(status.getStatus().getCode().name()).isEqualTo(kind.name());
        }
    }

    private StatusRuntimeException failureOf(Consumer<StreamObserver<MasterConfiguration>> what) {
        misdeed = what;
        StatusRuntimeException failed = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> RegistryServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(10, TimeUnit.SECONDS)
                        .getMasterConfiguration(GetConfigurationRequest.getDefaultInstance()));
        assertThat(failed).as("a failure").isNotNull();
        return failed;
    }

    private static void assertInternalFault(StatusRuntimeException failed) {
        assertThat(failed.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
        assertThat(info(failed).getReason()).isEqualTo(Errors.INTERNAL_FAULT);
        assertThat(info(failed).getDomain()).isEqualTo("tidemark");
        assertThat(failed.getStatus().getDescription())
                .contains(info(failed).getMetadataMap().get("incident"))
                .doesNotContain("secret");
    }

    private static ErrorInfo info(StatusRuntimeException failed) {
        try {
            return StatusProto.fromThrowable(failed).getDetails(0).unpack(ErrorInfo.class);
        } catch (com.google.protobuf.InvalidProtocolBufferException broken) {
            throw new AssertionError(broken);
        }
    }
}
