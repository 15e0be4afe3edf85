package io.tidemark.examples;

import io.tidemark.client.AppendResult;
import io.tidemark.client.ReadingWriter;
import io.tidemark.client.TidemarkClient;
import io.tidemark.v1.ReadingColumns;
import io.tidemark.v1.ReadingRuns;
import java.time.Instant;

/** Streams batches as a head-end does. The writer's name is kept over restarts: it goes on where it had stopped. */
public final class StreamReadings {

    private StreamReadings() {}

    public static void main(String[] args) {
        try (TidemarkClient client = TidemarkClient.connect(TidemarkClient.DEFAULT_TARGET);
                ReadingWriter writer = client.writer("head-end-1").open()) {
            System.out.println("batches durable so far: " + writer.durableSequence());
            int handle = client.registry().handle("meter-17/import");
            long start = Instant.parse("2026-04-12T00:00:00Z").toEpochMilli();

            // Runs: consecutive intervals of one component, here a day of quarter-hours.
            ReadingRuns.Builder day = ReadingRuns.newBuilder()
                    .addHandle(handle)
                    .addStartTimeMillis(start)
                    .addCount(96);
            for (int i = 0; i < 96; i++) {
                day.addValue(4_000 + i * 0.25);
            }
            AppendResult result = writer.append(day.build()).join();
            System.out.println(result.accepted() + " accepted, " + result.duplicate() + " duplicate");
            result.rejected().forEach(r -> System.out.println("refused: index " + r.index() + ", " + r.reason()));

            // Columns: readings of many components, here one.
            ReadingColumns noon = ReadingColumns.newBuilder()
                    .addHandle(handle)
                    .addTimeMillis(start + 24 * 3_600_000L)
                    .addValue(4_024.25)
                    .build();
            writer.append(noon).thenAccept(done -> System.out.println("durable: batch " + done.sequence()));
            writer.flush();
        }
    }
}
