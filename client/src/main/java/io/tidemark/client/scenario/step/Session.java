package io.tidemark.client.scenario.step;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.stub.AbstractStub;
import io.tidemark.client.scenario.portfolio.Portfolio;
import io.tidemark.v1.DeltasServiceGrpc;
import io.tidemark.v1.EstimationServiceGrpc;
import io.tidemark.v1.GapsServiceGrpc;
import io.tidemark.v1.IngestServiceGrpc;
import io.tidemark.v1.MonitoringServiceGrpc;
import io.tidemark.v1.ReadingsServiceGrpc;
import io.tidemark.v1.RegistryServiceGrpc;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the steps of one scenario share: the server, the portfolio, and how far it was written. For one thread. */
public final class Session {

    /** Longest a single call may take, seconds. */
    public static final long CALL_SECONDS_MAX = 120;

    private final Channel channel;
    private final Portfolio portfolio;
    private ByteString position = ByteString.EMPTY;

    /**
     * A session on a server.
     *
     * @param channel to the server; stays the caller's to close
     */
    public Session(Channel channel, Portfolio portfolio) {
        this.channel = channel;
        this.portfolio = portfolio;
    }

    /** The portfolio of the scenario. */
    public Portfolio portfolio() {
        return portfolio;
    }

    /** The components a step names; all of the file's, in file order, when it names none. */
    public List<String> componentsOrAll(List<String> named) {
        return named.isEmpty() ? portfolio.components() : named;
    }

    /** Position of the last write, for queries that must see it. */
    public ByteString position() {
        return position;
    }

    /** Notes the position of a write. */
    public void wrote(ByteString positionAfter) {
        position = positionAfter;
    }

    /** The registry. */
    public RegistryServiceGrpc.RegistryServiceBlockingStub registry() {
        return timed(RegistryServiceGrpc.newBlockingStub(channel));
    }

    /** The service that takes readings in. */
    public IngestServiceGrpc.IngestServiceBlockingStub ingest() {
        return timed(IngestServiceGrpc.newBlockingStub(channel));
    }

    /** The service that gives readings out. */
    public ReadingsServiceGrpc.ReadingsServiceBlockingStub readings() {
        return timed(ReadingsServiceGrpc.newBlockingStub(channel));
    }

    /** The service of gaps. */
    public GapsServiceGrpc.GapsServiceBlockingStub gaps() {
        return timed(GapsServiceGrpc.newBlockingStub(channel));
    }

    /** The service of deltas. */
    public DeltasServiceGrpc.DeltasServiceBlockingStub deltas() {
        return timed(DeltasServiceGrpc.newBlockingStub(channel));
    }

    /** The service that watches the streams. */
    public MonitoringServiceGrpc.MonitoringServiceBlockingStub monitoring() {
        return timed(MonitoringServiceGrpc.newBlockingStub(channel));
    }

    /** The service of periodic estimation. */
    public EstimationServiceGrpc.EstimationServiceBlockingStub estimation() {
        return timed(EstimationServiceGrpc.newBlockingStub(channel));
    }

    /** The channel, for services that have no accessor here. */
    public Channel channel() {
        return channel;
    }

    /** The stub with the deadline of a single call. */
    public static <S extends AbstractStub<S>> S timed(S stub) {
        return stub.withDeadlineAfter(CALL_SECONDS_MAX, TimeUnit.SECONDS);
    }
}
