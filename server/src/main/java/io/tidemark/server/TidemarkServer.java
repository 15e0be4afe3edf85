package io.tidemark.server;

import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.tidemark.server.checkpoint.CheckpointLoader;
import io.tidemark.server.checkpoint.Checkpointer;
import io.tidemark.server.estimation.run.EstimationRuns;
import io.tidemark.server.estimation.run.EstimationSchedule;
import io.tidemark.server.estimation.run.Refiller;
import io.tidemark.server.grpc.AdminGrpc;
import io.tidemark.server.grpc.DeltasGrpc;
import io.tidemark.server.grpc.EstimationGrpc;
import io.tidemark.server.grpc.GapsGrpc;
import io.tidemark.server.grpc.IngestGrpc;
import io.tidemark.server.grpc.MonitoringGrpc;
import io.tidemark.server.grpc.QueryRoom;
import io.tidemark.server.grpc.ReadingsGrpc;
import io.tidemark.server.grpc.RegistryGrpc;
import io.tidemark.server.grpc.UnparsedRequests;
import io.tidemark.server.ingest.AppliedPosition;
import io.tidemark.server.ingest.CommitLog;
import io.tidemark.server.ingest.IngestRoom;
import io.tidemark.server.ingest.LoggedChanges;
import io.tidemark.server.ingest.PositionTokens;
import io.tidemark.server.ingest.Recovery;
import io.tidemark.server.ingest.WriterSessions;
import io.tidemark.server.journal.DiskFiles;
import io.tidemark.server.journal.Journal;
import io.tidemark.server.journal.JournalDirectory;
import io.tidemark.server.journal.ReplayReport;
import io.tidemark.server.maintenance.Backup;
import io.tidemark.server.maintenance.CheckpointTimer;
import io.tidemark.server.maintenance.DataFolders;
import io.tidemark.server.maintenance.Retention;
import io.tidemark.server.monitoring.MonitoringRoom;
import io.tidemark.server.monitoring.delivery.Delivery;
import io.tidemark.server.registry.RegistryLister;
import io.tidemark.server.registry.RegistryWriter;
import io.tidemark.server.shard.State;
import io.tidemark.server.step.Steps;
import io.tidemark.server.store.MemoryNeed;
import io.tidemark.server.store.ReadingStore;
import io.tidemark.server.store.StoreBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: wiring only. Made, used by clients, stopped; by one thread. */
public final class TidemarkServer {

    private static final Logger LOG = LoggerFactory.getLogger(TidemarkServer.class);
    private static final int EVENT_LOOPS = 2;
    private static final int STOP_SECONDS_MAX = 10;
    private static final int RETENTION_LOOK_MINUTES = 60;

    private final State state;
    private final Journal journal;
    private final CommitLog log;
    private final RegistryWriter registryWriter;
    private final WriterSessions sessions;
    private final QueryRoom queries;
    private final ExecutorService preparing;
    private final ThreadPoolExecutor queryThreads;
    private final ExecutorService keepingThread;
    private final ScheduledExecutorService timer;
    private final EstimationRuns estimationRuns;
    private final Refiller refiller;
    private final Optional<EstimationSchedule> estimationSchedule;
    private final EventLoopGroup bossLoop;
    private final EventLoopGroup eventLoops;
    private final HealthStatusManager health = new HealthStatusManager();
    private final MonitoringRoom monitoring;
    private final Delivery delivery;
    private final Server server;

    /**
     * Opens the data directory, recovers what it holds and begins to listen.
     *
     * @throws IOException when a file cannot be read or written, or the port is taken
     * @throws io.tidemark.server.journal.JournalException when the journal is locked or damaged; the message says where
     */
    public TidemarkServer(ServerConfig config, Clock clock) throws IOException {
        this(config, clock, Steps.NONE);
    }

