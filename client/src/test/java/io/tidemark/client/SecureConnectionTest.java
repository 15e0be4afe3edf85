package io.tidemark.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.tidemark.v1.RegistryServiceGrpc.RegistryServiceImplBase;
import io.tidemark.v1.ResolveComponentsRequest;
import io.tidemark.v1.ResolveComponentsResponse;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Encryption and tokens, with a certificate that the JDK's keytool makes for the test. */
@Timeout(60)
final class SecureConnectionTest {

    private static final String PASSWORD = "changeit";
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    @TempDir
    private Path directory;

    private Path certificate;
    private Server server;

    /** Lets in who shows the token. */
    private static final class Doorman implements ServerInterceptor {
        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            if ("Bearer sesame".equals(headers.get(AUTHORIZATION))) {
                return next.startCall(call, headers);
            }
            call.close(Status.UNAUTHENTICATED.withDescription("no token, no entry"), new Metadata());
            return new ServerCall.Listener<>() {};
        }
    }

    private static final class Registry extends RegistryServiceImplBase {
        @Override
        public void resolveComponents(
                ResolveComponentsRequest request, StreamObserver<ResolveComponentsResponse> answer) {
            answer.onNext(ResolveComponentsResponse.newBuilder().addHandles(7).build());
            answer.onCompleted();
        }
    }

    @BeforeEach
    void startServer() throws Exception {
        Path store = directory.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=tidemark.test",
                        "-ext",
                        "san=dns:tidemark.test",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        certificate = pem("CERTIFICATE", keys.getCertificate("server").getEncoded());
        Path key =
                pem("PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
        server = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        TlsServerCredentials.create(certificate.toFile(), key.toFile()))
                .addService(ServerInterceptors.intercept(new Registry(), new Doorman()))
                .build()
                .start();
    }

    private Path pem(String what, byte[] encoded) throws Exception {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return Files.writeString(
                directory.resolve(what + ".pem"),
                "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    }

    @AfterEach
    void stopServer() {
        server.shutdownNow();
    }

    private TidemarkClientBuilder builder() {
        return TidemarkClient.builder("127.0.0.1:" + server.getPort()).serverName("tidemark.test");
    }

    @Test
    void a_trusted_server_is_asked_with_the_token() {
        try (TidemarkClient client =
                builder().tls(certificate.toFile()).token("sesame").build()) {
            assertThat(client.registry().handles(List.of("mc1"))).containsExactly(7);
        }
    }

    @Test
    void a_wrong_token_is_refused() {
        try (TidemarkClient client =
                builder().tls(certificate.toFile()).token("tahini").build()) {
            assertThatThrownBy(() -> client.registry().handle("mc1"))
                    .isInstanceOfSatisfying(TidemarkException.class, e -> {
                        assertThat(e.code()).isEqualTo(Status.Code.UNAUTHENTICATED);
                        assertThat(e).hasMessage("no token, no entry");
                    });
        }
    }

    @Test
    void a_server_nobody_vouches_for_is_not_talked_to() {
        try (TidemarkClient client = builder().tls().token("sesame").build()) {
            assertThatThrownBy(() -> client.registry().handle("mc1"))
                    .isInstanceOfSatisfying(
                            TidemarkException.class, e -> assertThat(e.code()).isEqualTo(Status.Code.UNAVAILABLE));
        }
    }

    @Test
    void a_certificate_that_cannot_be_read_is_told() {
        assertThatThrownBy(() ->
                        builder().tls(directory.resolve("none.pem").toFile()).build())
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.reason()).isEqualTo("CERTIFICATE_UNREADABLE"));
    }
}
