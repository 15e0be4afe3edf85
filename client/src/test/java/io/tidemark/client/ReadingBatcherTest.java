package io.tidemark.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.v1.ReadingBatch;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ReadingBatcherTest {

    @Test
    void a_full_batch_goes_and_the_rest_goes_on_flush() throws Exception {
        FakeIngest ingest = FakeIngest.acknowledging();
        try (FakeServer server = FakeServer.of(ingest);
                TidemarkClient client = server.client();
                ReadingWriter writer = client.writer("w1").open();
                ReadingBatcher batcher = new ReadingBatcher(writer, 3, Duration.ZERO)) {
            ReadingBatcher.Added last = null;
            for (int i = 0; i < 5; i++) {
                last = batcher.add(7, i * 60_000L, i);
            }
            assertThat(last.index()).isEqualTo(1);
            assertThat(last.batch()).isNotDone();
            batcher.flush();
            assertThat(last.batch().join().accepted()).isEqualTo(2);
            assertThat(ingest.arrivedBatches())
                    .extracting(batch -> batch.getColumns().getHandleCount())
                    .containsExactly(3, 2);
        }
    }

    @Test
    void a_lone_reading_goes_after_its_longest_wait() throws Exception {
        FakeIngest ingest = FakeIngest.acknowledging();
        try (FakeServer server = FakeServer.of(ingest);
                TidemarkClient client = server.client();
                ReadingWriter writer = client.writer("w1").open();
                ReadingBatcher batcher = new ReadingBatcher(writer, 1_000, Duration.ofMillis(1))) {
            AppendResult result = batcher.add(7, 0, 1.5, 401_000).batch().join();
            assertThat(result.accepted()).isEqualTo(1);
            ReadingBatch batch = ingest.arrivedBatches().get(0);
            assertThat(batch.getColumns().getCondition(0)).isEqualTo(401_000);
        }
    }

    @Test
    void a_batch_never_exceeds_what_the_server_takes() throws Exception {
        FakeIngest ingest = FakeIngest.acknowledging().takingAtMost(10, 2);
        try (FakeServer server = FakeServer.of(ingest);
                TidemarkClient client = server.client();
                ReadingWriter writer = client.writer("w1").open();
                ReadingBatcher batcher = new ReadingBatcher(writer, 1_000, Duration.ZERO)) {
            for (int i = 0; i < 4; i++) {
                batcher.add(7, i, i);
            }
            ingest.awaitArrived(2);
            assertThat(ingest.arrivedBatches().get(0).getColumns().getValueCount())
                    .isEqualTo(2);
        }
    }
}
