package io.tidemark.client.cli.monitoring;

import io.tidemark.client.TidemarkClient;
import io.tidemark.client.Times;
import io.tidemark.client.cli.TimeArgument;
import io.tidemark.client.cli.UsageException;
import io.tidemark.v1.AssignCaseRequest;
import io.tidemark.v1.CaseCause;
import io.tidemark.v1.CaseOwner;
import io.tidemark.v1.ChangeCaseResponse;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.MonitoringServiceGrpc;
import io.tidemark.v1.NoteCaseRequest;
import io.tidemark.v1.SnoozeCaseRequest;
import io.tidemark.v1.StreamCase;
import java.time.ZoneId;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What is done to the case of one component. */
final class CaseChange {

    @Option(names = "--owner", paramLabel = "WHO", description = "who has to act: INTERNAL, PROVIDER or CUSTOMER")
    private String owner;

    @Option(
            names = "--cause",
            paramLabel = "WHY",
            description = "POWER_OF_ATTORNEY_EXPIRED, CREDENTIALS_MISSING, API_KEY_MISSING, PROVIDER_EXPORT_STOPPED,"
                    + " OWN_COLLECTION_FAULT or UNKNOWN")
    private String cause;

    @Option(names = "--note", paramLabel = "TEXT", description = "write something down")
    private String note;

    @Option(names = "--snooze-until", paramLabel = "TIME", description = "contact nobody before this moment")
    private String snoozeUntil;

    @Option(names = "--by", paramLabel = "NAME", description = "who does it (the user's name)")
    private String by;

    /** Does all that was asked for; the case after it. */
    StreamCase carryOut(TidemarkClient client, ComponentSelection selection, ZoneId zone) {
        if (selection.getComponentsCount() != 1) {
            throw new UsageException("a change is about one case: give the id of one component");
        }
        String component = selection.getComponents(0);
        String who = Wanted.by(by);
        ChangeCaseResponse after = null;
        if (owner != null || cause != null) {
            AssignCaseRequest.Builder request =
                    AssignCaseRequest.newBuilder().setComponent(component).setBy(who);
            if (owner != null) {
                request.setOwner(constant("--owner", CaseOwner.class, "CASE_OWNER_", owner));
            }
            if (cause != null) {
                request.setCause(constant("--cause", CaseCause.class, "CASE_CAUSE_", cause));
            }
            after = TidemarkClient.call(
                    () -> client.stub(MonitoringServiceGrpc::newBlockingStub).assignCase(request.build()));
        }
        if (note != null) {
            NoteCaseRequest request = NoteCaseRequest.newBuilder()
                    .setComponent(component)
                    .setText(note)
                    .setBy(who)
                    .build();
            after = TidemarkClient.call(
                    () -> client.stub(MonitoringServiceGrpc::newBlockingStub).noteCase(request));
        }
        if (snoozeUntil != null) {
            SnoozeCaseRequest request = SnoozeCaseRequest.newBuilder()
                    .setComponent(component)
                    .setUntil(Times.timestamp(TimeArgument.parse("--snooze-until", snoozeUntil, zone)))
                    .setBy(who)
                    .build();
            after = TidemarkClient.call(
                    () -> client.stub(MonitoringServiceGrpc::newBlockingStub).snoozeCase(request));
        }
        if (after == null) {
            throw new UsageException("what is to be done? Give --owner, --cause, --note or --snooze-until");
        }
        return after.getCase();
    }

    private static <E extends Enum<E>> E constant(String option, Class<E> type, String prefix, String typed) {
        try {
            return Enum.valueOf(type, prefix + typed.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException none) {
            throw new UsageException(option + " is " + typed + ": --help lists what it can be");
        }
    }
}
