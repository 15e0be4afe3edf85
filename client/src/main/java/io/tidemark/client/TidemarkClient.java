package io.tidemark.client;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.AbstractStub;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A connection to a Tidemark server, to be kept for the life of the program and shared by its threads.
 *
 * <p>Making one does not connect; the first request does. {@link #close} ends what is still running.
 */
public final class TidemarkClient implements AutoCloseable {

    /** Where a server listens unless told otherwise. */
    public static final String DEFAULT_TARGET = "127.0.0.1:7411";

    private final ManagedChannel connection;
    private final Channel channel;
    private final Duration deadline;
    private final Duration queryDeadline;
    private final ScheduledExecutorService timer;
    private final RegistryClient registry;

    TidemarkClient(TidemarkClientBuilder builder, ManagedChannel connection) {
        this.connection = connection;
        this.channel = builder.token == null
                ? connection
                : ClientInterceptors.intercept(connection, new BearerToken(builder.token));
        this.deadline = builder.deadline;
        this.queryDeadline = builder.queryDeadline;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tidemark-client-timer");
            thread.setDaemon(true);
            return thread;
        });
        this.registry = new RegistryClient(this);
    }

    /** A client without encryption, for a server on this machine or in a trusted network. */
    public static TidemarkClient connect(String target) {
        return builder(target).build();
    }

    /**
     * Prepares a client.
     *
     * @param target {@code host:port}, or any gRPC name such as {@code dns:///host:port}
     */
    public static TidemarkClientBuilder builder(String target) {
        return new TidemarkClientBuilder(target);
    }

    /** Registers and looks up what is measured. */
    public RegistryClient registry() {
        return registry;
    }

    /** Reads readings. */
    public ReadingsClient readings() {
        return new ReadingsClient(this);
    }

    /** Finds gaps. */
    public GapsClient gaps() {
        return new GapsClient(this);
    }

    /** Reads deltas. */
    public DeltasClient deltas() {
        return new DeltasClient(this);
    }

    /** Runs periodic estimation, and keeps initial measurements and To Dos. */
    public EstimationClient estimation() {
        return new EstimationClient(this);
    }

    /** Appends and deletes a few readings, by id. */
    public AppendClient appends() {
        return new AppendClient(this);
    }

    /** Keeps the store safe; for a client on the server's machine. */
    public AdminClient admin() {
        return new AdminClient(this);
    }

    /**
     * Prepares a writer that streams batches.
     *
     * @param writerId a name of 1 to 128 characters that the head-end keeps over restarts; one stream at a time may use it
     */
    public ReadingWriterBuilder writer(String writerId) {
        return new ReadingWriterBuilder(this, writerId);
    }

    /** The channel under it all, with the token attached, for stubs of any other service. Owned by the client. */
    public Channel channel() {
        return channel;
    }

    /**
     * A stub of any service, with the deadline of single requests counted from now: make one for each request.
     *
     * @param factory such as {@code RegistryServiceGrpc::newBlockingStub}
     */
    public <S extends AbstractStub<S>> S stub(Function<Channel, S> factory) {
        return factory.apply(channel).withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Carries out a request on a stub, and turns its failure into a {@link TidemarkException}.
     *
     * @param request such as {@code () -> client.stub(RegistryServiceGrpc::newBlockingStub).getProvider(request)}
     */
    public static <T> T call(Supplier<T> request) {
        try {
            return request.get();
        } catch (io.grpc.StatusRuntimeException e) {
            throw TidemarkException.from(e);
        }
    }

    /**
     * Any server-streaming request as a query, with the query deadline if there is one.
     *
     * @param split takes one message apart into the items of the answer
     */
    public <Q, R, T> Query<T> query(MethodDescriptor<Q, R> method, Q request, Function<? super R, List<T>> split) {
        return Query.of(channel, queryDeadline, method, request, split);
    }

    /** The same without a deadline, for an answer that never ends by itself. */
    public <Q, R, T> Query<T> endlessQuery(
            MethodDescriptor<Q, R> method, Q request, Function<? super R, List<T>> split) {
        return Query.of(channel, null, method, request, split);
    }

    /** Runs what has to wait; its tasks are short. */
    ScheduledExecutorService timer() {
        return timer;
    }

    /** Ends everything that is still running, and waits up to five seconds for it. */
    @Override
    public void close() {
        timer.shutdownNow();
        connection.shutdownNow();
        try {
            connection.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
