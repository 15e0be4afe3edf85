package io.tidemark.server.fuzz;

import io.grpc.ServiceDescriptor;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.tidemark.server.batch.BatchFuzz;
import io.tidemark.server.checkpoint.CheckpointFuzz;
import io.tidemark.server.journal.JournalFuzz;
import io.tidemark.v1.AdminServiceGrpc;
import io.tidemark.v1.DeltasServiceGrpc;
import io.tidemark.v1.EstimationServiceGrpc;
import io.tidemark.v1.GapsServiceGrpc;
import io.tidemark.v1.IngestServiceGrpc;
import io.tidemark.v1.MonitoringServiceGrpc;
import io.tidemark.v1.ReadingsServiceGrpc;
import io.tidemark.v1.RegistryServiceGrpc;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Everything that is fuzzed. The name in small letters names its corpus, too. */
enum FuzzTarget {
    /** The calls of the ingest service, the stream among them. */
    INGEST(IngestServiceGrpc.getServiceDescriptor()),
    /** The calls of the registry. */
    REGISTRY(RegistryServiceGrpc.getServiceDescriptor()),
    /** The calls of readings. */
    READINGS(ReadingsServiceGrpc.getServiceDescriptor()),
    /** The calls of gaps. */
    GAPS(GapsServiceGrpc.getServiceDescriptor()),
    /** The calls of deltas. */
    DELTAS(DeltasServiceGrpc.getServiceDescriptor()),
    /** The calls of estimation. */
    ESTIMATION(EstimationServiceGrpc.getServiceDescriptor()),
    /** The calls of monitoring. */
    MONITORING(MonitoringServiceGrpc.getServiceDescriptor()),
    /** The operator's calls. */
    ADMIN(AdminServiceGrpc.getServiceDescriptor()),
    /** Whether the server is well. */
    HEALTH(HealthGrpc.getServiceDescriptor()),
    /** What the server has, for clients without the contract. */
    REFLECTION(ServerReflectionGrpc.getServiceDescriptor()),
    /** Columns found in a batch's bytes, against the stock parser. */
    BATCH(BatchFuzz::run, BatchFuzz::seeds),
    /** The journal reader. */
    JOURNAL(JournalFuzz::run, JournalFuzz::seeds),
    /** The checkpoint reader. */
    CHECKPOINT(CheckpointFuzz::run, CheckpointFuzz::seeds);

    /** What is done with an input. */
    interface Run extends AutoCloseable {

        /** Throws when the server did what it must not. */
        void run(byte[] input) throws Exception;

        @Override
        default void close() {}
    }

    private final ServiceDescriptor service;
    private final Run run;
    private final Supplier<List<byte[]>> seeds;

    FuzzTarget(ServiceDescriptor service) {
        this.service = service;
        this.run = null;
        this.seeds = () -> RequestSeeds.of(service);
    }

    FuzzTarget(Run run, Supplier<List<byte[]>> seeds) {
        this.service = null;
        this.run = run;
        this.seeds = seeds;
    }

    /** The service whose calls it makes; null when it makes none. */
    ServiceDescriptor service() {
        return service;
    }

    /** Makes ready; whoever gets it closes it. */
    Run open() {
        return run == null ? new RpcFuzz(service) : run;
    }

    /** What looking begins with, beside what was kept. */
    List<byte[]> seeds() {
        return seeds.get();
    }

    /** The name of its corpus. */
    String corpus() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FuzzTarget of(String corpus) {
        return valueOf(corpus.toUpperCase(Locale.ROOT));
    }
}
