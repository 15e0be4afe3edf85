package io.tidemark.client.cli.monitoring;

import io.tidemark.client.ResultStream;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.OutputOptions;
import io.tidemark.client.cli.ServerCommand;
import io.tidemark.client.cli.output.Column;
import io.tidemark.client.cli.output.RowWriter;
import io.tidemark.v1.ListMessagesRequest;
import io.tidemark.v1.ListMessagesResponse;
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
            "Fields: number, to, month, components, status, attempts, nextAttempt, delivered, problem.",
            "",
            "Examples:",
            "  tidemark outbox --dead            letters that will not be tried again by themselves",
            "  tidemark outbox --retry 17        try one of them again"
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
            Column.text("problem", "problem"));

    @Option(names = "--dead", description = "only dead letters")
    private boolean dead;

    @Option(names = "--to", paramLabel = "WHOM", description = "only those to provider:ID or customer:ID")
    private String to = "";

    @Option(names = "--retry", paramLabel = "NUMBER", description = "send a dead letter again")
    private Long retry;

    @Option(names = "--by", paramLabel = "NAME", description = "who asks for it (the user's name)")
    private String by;

    @ArgGroup(validate = false, order = 90, heading = "%nOutput%n")
    private OutputOptions output = new OutputOptions();

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
            ListMessagesRequest request = ListMessagesRequest.newBuilder()
                    .setTo(to)
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

    private static void row(OutboxMessage message, RowWriter rows) {
        rows.row(
                message.getNumber(),
                message.getTo(),
                message.getMonth(),
                message.getComponents(),
                Wanted.word(message.getStatus(), "MESSAGE_"),
                message.getAttempts(),
                message.hasNextAttemptMillis() ? Instant.ofEpochMilli(message.getNextAttemptMillis()) : null,
                message.hasDeliveredAtMillis() ? Instant.ofEpochMilli(message.getDeliveredAtMillis()) : null,
                message.getLastProblem());
    }
}
