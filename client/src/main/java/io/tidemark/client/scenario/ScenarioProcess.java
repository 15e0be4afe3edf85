package io.tidemark.client.scenario;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.tidemark.client.process.ServerLaunch;
import io.tidemark.client.process.ServerProcess;
import io.tidemark.client.process.TemporaryDirectory;

/** A server as a child process on a temporary store. It is killed at the end, since nobody reads its store again. */
public final class ScenarioProcess implements ScenarioServer {

    /** Largest answer taken, bytes. */
    private static final int ANSWER_BYTES_MAX = 64 << 20;

    private final TemporaryDirectory directory;
    private final ServerProcess process;
    private final ManagedChannel channel;

    private ScenarioProcess(TemporaryDirectory directory, ServerProcess process) {
        this.directory = directory;
        this.process = process;
        this.channel = NettyChannelBuilder.forTarget(process.address())
                .usePlaintext()
                .maxInboundMessageSize(ANSWER_BYTES_MAX)
                .build();
    }

    /**
     * Starts one.
     *
     * @param command how the server is called
     * @param showLog whether its log goes to this process's standard error; else it is kept for a message about its end
     */
    public static ScenarioProcess start(ServerLaunch command, boolean showLog) {
        TemporaryDirectory directory = TemporaryDirectory.make("tidemark-scenario-");
        try {
            ServerProcess process = ServerProcess.start(
                    command,
                    directory.path().resolve("store"),
                    0,
                    showLog ? null : directory.path().resolve("server.log"));
            return new ScenarioProcess(directory, process);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public String whyItEnded() {
        return process.isAlive() ? "" : "the server ended during the scenario" + process.logShown();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        process.kill();
        directory.close();
    }
}
