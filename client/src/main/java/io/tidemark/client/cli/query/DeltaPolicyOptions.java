package io.tidemark.client.cli.query;

import com.google.protobuf.util.Durations;
import io.tidemark.client.cli.UsageException;
import io.tidemark.v1.DeltaPolicy;
import io.tidemark.v1.DeltaSettings;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.Option;

/** How deltas are worked out. */
final class DeltaPolicyOptions {

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
}
