package io.tidemark.examples;

import io.tidemark.client.Select;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.Times;
import java.time.Instant;

/** Lists what is missing in a month, for every component, and how far each one's history is complete. */
public final class FindGaps {

    private FindGaps() {}

    public static void main(String[] args) {
        Instant from = Instant.parse("2026-04-01T00:00:00Z");
        Instant to = Instant.parse("2026-05-01T00:00:00Z");
        try (TidemarkClient client = TidemarkClient.connect(TidemarkClient.DEFAULT_TARGET)) {
            client.gaps()
                    .list(Select.all(), Times.range(from, to))
                    .forEach(found -> found.gaps()
                            .forEach(gap -> System.out.println(found.component() + ": " + gap.intervals()
                                    + " missing from " + Instant.ofEpochMilli(gap.fromMillis()) + " to "
                                    + Instant.ofEpochMilli(gap.toMillis()))));
            client.readings().latest(Select.all()).forEach(mark -> {
                boolean any = mark.latestContiguousMillis() != Times.NONE;
                System.out.println(mark.component() + " is complete up to "
                        + (any ? Instant.ofEpochMilli(mark.latestContiguousMillis()) : "nothing"));
            });
        }
    }
}
