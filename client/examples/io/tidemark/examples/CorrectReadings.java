package io.tidemark.examples;

import io.tidemark.client.AppendResult;
import io.tidemark.client.ReadingBatcher;
import io.tidemark.client.ReadingWriter;
import io.tidemark.client.TidemarkClient;
import io.tidemark.v1.DeletionColumns;
import java.time.Duration;
import java.time.Instant;

/** Corrects a reading (the later word wins), and deletes an hour. Single readings are put together into batches. */
public final class CorrectReadings {

    private CorrectReadings() {}

    public static void main(String[] args) {
        try (TidemarkClient client = TidemarkClient.connect(TidemarkClient.DEFAULT_TARGET);
                ReadingWriter writer = client.writer("corrections").open();
                ReadingBatcher batcher = new ReadingBatcher(writer, 10_000, Duration.ofMillis(100))) {
            int handle = client.registry().handle("meter-17/import");
            long quarter = Instant.parse("2026-04-12T10:15:00Z").toEpochMilli();
            ReadingBatcher.Added added = batcher.add(handle, quarter, 4_010.4, 601_000); // edited by hand
            System.out.println("corrected: " + added.batch().join().accepted());

            AppendResult deleted = writer.delete(DeletionColumns.newBuilder()
                            .addHandle(handle)
                            .addStartTimeMillis(
                                    Instant.parse("2026-04-12T20:00:00Z").toEpochMilli())
                            .addEndTimeMillis(
                                    Instant.parse("2026-04-12T21:00:00Z").toEpochMilli())
                            .build())
                    .join();
            System.out.println("deleted: " + deleted.deleted());
        }
    }
}
