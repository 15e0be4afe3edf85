package io.tidemark.client.cli.query;

import com.google.protobuf.util.Durations;
import io.tidemark.client.cli.TimeArgument;
import io.tidemark.client.cli.UsageException;
import io.tidemark.v1.Calendar;
import io.tidemark.v1.DeltaBucket;
import io.tidemark.v1.DeltaPolicy;
import io.tidemark.v1.DeltaSettings;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How deltas are worked out and summed up. */
final class DeltaOptions {

    /** The policies of the server. */
    enum Policy {
        GUARDED,
        SOURCE
    }

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description = "guarded (default): with guards against glitches and sign changes; source: the plain rules")
    private Policy policy = Policy.GUARDED;

    @Option(
            names = "--look-back",
            paramLabel = "DURATION",
            description =
                    "readings further before the first point are not used: PT2H, or unlimited (default by policy)")
    private String lookBack;

    @Option(names = "--bridge-invalid", description = "reach over invalid readings to the last valid one")
    private boolean bridgeInvalid;

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

    DeltaSettings settings() {
        DeltaSettings.Builder settings = DeltaSettings.newBuilder()
                .setPolicy(policy == Policy.SOURCE ? DeltaPolicy.SOURCE : DeltaPolicy.GUARDED)
                .setBridgeInvalid(bridgeInvalid);
        if (lookBack != null && lookBack.equalsIgnoreCase("unlimited")) {
            settings.setLookBackUnlimited(true);
        } else if (lookBack != null) {
            settings.setLookBackMax(Durations.fromMillis(lookBackMillis()));
        }
        return settings.build();
    }

    private long lookBackMillis() {
        try {
            return Duration.parse(lookBack).toMillis();
        } catch (DateTimeParseException e) {
            throw new UsageException("--look-back is " + lookBack + ": give a duration such as PT2H, or unlimited");
        }
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
