package io.tidemark.client.cli.monitoring;

import io.tidemark.client.ResultStream;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.OutputOptions;
import io.tidemark.client.cli.ServerCommand;
import io.tidemark.client.cli.UsageException;
import io.tidemark.client.cli.output.Column;
import io.tidemark.client.cli.output.RowWriter;
import io.tidemark.v1.ChangeDisturbanceBannerRequest;
import io.tidemark.v1.CloseDisturbanceRequest;
import io.tidemark.v1.Disturbance;
import io.tidemark.v1.DisturbanceEvent;
import io.tidemark.v1.DisturbanceNotice;
import io.tidemark.v1.ListDisturbancesRequest;
import io.tidemark.v1.MonitoringServiceGrpc;
import io.tidemark.v1.OpenDisturbanceRequest;
import io.tidemark.v1.WatchDisturbancesRequest;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark disturbances}: providers that have gone quiet. */
@Command(
        footer = {
            "",
            "Fields: provider, number, from, closed, byHand, banner.",
            "",
            "Examples:",
            "  tidemark disturbances --open-only",
            "  tidemark disturbances --watch --output json",
            "  tidemark disturbances grid-a --history",
            "  tidemark disturbances grid-a --begin --banner 'Grid A moves its systems on Sunday'",
            "  tidemark disturbances grid-a --end"
        })
public final class DisturbancesCommand extends ServerCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.text("provider", "provider"),
            Column.number("number", "no."),
            Column.text("from", "from"),
            Column.text("closed", "closed"),
            Column.text("byHand", "by hand"),
            Column.text("banner", "banner"));

    @Parameters(arity = "0..1", paramLabel = "PROVIDER", description = "only those of this provider")
    private String provider = "";

    @Option(names = "--open-only", description = "only those that are open")
    private boolean openOnly;

    @Option(names = "--watch", description = "show those that are open, then every change, until interrupted")
    private boolean watch;

    @Option(names = "--history", description = "with all that happened")
    private boolean history;

    @Option(names = "--begin", description = "open one by hand; needs --banner")
    private boolean begin;

    @Option(
            names = "--banner",
            paramLabel = "TEXT",
            description = "what users are shown; alone: changes the open one's")
    private String banner;

    @Option(names = "--end", description = "close the open one by hand")
    private boolean end;

    @Option(names = "--by", paramLabel = "NAME", description = "who does it (the user's name)")
    private String by;

    @ArgGroup(validate = false, order = 90, heading = "%nOutput%n")
    private OutputOptions output = new OutputOptions();

    @Override
    protected void check() {
        if ((begin || end || banner != null) && provider.isEmpty()) {
            throw new UsageException("whose disturbance? Give the id of the provider");
        }
        if (begin && banner == null) {
            throw new UsageException("--begin needs --banner, the text that users are shown");
        }
    }

    @Override
    protected int run(TidemarkClient client) {
        try (RowWriter rows = output.rows(out(), COLUMNS)) {
            if (watch) {
                watch(client, rows);
            } else if (begin || end || banner != null) {
                row(change(client), rows);
            } else {
                ListDisturbancesRequest request = ListDisturbancesRequest.newBuilder()
                        .setProvider(provider)
                        .setOpenOnly(openOnly)
                        .build();
                TidemarkClient.call(() -> client.stub(MonitoringServiceGrpc::newBlockingStub)
                                .listDisturbances(request))
                        .getDisturbancesList()
                        .forEach(one -> row(one, rows));
            }
        }
        return ExitCode.OK;
    }

    private Disturbance change(TidemarkClient client) {
        String who = Wanted.by(by);
        MonitoringServiceGrpc.MonitoringServiceBlockingStub stub = client.stub(MonitoringServiceGrpc::newBlockingStub);
        if (end) {
            CloseDisturbanceRequest request = CloseDisturbanceRequest.newBuilder()
                    .setProvider(provider)
                    .setBy(who)
                    .build();
            return TidemarkClient.call(() -> stub.closeDisturbance(request)).getDisturbance();
        }
        if (begin) {
            OpenDisturbanceRequest request = OpenDisturbanceRequest.newBuilder()
                    .setProvider(provider)
                    .setBanner(banner)
                    .setBy(who)
                    .build();
            return TidemarkClient.call(() -> stub.openDisturbance(request)).getDisturbance();
        }
        ChangeDisturbanceBannerRequest request = ChangeDisturbanceBannerRequest.newBuilder()
                .setProvider(provider)
                .setBanner(banner)
                .setBy(who)
                .build();
        return TidemarkClient.call(() -> stub.changeDisturbanceBanner(request)).getDisturbance();
    }

    private void watch(TidemarkClient client, RowWriter rows) {
        WatchDisturbancesRequest request =
                WatchDisturbancesRequest.newBuilder().setProvider(provider).build();
        try (ResultStream<DisturbanceNotice> notices = client.endlessQuery(
                        MonitoringServiceGrpc.getWatchDisturbancesMethod(), request, List::of)
                .open()) {
            while (notices.hasNext()) {
                row(notices.next().getDisturbance(), rows);
                rows.flush();
            }
        }
    }

    private void row(Disturbance one, RowWriter rows) {
        rows.row(
                one.getProvider(),
                one.getNumber(),
                Instant.ofEpochMilli(one.getFromMillis()),
                one.hasClosedAtMillis() ? Instant.ofEpochMilli(one.getClosedAtMillis()) : null,
                one.getByHand(),
                one.getBanner());
        if (history) {
            one.getHistoryList().forEach(event -> rows.note(line(one, event)));
        }
    }

    private static String line(Disturbance one, DisturbanceEvent event) {
        String what = switch (event.getEventCase()) {
            case OPENED ->
                "opened" + by(event)
                        + (event.getOpened().getStreams() == 0
                                ? ""
                                : ", " + event.getOpened().getLate() + " of "
                                        + event.getOpened().getStreams() + " streams late")
                        + ": " + event.getOpened().getBanner();
            case BANNER_CHANGED ->
                "banner changed" + by(event) + ": " + event.getBannerChanged().getBanner();
            case CLOSED -> "closed" + by(event);
            case EVENT_NOT_SET -> "an event that this version does not know";
        };
        return one.getProvider() + " no. " + one.getNumber() + "  " + Instant.ofEpochMilli(event.getAtMillis()) + "  "
                + what;
    }

    private static String by(DisturbanceEvent event) {
        return event.getBy().isEmpty() ? " by itself" : " by " + event.getBy();
    }
}
