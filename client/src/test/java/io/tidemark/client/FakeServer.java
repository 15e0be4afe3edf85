package io.tidemark.client;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** A gRPC server on the loopback whose services a test writes itself. */
public final class FakeServer implements AutoCloseable {

    private final Server server;

    private FakeServer(Server server) {
        this.server = server;
    }

    public static FakeServer of(BindableService... services) {
        return of(null, services);
    }

    public static FakeServer of(ServerInterceptor interceptor, BindableService... services) {
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        for (BindableService service : services) {
            if (interceptor == null) {
                builder.addService(service);
            } else {
                builder.addService(ServerInterceptors.intercept(service, interceptor));
            }
        }
        try {
            return new FakeServer(builder.build().start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String target() {
        return "127.0.0.1:" + server.getPort();
    }

    public TidemarkClient client() {
        return TidemarkClient.connect(target());
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
