package io.tidemark.client;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.Status;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The settings of a {@link TidemarkClient}. For one thread. */
public final class TidemarkClientBuilder {

    private static final int FLOW_CONTROL_WINDOW_BYTES = 4 << 20;
    /** How soon a connection whose other end is gone without a word is noticed; the server allows a third of it. */
    private static final long KEEP_ALIVE_SECONDS = 30;

    private final String target;
    private boolean encrypted;
    private File trustedCertificates;
    private File certificateChain;
    private File privateKey;
    private String authority;
    private int messageBytesMax = 64 << 20;

    String token;
    Duration deadline = Duration.ofSeconds(30);
    Duration queryDeadline;

    TidemarkClientBuilder(String target) {
        this.target = target;
    }

    /** Encrypts, and trusts the certificate authorities that the JDK trusts. */
    public TidemarkClientBuilder tls() {
        encrypted = true;
        return this;
    }

    /**
     * Encrypts, and trusts the certificates of a file.
     *
     * @param certificates PEM
     */
    public TidemarkClientBuilder tls(File certificates) {
        encrypted = true;
        trustedCertificates = certificates;
        return this;
    }

    /**
     * Shows a certificate of its own (mutual TLS). Encrypts.
     *
     * @param chain PEM
     * @param key PKCS#8, PEM
     */
    public TidemarkClientBuilder clientCertificate(File chain, File key) {
        encrypted = true;
        certificateChain = chain;
        privateKey = key;
        return this;
    }

    /** Expects the server's certificate to bear this name rather than the target's host. */
    public TidemarkClientBuilder serverName(String name) {
        authority = name;
        return this;
    }

    /** Shows this token with every request, as {@code authorization: Bearer TOKEN}. None by default. */
    public TidemarkClientBuilder token(String bearerToken) {
        token = bearerToken;
        return this;
    }

    /** How long a single request may take; 30 seconds by default. */
    public TidemarkClientBuilder deadline(Duration longest) {
        deadline = longest;
        return this;
    }

    /** How long a streamed answer may take from first to last; without a bound by default. */
    public TidemarkClientBuilder queryDeadline(Duration longest) {
        queryDeadline = longest;
        return this;
    }

    /** Largest message accepted from the server, bytes; 64 MiB by default. */
    public TidemarkClientBuilder messageBytesMax(int bytes) {
        messageBytesMax = bytes;
        return this;
    }

    /**
     * Makes the client. Does not connect yet.
     *
     * @throws TidemarkException when a certificate or key cannot be read
     */
    public TidemarkClient build() {
        NettyChannelBuilder channel = NettyChannelBuilder.forTarget(target, credentials())
                .flowControlWindow(FLOW_CONTROL_WINDOW_BYTES)
                .maxInboundMessageSize(messageBytesMax)
                .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        if (authority != null) {
            channel.overrideAuthority(authority);
        }
        return new TidemarkClient(this, channel.build());
    }

    private ChannelCredentials credentials() {
        if (!encrypted) {
            return InsecureChannelCredentials.create();
        }
        try {
            TlsChannelCredentials.Builder tls = TlsChannelCredentials.newBuilder();
            if (trustedCertificates != null) {
                tls.trustManager(trustedCertificates);
            }
            if (certificateChain != null) {
                tls.keyManager(certificateChain, privateKey);
            }
            return tls.build();
        } catch (IOException e) {
            throw new TidemarkException(
                    Status.Code.INVALID_ARGUMENT,
                    "CERTIFICATE_UNREADABLE",
                    "a certificate or key cannot be read: " + e.getMessage(),
                    Map.of(),
                    e);
        }
    }
}
