package io.tidemark.loadtest.ceiling;

import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.tidemark.v1.IngestResponse;
import io.tidemark.v1.IngestServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The main class of the ceiling's process: throws batches away, and sends deltas that mean nothing. It is set up as a Tidemark server is (event loops, direct executor, window) and
 * called and answering like one, so that whoever starts a server can start this instead.
 */
public final class DiscardServer {

    private static final int FLOW_WINDOW_BYTES = 4 << 20;
    private static final int MESSAGE_BYTES_MAX = 8 << 20;
    private static final int EVENT_LOOPS = 2;

    private DiscardServer() {}

    /** Listens until it is killed; arguments are taken and not looked at. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Server server = start();
        System.out.println("tidemark listening on 127.0.0.1:" + server.getPort());
        System.out.flush();
        server.awaitTermination();
    }

    /** Starts one on a free port of this machine. */
    static Server start() throws IOException {
        return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .bossEventLoopGroup(new MultiThreadIoEventLoopGroup(
                        1, new DefaultThreadFactory("discard-accept", true), NioIoHandler.newFactory()))
                .workerEventLoopGroup(new MultiThreadIoEventLoopGroup(
                        EVENT_LOOPS, new DefaultThreadFactory("discard-grpc", true), NioIoHandler.newFactory()))
                .channelType(NioServerSocketChannel.class)
                .directExecutor()
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .flowControlWindow(FLOW_WINDOW_BYTES)
                .addService(service())
                .addService(ConstantDeltas.service())
                .build()
                .start();
    }

    private static ServerServiceDefinition service() {
        MethodDescriptor<Integer, IngestResponse> ingest = IngestServiceGrpc.getIngestMethod().toBuilder(
                        new DiscardMarshaller(),
                        IngestServiceGrpc.getIngestMethod().getResponseMarshaller())
                .build();
        return ServerServiceDefinition.builder(ServiceDescriptor.newBuilder(IngestServiceGrpc.SERVICE_NAME)
                        .addMethod(ingest)
                        .build())
                .addMethod(ingest, ServerCalls.asyncBidiStreamingCall(DiscardServer::openStream))
                .build();
    }

    private static StreamObserver<Integer> openStream(StreamObserver<IngestResponse> responses) {
        ServerCallStreamObserver<IngestResponse> call = (ServerCallStreamObserver<IngestResponse>) responses;
        call.disableAutoRequest();
        DiscardStream stream = new DiscardStream(call);
        call.request(1);
        return stream;
    }
}
