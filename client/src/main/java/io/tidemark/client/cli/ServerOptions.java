package io.tidemark.client.cli;

import io.tidemark.client.TidemarkClient;
import io.tidemark.client.TidemarkClientBuilder;
import java.io.File;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Which server is asked, and how. */
public final class ServerOptions {

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            description = "the server; TIDEMARK_SERVER in the environment, else " + TidemarkClient.DEFAULT_TARGET)
    private String server;

    @Option(names = "--tls", description = "encrypt, and trust what Java trusts")
    private boolean tls;

    @Option(names = "--tls-ca", paramLabel = "FILE", description = "encrypt, and trust the certificates of a PEM file")
    private File trustedCertificates;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "show the token in this file; else TIDEMARK_TOKEN of the environment, if set")
    private File tokenFile;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "longest wait for a single answer (30)")
    private int timeoutSeconds = 30;

    /** A client as the options say. To be closed. */
    public TidemarkClient connect() {
        TidemarkClientBuilder builder = TidemarkClient.builder(target()).deadline(Duration.ofSeconds(timeoutSeconds));
        if (trustedCertificates != null) {
            builder.tls(trustedCertificates);
        } else if (tls) {
            builder.tls();
        }
        String token = TokenFile.read(tokenFile);
        return (token == null ? builder : builder.token(token)).build();
    }

    private String target() {
        if (server != null) {
            return server;
        }
        String fromEnvironment = System.getenv("TIDEMARK_SERVER");
        return fromEnvironment == null || fromEnvironment.isBlank() ? TidemarkClient.DEFAULT_TARGET : fromEnvironment;
    }
}
