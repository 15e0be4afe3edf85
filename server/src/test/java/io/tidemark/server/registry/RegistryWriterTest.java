package io.tidemark.server.registry;

import static io.tidemark.server.registry.Messages.component;
import static io.tidemark.server.registry.Messages.intervals;
import static io.tidemark.server.registry.Messages.provider;
import static io.tidemark.server.registry.Messages.scalars;
import static io.tidemark.server.registry.Messages.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.Entity;
import io.tidemark.v1.FeatureConfiguration;
import io.tidemark.v1.Provider;
import io.tidemark.v1.UpsertRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryWriterTest {

    /** A change that reached the log and waits there. */
    private record Logged(byte type, byte[] payload, CompletableFuture<Applied> done) {}

    private final Set<Integer> withData = new HashSet<>();
    private final Registry registry = new Registry(withData::contains);
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final BlockingQueue<Logged> log = new LinkedBlockingQueue<>();
    private final RegistryWriter writer = new RegistryWriter(registry, lock.readLock(), (type, payload) -> {
        Logged logged = new Logged(type, payload, new CompletableFuture<>());
        log.add(logged);
        return logged.done;
    });

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void aChangeIsCheckedOnlyWhenTheOneBeforeItIsApplied() throws Exception {
        CompletableFuture<Applied> type = writer.submit(upsert(scalars("read")), () -> false);
        CompletableFuture<Applied> component = writer.submit(upsert(component("mc1", "read")), () -> false);
        Logged first = log.poll(10, TimeUnit.SECONDS);
        assertThat(log).isEmpty();
        assertThat(type).isNotDone();

        apply(first);
        apply(log.poll(10, TimeUnit.SECONDS));

        assertThat(type.get(10, TimeUnit.SECONDS).outcome().created()).isEqualTo(1);
        assertThat(component.get(10, TimeUnit.SECONDS).outcome().created()).isEqualTo(1);
        assertThat(registry.components().handleOf("mc1")).isEqualTo(1);
    }

    @Test
    void whatIsRefusedNeverReachesTheLog() {
        assertThat(refusal(writer.submit(upsert(component("mc1", "nothing")), () -> false))
                        .reason())
                .isEqualTo("UNKNOWN_REFERENCE");
        assertThat(refusal(writer.submit(
                                FeatureConfiguration.newBuilder()
                                        .setHoursInPastToRetrieveLastUsableMeasurement(100_000)
                                        .build(),
                                () -> false))
                        .reason())
                .isEqualTo("OUT_OF_RANGE");
        assertThat(log).isEmpty();
    }

    @Test
    void readingsThatCameInBetweenRefuseAChangeThatIsLoggedAlready() throws Exception {
        registry.apply(
                RegistryRecord.UPSERT,
                upsert(intervals("hourly", 3_600), component("mc1", "hourly")).toByteArray());
        CompletableFuture<Applied> change = writer.submit(upsert(intervals("hourly", 900)), () -> false);
        Logged logged = log.poll(10, TimeUnit.SECONDS);
        withData.add(1);
        apply(logged);

        assertThat(refusal(change).reason()).isEqualTo("FIXED_BY_READINGS");
    }

    @Test
    void anAbandonedChangeIsNotMade() throws Exception {
        CompletableFuture<Applied> change = writer.submit(upsert(provider("a")), () -> true);
        assertThat(refusal(change).kind()).isEqualTo(Refusal.Kind.CANCELLED);
        assertThat(log).isEmpty();
    }

    @Test
    void aLogThatTakesNothingInRefusesTheChangeAndTheNextIsTried() throws Exception {
        CompletableFuture<Applied> first = writer.submit(upsert(provider("a")), () -> false);
        log.poll(10, TimeUnit.SECONDS)
                .done
                .completeExceptionally(Refusal.of(Refusal.Kind.RESOURCE_EXHAUSTED, "DISK_FULL", "the disk is full"));
        assertThat(refusal(first).reason()).isEqualTo("DISK_FULL");

        CompletableFuture<Applied> second = writer.submit(upsert(provider("a")), () -> false);
        apply(log.poll(10, TimeUnit.SECONDS));
        assertThat(second.get(10, TimeUnit.SECONDS).outcome().created()).isEqualTo(1);
    }

    @Test
    void changesThatWaitAreLimitedInNumber() throws Exception {
        CompletableFuture<Applied> under = writer.submit(upsert(provider("a")), () -> false);
        Logged logged = log.poll(10, TimeUnit.SECONDS);
        List<CompletableFuture<Applied>> waiting = new ArrayList<>();
        for (int i = 0; i < RegistryWriter.CHANGES_WAITING_MAX; i++) {
            waiting.add(writer.submit(upsert(provider("p" + i)), () -> false));
        }

        Refusal refusal = refusal(writer.submit(upsert(provider("too many")), () -> false));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.RESOURCE_EXHAUSTED);
        assertThat(refusal.reason()).isEqualTo("REGISTRY_BUSY");
        assertThat(refusal.details()).containsKey("limit");

        apply(logged);
        for (CompletableFuture<Applied> change : waiting) {
            apply(log.poll(10, TimeUnit.SECONDS));
            change.get(10, TimeUnit.SECONDS);
        }
        assertThat(under).isDone();
    }

    @Test
    void changesThatWaitAreLimitedInSize() throws Exception {
        CompletableFuture<Applied> under = writer.submit(upsert(provider("a")), () -> false);
        Logged logged = log.poll(10, TimeUnit.SECONDS);
        UpsertRequest large = UpsertRequest.newBuilder()
                .addEntities(
                        Entity.newBuilder().setProvider(Provider.newBuilder().setName("x".repeat(9_000_000))))
                .build();
        for (int i = 0; i < 7; i++) {
            writer.submit(large, () -> false);
        }
        assertThat(refusal(writer.submit(large, () -> false)).reason()).isEqualTo("REGISTRY_BUSY");
        apply(logged);
        under.get(10, TimeUnit.SECONDS);
    }

    @Test
    void closingRefusesWhatWaitsAndLetsWhatIsUnderWayThrough() throws Exception {
        CompletableFuture<Applied> under = writer.submit(upsert(provider("a")), () -> false);
        Logged logged = log.poll(10, TimeUnit.SECONDS);
        CompletableFuture<Applied> waiting = writer.submit(upsert(provider("b")), () -> false);
        CompletableFuture<Void> closed = CompletableFuture.runAsync(writer::close);

        assertThat(refusal(waiting).reason()).isEqualTo("STOPPING");
        assertThat(refusal(writer.submit(upsert(provider("c")), () -> false)).kind())
                .isEqualTo(Refusal.Kind.UNAVAILABLE);
        assertThat(under).isNotDone();
        apply(logged);
        closed.get(10, TimeUnit.SECONDS);
        assertThat(under.get(10, TimeUnit.SECONDS).outcome().created()).isEqualTo(1);
    }

    private void apply(Logged logged) {
        lock.writeLock().lock();
        try {
            logged.done.complete(new Applied(registry.apply(logged.type, logged.payload), ByteString.EMPTY));
        } finally {
            lock.writeLock().unlock();
        }
    }

    private static Refusal refusal(CompletableFuture<Applied> change) {
        ExecutionException failed =
                catchThrowableOfType(ExecutionException.class, () -> change.get(10, TimeUnit.SECONDS));
        assertThat(failed).as("a refusal").isNotNull();
        return (Refusal) failed.getCause();
    }
}
