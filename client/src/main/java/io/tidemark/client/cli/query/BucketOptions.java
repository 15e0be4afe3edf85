package io.tidemark.client.cli.query;

import io.tidemark.client.cli.TimeArgument;
import io.tidemark.client.cli.UsageException;
import io.tidemark.v1.Calendar;
import io.tidemark.v1.DeltaBucket;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How deltas are summed up. */
final class BucketOptions {

    @Option(
            names = "--bucket",
            paramLabel = "SIZE",
            description = "sums instead of single deltas: PT15M, PT1H, day or month")
    private String bucket;

    @Option(
            names = "--calendar",
            paramLabel = "ZONE",
            description = "whose days and months: a zone; that of each service point by default")
    private String calendar;

    boolean summed() {
        return bucket != null;
    }

    DeltaBucket bucket() {
        return switch (bucket.toUpperCase(Locale.ROOT)) {
            case "PT15M", "QUARTER-HOUR" -> DeltaBucket.QUARTER_HOUR;
            case "PT1H", "HOUR" -> DeltaBucket.HOUR;
            case "DAY", "P1D" -> DeltaBucket.DAY;
            case "MONTH", "P1M" -> DeltaBucket.MONTH;
            default -> throw new UsageException("--bucket is " + bucket + ": give PT15M, PT1H, day or month");
        };
    }

    Calendar calendar() {
        if (calendar == null) {
            return Calendar.newBuilder().setServicePoint(true).build();
        }
        String zone = TimeArgument.zone("--calendar", calendar).getId();
        return Calendar.newBuilder().setTimeZone(zone).build();
    }
}
