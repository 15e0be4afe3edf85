package io.tidemark.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that forgets to acknowledge, makes batches durable or not, and breaks connections, by a seed. */
@Timeout(120)
final class WriterOverBrokenConnectionsTest {

    private static final int BATCHES = 400;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void every_batch_becomes_durable_exactly_once_and_in_order(long seed) {
        Random random = new Random(seed);
        List<Long> stored = new ArrayList<>();
        FakeIngest ingest = new FakeIngest((server, batch) -> {
            long durable = server.durableSequences().size();
            boolean expected = batch.getSequence() == durable + 1;
            int chance = random.nextInt(20);
            if (expected && chance > 0) {
                stored.add((long) batch.getColumns().getValue(0));
                server.makeDurable(batch.getSequence());
            }
            if (chance <= 1 || !expected) {
                server.breakConnection();
            } else if (chance > 10 || batch.getSequence() % 8 == 0 || batch.getSequence() == BATCHES) {
                server.acknowledge();
            }
        });
        try (FakeServer server = FakeServer.of(ingest);
                TidemarkClient client = server.client();
                ReadingWriter writer = client.writer("w1")
                        .backoff(Duration.ofMillis(1), Duration.ofMillis(2))
                        .batchesInFlightMax(8)
                        .open()) {
            List<CompletableFuture<AppendResult>> appends = new ArrayList<>();
            for (int i = 1; i <= BATCHES; i++) {
                appends.add(
                        writer.append(Batches.of(1).toBuilder().setValue(0, i).build()));
            }
            writer.flush();
            for (int i = 0; i < BATCHES; i++) {
                assertThat(appends.get(i).join().sequence()).isEqualTo(i + 1);
            }
            assertThat(stored)
                    .as("seed %d", seed)
                    .isEqualTo(LongStream.rangeClosed(1, BATCHES).boxed().toList());
        }
    }
}
