package io.tidemark.server.access;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.tidemark.server.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * Lets in who shows a token: {@code authorization: Bearer TOKEN}. The health service is open to all, so that what watches
 * over the server needs no secret.
 */
public final class TokenInterceptor implements ServerInterceptor {

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String SCHEME = "Bearer ";
    private static final String HEALTH = "grpc.health.v1.Health";

    private final List<byte[]> tokens;

    /** Lets in who shows one of these. */
    public TokenInterceptor(List<byte[]> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (!HEALTH.equals(call.getMethodDescriptor().getServiceName())) {
            check(headers.get(AUTHORIZATION));
        }
        return next.startCall(call, headers);
    }

    private void check(String shown) {
        if (shown == null || !shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Refusal.of(
                    Refusal.Kind.UNAUTHENTICATED,
                    "TOKEN_MISSING",
                    "the call shows no token; send the header authorization: Bearer TOKEN (--token-file, TIDEMARK_TOKEN)");
        }
        byte[] token = shown.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        boolean known = false;
        for (byte[] good : tokens) {
            known |= MessageDigest.isEqual(good, token);
        }
        if (!known) {
            throw Refusal.of(
                    Refusal.Kind.UNAUTHENTICATED,
                    "TOKEN_UNKNOWN",
                    "the token is not one of this server's; ask its operator");
        }
    }
}