    /**
     * The same, with somebody who is told of the steps at which a crash may do harm: for tests that end the process there.
     *
     * @throws IOException when a file cannot be read or written, or the port is taken
     */
    public TidemarkServer(ServerConfig config, Clock clock, Steps steps) throws IOException {
        long began = System.nanoTime();
        Files.createDirectories(config.dataDirectory());
        this.state = new State(new StoreBudget(config.storeBytesMax(), steps));
        named("tidemark-warm-up").newThread(ReadingStore::warmUp).start();
        this.preparing = Executors.newSingleThreadExecutor(named("tidemark-segments"));
        Recovery recovery = new Recovery(state);
        DiskFiles checkpoints = DiskFiles.at(DataFolders.checkpoints(config.dataDirectory()));
        try (JournalDirectory directory =
                JournalDirectory.open(DiskFiles.at(DataFolders.journal(config.dataDirectory())), config.journal())) {
            CheckpointLoader.Loaded loaded =
                    CheckpointLoader.load(checkpoints, directory.storeId(), state, directory.firstPosition());
            recovery.leaveOut(loaded.capturedAt(), loaded.endPosition());
            ReplayReport report = directory.replay(loaded.position(), recovery);
            this.journal = directory.startWriting(preparing, steps);
            LOG.info(
                    "recovered {} records, {} bytes, in {} ms",
                    report.records(),
                    report.payloadBytes(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
            report.cuts()
                    .forEach(cut -> LOG.warn(
                            "cut a torn tail: {} bytes at {} in {} ({}); nothing of it had been acknowledged",
                            cut.bytes(),
                            cut.offset(),
                            cut.file(),
                            cut.what()));
        }
        AppliedPosition applied = new AppliedPosition(journal.durablePosition());
        PositionTokens tokens = new PositionTokens(journal.storeId());
        this.log = new CommitLog(journal, state, config.commit(), applied, steps, System::nanoTime);
        Retention retention = new Retention(config.retentionMonths(), state, log, clock);
        retention.dropWhatIsTooOld().join();
        this.registryWriter = new RegistryWriter(state.registry(), state.lock().read(), new LoggedChanges(log, tokens));
        this.queryThreads = new ThreadPoolExecutor(
                config.query().threads(),
                config.query().threads(),
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                named("tidemark-query"));
        this.keepingThread = Executors.newSingleThreadExecutor(named("tidemark-keeping"));
        this.timer = Executors.newSingleThreadScheduledExecutor(named("tidemark-timer"));
        Checkpointer checkpointer = new Checkpointer(log, state, journal, checkpoints, steps);
        timer.scheduleWithFixedDelay(
                new CheckpointTimer(checkpointer, config.replayBytesMax(), keepingThread, clock),
                CheckpointTimer.LOOK_SECONDS,
                CheckpointTimer.LOOK_SECONDS,
                TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(
                retention::dropWhatIsTooOld, RETENTION_LOOK_MINUTES, RETENTION_LOOK_MINUTES, TimeUnit.MINUTES);
        this.sessions = new WriterSessions();
        this.queries = new QueryRoom(state, applied, tokens, config.query(), queryThreads, timer);
        this.estimationRuns = new EstimationRuns(state, log, clock);
        estimationRuns.endInterrupted();
        this.refiller = new Refiller(estimationRuns);
        this.estimationSchedule = config.estimationSchedule()
                .map(settings -> new EstimationSchedule(settings, estimationRuns, clock, timer));
        IngestRoom ingest = new IngestRoom(
                state,
                log,
                sessions,
                tokens,
                config.ingest(),
                new MemoryNeed(state.store()),
                state.store().budget(),
                clock);
        this.delivery = new Delivery(state, log, config.delivery(), clock);
        this.monitoring = new MonitoringRoom(
                ingest, config.monitoring(), journal.storeId().toString(), delivery::wake);
        this.bossLoop = new MultiThreadIoEventLoopGroup(1, named("tidemark-accept"), NioIoHandler.newFactory());
        this.eventLoops =
                new MultiThreadIoEventLoopGroup(EVENT_LOOPS, named("tidemark-grpc"), NioIoHandler.newFactory());
        this.server = Door.of(config, timer, bossLoop, eventLoops)
                .addService(new IngestGrpc(ingest).definition())
                .addService(UnparsedRequests.of(new RegistryGrpc(
                        registryWriter,
                        new RegistryLister(state.registry(), state.lock().read()),
                        queryThreads)))
                .addService(UnparsedRequests.of(new ReadingsGrpc(queries, log)))
                .addService(UnparsedRequests.of(new GapsGrpc(queries)))
                .addService(UnparsedRequests.of(new DeltasGrpc(queries).definition()))
                .addService(UnparsedRequests.of(
                        AdminGrpc.definition(new Backup(journal, checkpointer), checkpointer, tokens, keepingThread)))
                .addService(UnparsedRequests.of(new MonitoringGrpc(queries, monitoring, delivery).definition()))
                .addService(UnparsedRequests.of(new EstimationGrpc(
                        queries,
                        estimationRuns,
                        clock,
                        Duration.ofHours(config.ingest().futureHoursMax()))))
                .addService(UnparsedRequests.of(health.getHealthService()))
                .addService(UnparsedRequests.of(ProtoReflectionServiceV1.newInstance()))
                .build()
                .start();
        monitoring.start(timer);
        delivery.start();
        health.setStatus("", ServingStatus.SERVING);
    }

    /** The port it listens on. */
    public int port() {
        return server.getPort();
    }

    /** The watching of the streams, for whoever gives it the time of day rather than the clock. */
    public MonitoringRoom monitoring() {
        return monitoring;
    }

    /** Waits until the server has stopped. */
    public void awaitStop() throws InterruptedException {
        server.awaitTermination();
    }

    /** Refuses new work, finishes what was taken in, and lets everything go. */
    public void stop() throws InterruptedException, IOException {
        health.enterTerminalState();
        server.shutdown();
        log.holdNobodyBack();
        registryWriter.close();
        monitoring.stop();
        delivery.stop();
        estimationRuns.cancelAll();
        if (estimationSchedule.isPresent()) {
            estimationSchedule.get().stop();
        }
        refiller.stop();
        log.stop();
        sessions.endAll();
        queries.endWatches();
        if (!server.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
            server.shutdownNow();
            server.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        }
        timer.shutdownNow();
        keepingThread.shutdownNow();
        if (!keepingThread.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
            LOG.warn("a backup or a checkpoint did not end within {} s", STOP_SECONDS_MAX);
        }
        queryThreads.shutdown();
        if (!queryThreads.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
            LOG.warn("a query did not end within {} s", STOP_SECONDS_MAX);
        }
        eventLoops.shutdownGracefully(0, STOP_SECONDS_MAX, TimeUnit.SECONDS);
        bossLoop.shutdownGracefully(0, STOP_SECONDS_MAX, TimeUnit.SECONDS);
        journal.close();
        preparing.shutdown();
        state.close();
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }
}
