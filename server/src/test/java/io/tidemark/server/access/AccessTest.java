package io.tidemark.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.TidemarkClientBuilder;
import io.tidemark.client.TidemarkException;
import io.tidemark.server.ServerConfig;
import io.tidemark.server.TidemarkServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {

    private static final String TOKEN = "a-token-of-sixteen-or-more";

    @TempDir
    private Path directory;

    private TidemarkServer server;

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void whoShowsATokenOfTheFileMayCallAndNobodyElse() throws IOException {
        start("tidemark.access.tokenFile = \"" + file("tokens", "# the dashboard's\n" + TOKEN + "\n") + "\"");
        try (TidemarkClient client = builder().token(TOKEN).build()) {
            assertThat(client.registry().handles(List.of("nobody"))).containsExactly(0);
        }
        try (TidemarkClient client = builder().build()) {
            refused(client, "TOKEN_MISSING");
        }
        try (TidemarkClient client = builder().token(TOKEN + "x").build()) {
            refused(client, "TOKEN_UNKNOWN");
        }
    }

    @Test
    void healthIsOpenToAll() throws IOException {
        start("tidemark.access.tokenFile = \"" + file("tokens", TOKEN) + "\"");
        try (TidemarkClient client = builder().build()) {
            assertThat(HealthGrpc.newBlockingStub(client.channel())
                            .check(HealthCheckRequest.getDefaultInstance())
                            .getStatus())
                    .isEqualTo(HealthCheckResponse.ServingStatus.SERVING);
        }
    }

    @Test
    void withACertificateConnectionsAreEncrypted() throws Exception {
        Path store = directory.resolve("keys.p12");
        run(
                "keytool",
                "-genkeypair",
                "-alias",
                "t",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=DNS:localhost,IP:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString());
        java.security.KeyStore keys = java.security.KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        Path certificate =
                file("cert.pem", pem("CERTIFICATE", keys.getCertificate("t").getEncoded()));
        Path key = file(
                "key.pem",
                pem("PRIVATE KEY", keys.getKey("t", "changeit".toCharArray()).getEncoded()));
        start("tidemark.access.certificateFile = \"" + certificate + "\"\ntidemark.access.keyFile = \"" + key + "\"");
        try (TidemarkClient client = builder().tls(certificate.toFile()).build()) {
            assertThat(client.registry().handles(List.of("nobody"))).containsExactly(0);
        }
    }

    @Test
    void aCertificateWithoutItsKeyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccessConfig(Path.of("cert.pem"), null, null))
                .withMessageContaining("give both or none");
    }

    @Test
    void aTokenThatCouldBeGuessedIsRefusedAndNotShown() throws IOException {
        AccessConfig config = new AccessConfig(null, null, file("tokens", "hunter2\n"));
        assertThatIllegalArgumentException()
                .isThrownBy(config::tokens)
                .withMessageContaining("at least 16")
                .withMessageNotContaining("hunter2");
    }

    private void start(String settings) throws IOException {
        Path config = file(
                "server.conf",
                "tidemark.port = 0\ntidemark.dataDirectory = \"" + directory.resolve("data")
                        + "\"\ntidemark.journal.segmentBytes = 1 MiB\ntidemark.journal.recordBytesMax = 512 KiB\n"
                        + "tidemark.ingest.requestBytesMax = 256 KiB\n"
                        + settings);
        server = new TidemarkServer(ServerConfig.load(config), Clock.systemUTC());
    }

    private TidemarkClientBuilder builder() {
        return TidemarkClient.builder("127.0.0.1:" + server.port());
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private static void refused(TidemarkClient client, String reason) {
        assertThatThrownBy(() -> client.registry().handles(List.of("nobody")))
                .isInstanceOfSatisfying(TidemarkException.class, refusal -> {
                    assertThat(refusal.code().name()).isEqualTo("UNAUTHENTICATED");
                    assertThat(refusal.reason()).isEqualTo(reason);
                    assertThat(refusal.getMessage()).doesNotContain(TOKEN);
                });
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what
                + "-----\n";
    }

    private static void run(String... command) throws Exception {
        command[0] = Path.of(System.getProperty("java.home"), "bin", command[0]).toString();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }
}
