package io.tidemark.examples;

import io.tidemark.client.Select;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.Times;
import io.tidemark.v1.Calendar;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.DeltaBucket;
import io.tidemark.v1.DeltaSettings;
import io.tidemark.v1.TimeRange;
import java.time.Instant;

/** Turns a register into interval deltas, and sums them up by day of the service point's calendar. */
public final class ReadDeltas {

    private ReadDeltas() {}

    public static void main(String[] args) {
        ComponentSelection meter = Select.ids("meter-17/import");
        TimeRange days = Times.range(Instant.parse("2026-04-11T22:00:00Z"), Instant.parse("2026-04-13T22:00:00Z"));
        DeltaSettings usual = DeltaSettings.getDefaultInstance();
        Calendar local = Calendar.newBuilder().setServicePoint(true).build();
        try (TidemarkClient client = TidemarkClient.connect(TidemarkClient.DEFAULT_TARGET)) {
            client.deltas().read(meter, days, usual).forEach(series -> {
                for (int i = 0; i < series.size(); i++) {
                    System.out.println(Instant.ofEpochMilli(series.timesMillis()[i]) + " " + series.deltas()[i] + " "
                            + series.flag(i));
                }
            });
            client.deltas()
                    .aggregate(meter, days, usual, DeltaBucket.DAY, local)
                    .forEach(series -> {
                        for (int i = 0; i < series.size(); i++) {
                            System.out.println("day from " + Instant.ofEpochMilli(series.fromMillis()[i]) + ": "
                                    + series.sums()[i]);
                        }
                    });
        }
    }
}
