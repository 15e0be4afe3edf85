package io.tidemark.examples;

import io.tidemark.client.ReadingSeries;
import io.tidemark.client.ResultStream;
import io.tidemark.client.Select;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.Times;
import java.time.Instant;

/** Reads a day as an iterator. Reading slowly holds the server back; closing early cancels. */
public final class ReadReadings {

    private ReadReadings() {}

    public static void main(String[] args) {
        Instant from = Instant.parse("2026-04-12T00:00:00Z");
        Instant to = Instant.parse("2026-04-13T00:00:00Z");
        try (TidemarkClient client = TidemarkClient.connect(TidemarkClient.DEFAULT_TARGET);
                ResultStream<ReadingSeries> answer = client.readings()
                        .read(Select.ids("meter-17/import"), Times.range(from, to))
                        .open()) {
            while (answer.hasNext()) {
                ReadingSeries series = answer.next();
                for (int i = 0; i < series.size(); i++) {
                    System.out.println(series.component() + " " + Instant.ofEpochMilli(series.timesMillis()[i]) + " "
                            + series.values()[i] + " " + series.conditions()[i]);
                }
            }
        }
    }
}
