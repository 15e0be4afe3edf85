package io.tidemark.client.cli.monitoring;

import io.tidemark.client.TidemarkClient;
import io.tidemark.client.Times;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.ServerCommand;
import io.tidemark.client.cli.TimeArgument;
import io.tidemark.client.cli.UsageException;
import io.tidemark.v1.EnterReadingsRequest;
import io.tidemark.v1.EnterReadingsResponse;
import io.tidemark.v1.MonitoringServiceGrpc;
import io.tidemark.v1.Reading;
import io.tidemark.v1.RejectedReading;
import io.tidemark.v1.RejectionReason;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark enter}: readings by hand, with who and why. */
@Command(
        footer = {
            "",
            "They get the condition code 601000 (entered or edited), close gaps, and resolve the case when nothing is missing"
                    + " any more.",
            "",
            "Example:",
            "  tidemark enter mc1 2026-04-12T13:00:00Z=1.5 2026-04-12T14:00:00Z=1.7 --why 'read from the display'"
        })
public final class EnterCommand extends ServerCommand {

    @Parameters(index = "0", paramLabel = "COMPONENT", description = "id of the measuring component")
    private String component;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "TIME=VALUE",
            description = "an instant, or the beginning of an interval, and its value")
    private List<String> readings = List.of();

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "why, and where the values come from")
    private String why;

    @Option(names = "--by", paramLabel = "NAME", description = "who enters them (the user's name)")
    private String by;

    @Option(names = "--zone", paramLabel = "ZONE", description = "read times without an offset in this zone (UTC)")
    private String zone = "Z";

    @Override
    protected int run(TidemarkClient client) {
        ZoneId read = TimeArgument.zone("--zone", zone);
        EnterReadingsRequest.Builder request =
                EnterReadingsRequest.newBuilder().setWhy(why).setBy(Wanted.by(by));
        readings.forEach(typed -> request.addReadings(reading(typed, read)));
        EnterReadingsResponse done = TidemarkClient.call(
                () -> client.stub(MonitoringServiceGrpc::newBlockingStub).enterReadings(request.build()));
        for (RejectedReading rejected : done.getRejectedList()) {
            err().println("refused: " + readings.get(rejected.getIndex()) + ": " + words(rejected.getReason()) + " ("
                    + rejected.getReason() + ")");
        }
        out().println(done.getAcceptedCount() + " stored, " + done.getDuplicateCount() + " were there already"
                + (done.getResolvedCount() == 0 ? "" : "; the case of " + component + " is resolved"));
        return done.getRejectedCount() == 0 ? ExitCode.OK : ExitCode.REFUSED;
    }

    /** Which rule a reading broke. */
    private String words(RejectionReason reason) {
        return switch (reason) {
            case UNKNOWN_COMPONENT -> component + " is no measuring component";
            case OFF_GRID ->
                "no interval of " + component
                        + " begins at this time; their length is that of its type, and --zone tells"
                        + " whose time it is";
            case TOO_FAR_IN_FUTURE -> "later than the server takes readings (ingest.futureHoursMax)";
            case TOO_FAR_IN_PAST -> "before 1900-01-01T00:00:00Z, the earliest time that is kept";
            case NOT_FINITE -> "an interval's value must be a finite number";
            case BEFORE_RETENTION -> "the server keeps nothing of that month any more (store.retentionMonths)";
            default -> "refused by the server";
        };
    }

    private Reading reading(String typed, ZoneId read) {
        int equals = typed.indexOf('=');
        if (equals < 0) {
            throw new UsageException(typed + " has no value: write TIME=VALUE, such as 2026-04-12T13:00:00Z=1.5");
        }
        try {
            return Reading.newBuilder()
                    .setComponent(component)
                    .setTime(Times.timestamp(TimeArgument.parse("TIME", typed.substring(0, equals), read)))
                    .setValue(Double.parseDouble(typed.substring(equals + 1)))
                    .build();
        } catch (NumberFormatException none) {
            throw new UsageException(typed + ": what stands behind = is no number");
        }
    }
}
