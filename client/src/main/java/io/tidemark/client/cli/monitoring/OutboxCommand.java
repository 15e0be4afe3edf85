package io.tidemark.client.cli.monitoring;

import io.tidemark.client.ResultStream;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.OutputOptions;
import io.tidemark.client.cli.ServerCommand;
import io.tidemark.client.cli.UsageException;
import io.tidemark.client.cli.output.Column;
import io.tidemark.client.cli.output.RowWriter;
import io.tidemark.v1.DropMessageRequest;
import io.tidemark.v1.ListMessagesRequest;
import io.tidemark.v1.ListMessagesResponse;
import io.tidemark.v1.MessageLine;
import io.tidemark.v1.MessageStatus;
import io.tidemark.v1.MonitoringServiceGrpc;
import io.tidemark.v1.OutboxMessage;
import io.tidemark.v1.RetryMessageRequest;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark outbox}: messages to providers and customers, and how their delivery stands. */
@Command(
        footer = {
            "",
            "Fields: number, to, month, components, status, attempts, nextAttempt, delivered, by, problem.",
            "",
            "Examples:",
            "  tidemark outbox --dead            letters that will not be tried again by themselves",
            "  tidemark outbox --lines           with what each message says of each component",
            "  tidemark outbox --retry 17        try a dead letter again",
            "  tidemark outbox --drop 17         let it go; nobody tries it again"
        })
public final class OutboxCommand extends ServerCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.number("number", "no."),
            Column.text("to", "to"),
            Column.text("month", "month"),
            Column.number("components", "components"),
            Column.text("status", "status"),
            Column.number("attempts", "attempts"),
            Column.text("nextAttempt", "next attempt"),
            Column.text("delivered", "delivered"),
            Column.text("by", "by"),
            Column.text("problem", "problem"));

    @Option(names = "--dead", description = "only dead letters")
    private boolean dead;

    @Option(names = "--to", paramLabel = "WHOM", description = "only those to provider:ID or customer:ID")
    private String to = "";

    @Option(names = "--retry", paramLabel = "NUMBER", description = "send a dead letter again")
    private Long retry;

    @Option(names = "--drop", paramLabel = "NUMBER", description = "let a message go that was not handed over")
    private Long drop;

    @Option(names = "--lines", description = "with the components that each is about")
    private boolean lines;

    @Option(names = "--by", paramLabel = "NAME", description = "who asks for it (the user's name)")
    private String by;

    @ArgGroup(validate = false, order = 90, heading = "%nOutput%n")
    private OutputOptions output = new OutputOptions();

    @Override
    protected void check() {
        if (retry != null && drop != null) {
            throw new UsageException("--retry and --drop exclude each other");
        }
    }

    @Override
    protected int run(TidemarkClient client) {
        try (RowWriter rows = output.rows(out(), COLUMNS)) {
            if (retry != null) {
                RetryMessageRequest request = RetryMessageRequest.newBuilder()
                        .setNumber(retry)
                        .setBy(Wanted.by(by))
                        .build();
                row(
                        TidemarkClient.call(() -> client.stub(MonitoringServiceGrpc::newBlockingStub)
                                        .retryMessage(request))
                                .getMessage(),
                        rows);
                return ExitCode.OK;
            }
            if (drop != null) {
                DropMessageRequest request = DropMessageRequest.newBuilder()
                        .setNumber(drop)
                        .setBy(Wanted.by(by))
                        .build();
                row(
                        TidemarkClient.call(() -> client.stub(MonitoringServiceGrpc::newBlockingStub)
                                        .dropMessage(request))
                                .getMessage(),
                        rows);
                return ExitCode.OK;
            }
            ListMessagesRequest request = ListMessagesRequest.newBuilder()
                    .setTo(to)
                    .setWithLines(lines)
                    .setStatus(dead ? MessageStatus.MESSAGE_DEAD : MessageStatus.MESSAGE_STATUS_UNSPECIFIED)
                    .build();
            try (ResultStream<ListMessagesResponse> answer = client.query(
                            MonitoringServiceGrpc.getListMessagesMethod(), request, List::of)
                    .open()) {
                while (answer.hasNext()) {
                    answer.next().getMessagesList().forEach(message -> row(message, rows));
                }
            }
        }
        return ExitCode.OK;
    }

    private void row(OutboxMessage message, RowWriter rows) {
        rows.row(
                message.getNumber(),
                message.getTo(),
                message.getMonth(),
                message.getComponents(),
                Wanted.word(message.getStatus(), "MESSAGE_"),
                message.getAttempts(),
                message.hasNextAttemptMillis() ? Instant.ofEpochMilli(message.getNextAttemptMillis()) : null,
                message.hasDeliveredAtMillis() ? Instant.ofEpochMilli(message.getDeliveredAtMillis()) : null,
                message.getBy(),
                message.getLastProblem());
        if (lines) {
            message.getLinesList().forEach(line -> rows.note(line(message, line)));
        }
    }

    private static String line(OutboxMessage message, MessageLine line) {
        return "message " + message.getNumber() + ": " + line.getComponent()
                + (line.getServicePoint().isEmpty() ? "" : " at " + line.getServicePoint())
                + ", missing from " + Instant.ofEpochMilli(line.getMissingFromMillis())
                + " to " + Instant.ofEpochMilli(line.getMissingToMillis())
                + (line.getReminder() == 0 ? "" : ", reminder " + line.getReminder());
    }
}
