package io.tidemark.loadtest.load;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * A TCP connection with a thread of its own, on which listeners are called: what is measured over one does not wait for
 * what goes over another.
 */
public final class Connection implements AutoCloseable {

    private static final int FLOW_WINDOW_BYTES = 4 << 20;

    private final EventLoopGroup loop;
    private final ManagedChannel channel;

    /** Makes one; the first call connects. */
    public Connection(String address) {
        this.loop = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("loadtest-connection", true), NioIoHandler.newFactory());
        this.channel = NettyChannelBuilder.forTarget(address)
                .usePlaintext()
                .directExecutor()
                .eventLoopGroup(loop)
                .channelType(NioSocketChannel.class)
                .flowControlWindow(FLOW_WINDOW_BYTES)
                .build();
    }

    /** For calls over it. */
    public ManagedChannel channel() {
        return channel;
    }

    @Override
    public void close() {
        channel.shutdownNow();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
