package io.tidemark.client.cli.csv;

import com.google.protobuf.util.Durations;
import io.tidemark.client.cli.TimeArgument;
import io.tidemark.client.cli.UsageException;
import io.tidemark.v1.Accumulation;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.MeasuringComponentType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import picocli.CommandLine.Option;

/** What to register where it is not there yet. What is there stays as it is. */
final class CreateOptions {

    @Option(
            names = "--create-type",
            paramLabel = "ID",
            description =
                    "register unknown components, of this type; made too if need be, with --interval of intervals,"
                            + " without it of reads at any time")
    private String type;

    @Option(
            names = "--create-at",
            paramLabel = "ID",
            description = "the service point where they are installed; made too if need be, in --zone")
    private String servicePoint;

    @Option(
            names = "--installed-at",
            paramLabel = "TIME",
            description = "since when they are installed (the earliest of the first readings)")
    private String installedAt;

    @Option(names = "--cumulative", description = "values of the new type are those of a register that grows")
    private boolean cumulative;

    @Option(
            names = "--decimals",
            paramLabel = "N",
            description = "decimals of the new type's values: deltas and sums are then exact to them")
    private Integer decimals;

    @Option(names = "--unit", paramLabel = "TEXT", description = "unit of the new type, such as kWh")
    private String unit = "";

    boolean wanted() {
        return type != null;
    }

    void check(TimeOptions time) {
        if (wanted() != (servicePoint != null)) {
            throw new UsageException("--create-type and --create-at belong together");
        }
        if (!wanted() && (installedAt != null || cumulative || decimals != null || !unit.isEmpty())) {
            throw new UsageException("--installed-at, --cumulative, --decimals and --unit need --create-type");
        }
        if (wanted() && time.zone() instanceof ZoneOffset) {
            throw new UsageException("--create-at needs a --zone with a name, such as Europe/Paris");
        }
    }

    String servicePoint() {
        return servicePoint;
    }

    String type() {
        return type;
    }

    /** When the new components were installed. */
    Instant installedAt(TimeOptions time, long firstMillis) {
        ZoneId zone = time.zone() == null ? ZoneOffset.UTC : time.zone();
        return installedAt == null
                ? Instant.ofEpochMilli(firstMillis)
                : TimeArgument.parse("--installed-at", installedAt, zone);
    }

    MeasuringComponentType newType(TimeOptions time) {
        MeasuringComponentType.Builder made = MeasuringComponentType.newBuilder()
                .setId(type)
                .setUnit(unit)
                .setAccumulation(cumulative ? Accumulation.CUMULATIVE : Accumulation.INTERVAL_VALUES);
        if (decimals != null) {
            made.setDecimals(decimals);
        }
        Duration interval = time.interval();
        if (interval == null) {
            made.setKind(ComponentKind.SCALAR);
        } else {
            made.setKind(ComponentKind.INTERVAL).setInterval(Durations.fromMillis(interval.toMillis()));
        }
        return made.build();
    }
}
