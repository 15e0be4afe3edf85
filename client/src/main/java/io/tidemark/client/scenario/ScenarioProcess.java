package io.tidemark.client.scenario;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.tidemark.client.process.SandboxProcess;
import io.tidemark.client.process.ServerLaunch;
import io.tidemark.client.process.TemporaryDirectory;

/** Servers for scenarios, all from one child process; each has a temporary store of its own. */
public final class ScenarioProcess implements ScenarioServer.Source, AutoCloseable {

    /** Largest answer taken, bytes. */
    private static final int ANSWER_BYTES_MAX = 64 << 20;

    private final TemporaryDirectory directory;
    private final SandboxProcess process;

    private ScenarioProcess(TemporaryDirectory directory, SandboxProcess process) {
        this.directory = directory;
        this.process = process;
    }

    /**
     * Starts the process.
     *
     * @param command how the server is called
     * @param showLog whether its log goes to this process's standard error; else it is kept for a message about its end
     */
    public static ScenarioProcess start(ServerLaunch command, boolean showLog) {
        TemporaryDirectory directory = TemporaryDirectory.make("tidemark-scenario-");
        try {
            return new ScenarioProcess(
                    directory,
                    SandboxProcess.start(
                            command.withTemporaryDirectory(directory.path()),
                            showLog ? null : directory.path().resolve("server.log")));
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    @Override
    public ScenarioServer start() {
        ManagedChannel channel = NettyChannelBuilder.forTarget(process.fresh())
                .usePlaintext()
                .maxInboundMessageSize(ANSWER_BYTES_MAX)
                .build();
        return new ScenarioServer() {
            @Override
            public Channel channel() {
                return channel;
            }

            @Override
            public String whyItEnded() {
                return process.whyItEnded();
            }

            @Override
            public void close() {
                channel.shutdownNow();
            }
        };
    }

    @Override
    public void close() {
        process.close();
        directory.close();
    }
}
