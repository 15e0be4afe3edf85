package io.tidemark.server.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import io.tidemark.client.AppendClient;
import io.tidemark.client.TidemarkClient;
import io.tidemark.v1.AppendReadingsRequest;
import io.tidemark.v1.AppendReadingsResponse;
import io.tidemark.v1.IngestServiceGrpc;
import io.tidemark.v1.ReadingRuns;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Far more than a server with little memory can take at once, from head-ends that wait for nothing and callers that do not
 * try again. How fast it all goes is measured by {@code tidemark torture --only overload}.
 */
@Timeout(240)
class OverloadTest {

    private static final int HEAD_ENDS = 20;
    private static final int BATCHES = 40;
    private static final int BATCH_READINGS = SmallPortfolio.READINGS_EACH / 2;
    private static final int CALLS = 2_000;

    @Test
    void streams_are_held_back_and_lose_nothing_calls_are_taken_or_refused_and_it_is_over_when_they_stop()
            throws IOException, InterruptedException {
        try (GuardedServer server = new GuardedServer(
                        "tidemark.ingest.waitingBytesMax = 2 MiB", "tidemark.connections.windowBytes = 1 MiB");
                TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port());
                SmallPortfolio portfolio = SmallPortfolio.empty(client)) {
            portfolio.register("calls", 1);
            List<StreamFlood> floods = new ArrayList<>();
            for (int i = 0; i < HEAD_ENDS; i++) {
                int component = 2 * i;
                ReadingRuns[] runs = new ReadingRuns[4];
                for (int k = 0; k < runs.length; k++) {
                    runs[k] = portfolio.run(component + k / 2, k % 2 * BATCH_READINGS, BATCH_READINGS);
                }
                floods.add(new StreamFlood(server.port(), "flood-" + i, BATCHES, batch -> runs[batch % runs.length]));
            }
            floods.forEach(StreamFlood::begin);
            IngestServiceGrpc.IngestServiceFutureStub stub = IngestServiceGrpc.newFutureStub(client.channel());
            List<ListenableFuture<AppendReadingsResponse>> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                calls.add(stub.appendReadings(AppendReadingsRequest.newBuilder()
                        .addReadings(AppendClient.reading(
                                "calls",
                                Instant.ofEpochMilli(SmallPortfolio.START_MILLIS + i * SmallPortfolio.MINUTE_MILLIS),
                                i))
                        .build()));
            }
            for (StreamFlood flood : floods) {
                flood.done().join();
                assertThat(flood.stored()).isEqualTo((long) BATCHES * BATCH_READINGS);
                flood.close();
            }
            int taken = 0;
            for (ListenableFuture<AppendReadingsResponse> call : calls) {
                try {
                    taken += (int) call.get().getAcceptedCount();
                } catch (ExecutionException failed) {
                    Refusals.assertTooBusy(failed.getCause(), "ingest.waitingBytesMax", "ingest.waitMillisMax");
                }
            }
            server.assertHealthy();
            assertThat(portfolio.readings()).isEqualTo(SmallPortfolio.READINGS + taken);
            portfolio.writeAndReadAlone(0);
        }
    }
}
