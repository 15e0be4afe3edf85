package io.tidemark.client.cli.monitoring;

import io.tidemark.client.Query;
import io.tidemark.client.ResultStream;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.OutputOptions;
import io.tidemark.client.cli.ServerCommand;
import io.tidemark.client.cli.UsageException;
import io.tidemark.client.cli.output.Column;
import io.tidemark.client.cli.output.RowWriter;
import io.tidemark.v1.GetReviewRequest;
import io.tidemark.v1.ListReviewsRequest;
import io.tidemark.v1.MonitoringServiceGrpc;
import io.tidemark.v1.ReviewChunk;
import io.tidemark.v1.ReviewRequest;
import io.tidemark.v1.ReviewSummary;
import io.tidemark.v1.ReviewedComponent;
import io.tidemark.v1.ReviewedProvider;
import io.tidemark.v1.StreamFinding;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark review}: the monthly review of every stream. */
@Command(
        footer = {
            "",
            "Fields: provider, component, findings, missingFrom, missingTo, missing, expected, coverage (%%), owner, contact,",
            "reminder, daysSilent (days from the last reading to the review; none when no reading ever came).",
            "",
            "Examples:",
            "  tidemark review 2026-01 --dry-run     what a review would find and do",
            "  tidemark review --list                the reviews that were made",
            "  tidemark review --show 3              one of them"
        })
public final class ReviewCommand extends ServerCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.text("provider", "provider"),
            Column.text("component", "component"),
            Column.text("findings", "findings"),
            Column.text("missingFrom", "missing from"),
            Column.text("missingTo", "to"),
            Column.number("missing", "missing"),
            Column.number("expected", "of"),
            Column.number("coverage", "%"),
            Column.text("owner", "owner"),
            Column.text("contact", "contact"),
            Column.number("reminder", "reminder"),
            Column.number("daysSilent", "days silent"));
    private static final List<Column> LIST_COLUMNS = List.of(
            Column.number("number", "number"),
            Column.text("month", "month"),
            Column.text("at", "at"),
            Column.text("by", "by"),
            Column.number("components", "components"),
            Column.number("affected", "affected"),
            Column.number("messages", "messages"),
            Column.number("resolved", "resolved"));

    @Parameters(arity = "0..1", paramLabel = "MONTH", description = "the month, such as 2026-01")
    private String month;

    @Option(names = "--dry-run", description = "keep nothing and contact nobody")
    private boolean dryRun;

    @Option(names = "--at", paramLabel = "TIME", description = "as at this moment (now)")
    private String at;

    @Option(names = "--by", paramLabel = "NAME", description = "who asks for it (the user's name)")
    private String by;

    @Option(names = "--list", description = "list the reviews that were made")
    private boolean list;

    @Option(names = "--show", paramLabel = "NUMBER", description = "show a review that was made")
    private Long show;

    @ArgGroup(validate = false, order = 90, heading = "%nOutput%n")
    private OutputOptions output = new OutputOptions();

    @Override
    protected int run(TidemarkClient client) {
        if (list) {
            return list(client);
        }
        if (show != null) {
            return show(client.query(
                    MonitoringServiceGrpc.getGetReviewMethod(),
                    GetReviewRequest.newBuilder().setNumber(show).build(),
                    List::of));
        }
        if (month == null) {
            throw new UsageException("which month? Give it, such as 2026-01, or --list or --show");
        }
        ReviewRequest.Builder request =
                ReviewRequest.newBuilder().setMonth(month).setDryRun(dryRun).setBy(Wanted.by(by));
        Wanted.at(at, output.zone(), request::setAt);
        return show(client.query(MonitoringServiceGrpc.getReviewMethod(), request.build(), List::of));
    }

    private int list(TidemarkClient client) {
        ListReviewsRequest request = ListReviewsRequest.newBuilder()
                .setMonth(month == null ? "" : month)
                .build();
        List<ReviewSummary> reviews = TidemarkClient.call(() ->
                        client.stub(MonitoringServiceGrpc::newBlockingStub).listReviews(request))
                .getReviewsList();
        try (RowWriter rows = output.rows(out(), LIST_COLUMNS)) {
            for (ReviewSummary review : reviews) {
                rows.row(
                        review.getNumber(),
                        review.getMonth(),
                        Instant.ofEpochMilli(review.getAtMillis()),
                        review.getBy(),
                        review.getComponents(),
                        review.getAffected(),
                        review.getMessages(),
                        review.getResolved());
            }
        }
        return ExitCode.OK;
    }

    private int show(Query<ReviewChunk> review) {
        try (ResultStream<ReviewChunk> answer = review.open();
                RowWriter rows = output.rows(out(), COLUMNS)) {
            while (answer.hasNext()) {
                ReviewChunk chunk = answer.next();
                if (chunk.hasSummary()) {
                    note(chunk.getSummary(), rows);
                }
                for (ReviewedProvider provider : chunk.getProvidersList()) {
                    provider.getAffectedList().forEach(component -> row(provider, component, rows));
                }
                chunk.getMessagesList()
                        .forEach(message ->
                                rows.note("message to " + message.getTo() + " about " + message.getComponents()
                                        + (message.getComponents() == 1 ? " component" : " components")));
                chunk.getResolvedList()
                        .forEach(one -> rows.note("resolved since the last review: " + one.getComponent()));
            }
        }
        return ExitCode.OK;
    }

    private static void note(ReviewSummary summary, RowWriter rows) {
        rows.note((summary.getDryRun() ? "Dry run" : "Review " + summary.getNumber()) + " of " + summary.getMonth()
                + " at "
                + Instant.ofEpochMilli(summary.getAtMillis()) + ": " + count(summary.getComponents(), "component")
                + ", "
                + summary.getAffected() + " affected, " + count(summary.getMessages(), "message") + ", "
                + summary.getResolved() + " resolved");
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static void row(ReviewedProvider provider, ReviewedComponent component, RowWriter rows) {
        long missing = 0;
        Instant from = null;
        Instant to = null;
        long expected = 0;
        for (StreamFinding finding : component.getFindingsList()) {
            missing += finding.getMissing();
            expected = finding.getExpected();
            if (finding.getMissing() > 0) {
                from = from == null ? Instant.ofEpochMilli(finding.getFromMillis()) : from;
                to = Instant.ofEpochMilli(finding.getToMillis());
            }
        }
        rows.row(
                provider.getProvider(),
                component.getComponent(),
                component.getFindingsList().stream()
                        .map(finding -> Wanted.word(finding.getFinding(), "FINDING_"))
                        .collect(Collectors.joining(" ")),
                from,
                to,
                missing,
                expected,
                component.getCoverageHundredths() / 100.0,
                Wanted.word(component.getOwner(), "CASE_OWNER_"),
                Wanted.word(component.getContact(), "CASE_CONTACT_"),
                component.getReminder(),
                component.getDaysSinceLastReading() < 0 ? null : component.getDaysSinceLastReading());
    }
}
