package io.tidemark.server;

import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.tidemark.server.access.AccessConfig;
import io.tidemark.server.access.ConnectionGate;
import io.tidemark.server.access.ConnectionLimits;
import io.tidemark.server.access.TokenInterceptor;
import io.tidemark.server.grpc.FaultInterceptor;
import io.tidemark.server.grpc.InboundWatch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The way in from the network: address, encryption, tokens, and the limits of connections and calls. */
final class Door {

    private static final int FLUSH_SECONDS = 5;

    private Door() {}

    /**
     * A builder that has everything but the services.
     *
     * @param timer has connections and requests looked at, from now on
     */
    static NettyServerBuilder of(
            ServerConfig config, ScheduledExecutorService timer, EventLoopGroup accepting, EventLoopGroup eventLoops)
            throws IOException {
        ConnectionLimits limits = config.connections();
        ConnectionGate gate = new ConnectionGate(limits.connectionsMax());
        InboundWatch inbound = new InboundWatch(limits, config.ingest().requestBytesMax());
        timer.scheduleWithFixedDelay(inbound::look, 1, 1, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(gate::flush, FLUSH_SECONDS, FLUSH_SECONDS, TimeUnit.SECONDS);
        // What announces up to twice too much is refused with details; gRPC itself ends a call with a status alone.
        NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress(config.host(), config.port()))
                .bossEventLoopGroup(accepting)
                .workerEventLoopGroup(eventLoops)
                .channelFactory(() -> {
                    NioServerSocketChannel listening = new NioServerSocketChannel();
                    listening.pipeline().addLast(gate);
                    return listening;
                })
                .addTransportFilter(gate.filter())
                .addStreamTracerFactory(inbound)
                .withChildOption(ChannelOption.TCP_NODELAY, true)
                .directExecutor()
                .handshakeTimeout(limits.handshakeSecondsMax(), TimeUnit.SECONDS)
                .maxConnectionIdle(limits.idleMinutesMax(), TimeUnit.MINUTES)
                .keepAliveTime(limits.keepAliveSeconds(), TimeUnit.SECONDS)
                .keepAliveTimeout(limits.keepAliveWaitSecondsMax(), TimeUnit.SECONDS)
                .permitKeepAliveTime(limits.pingSecondsMin(), TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .maxInboundMessageSize(2 * config.ingest().requestBytesMax())
                .maxInboundMetadataSize(limits.metadataBytesMax())
                .maxConcurrentCallsPerConnection(limits.callsAConnectionMax())
                .maxRstFramesPerWindow(limits.resetsMax(), limits.resetSeconds())
                .flowControlWindow(limits.windowBytes());
        protect(builder, config.access(), config.ingest().requestBytesMax());
        return builder;
    }

    /** What intercepts last stands outermost, so that refusals of the door become statuses, too. */
    private static void protect(NettyServerBuilder builder, AccessConfig access, int requestBytesMax)
            throws IOException {
        if (access.isEncrypted()) {
            builder.useTransportSecurity(
                    access.certificateFile().toFile(), access.keyFile().toFile());
        }
        List<byte[]> tokens = access.tokens();
        if (!tokens.isEmpty()) {
            builder.intercept(new TokenInterceptor(tokens));
        }
        builder.intercept(new FaultInterceptor(requestBytesMax));
    }
}
