package io.tidemark.client.cli;

import io.tidemark.client.TidemarkClient;
import io.tidemark.client.TidemarkClientBuilder;
import java.io.File;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Which server is asked, and how. */
public final class ServerOptions {

    private static final int PORT_MAX = 65_535;
    private static final int TIMEOUT_SECONDS_MAX = 86_400;

    /** A name, an IPv4 address, or an IPv6 address in brackets. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%]+\\]");

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

    /**
     * A client as the options say. To be closed.
     *
     * @throws UsageException when an option is wrong
     */
    public TidemarkClient connect() {
        if (timeoutSeconds < 1 || timeoutSeconds > TIMEOUT_SECONDS_MAX) {
            throw new UsageException(
                    "--timeout is " + timeoutSeconds + ": give seconds from 1 to " + TIMEOUT_SECONDS_MAX);
        }
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
            return address("--server", server.strip());
        }
        String fromEnvironment = System.getenv("TIDEMARK_SERVER");
        return fromEnvironment == null || fromEnvironment.isBlank()
                ? TidemarkClient.DEFAULT_TARGET
                : address("TIDEMARK_SERVER", fromEnvironment.strip());
    }

    private static String address(String name, String text) {
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, Math.max(0, colon));
        boolean isHost = HOST.matcher(host).matches();
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (isHost && port >= 1 && port <= PORT_MAX) {
                return text;
            }
        } catch (NumberFormatException noPort) {
            // said below
        }
        throw new UsageException(name + " is \"" + text + "\": give HOST:PORT, such as " + TidemarkClient.DEFAULT_TARGET
                + ", with a port from 1 to " + PORT_MAX);
    }
}
