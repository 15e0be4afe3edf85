package io.tidemark.loadtest.cli;

import io.tidemark.client.TidemarkClient;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.process.ServerLaunch;
import io.tidemark.client.process.ServerProcess;
import io.tidemark.client.process.TemporaryDirectory;
import io.tidemark.loadtest.ceiling.DiscardServer;
import io.tidemark.loadtest.load.LoadPlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidemark loadtest}: how fast readings go in, how soon they are acknowledged, and whether they are there. */
@Command(
        name = "loadtest",
        subcommands = {PortfolioCommand.class, WatchCommand.class},
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Measures how fast a server takes readings in and answers meanwhile; then reads everything back and",
            "verifies that what was acknowledged is there. Beside each round stands the same load into a server that",
            "throws it away: the most that generator, wire and gRPC allow on this machine.",
            ""
        },
        footer = {
            "",
            "The exit status is 0 when everything acknowledged is there, and 1 when anything is missing or different.",
            "",
            "Examples:",
            "  tidemark loadtest",
            "  tidemark loadtest --shape runs",
            "  tidemark loadtest --one-time --rate 5000000        open loop: latencies at a given rate",
            "  tidemark loadtest portfolio --help                 estimation and monitoring over a large portfolio",
            "  tidemark loadtest watch --help                     the watch over a large portfolio in the background",
            "  tidemark loadtest --server meters.example.org:7411 --components 1000"
        })
public final class LoadTestCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    private boolean help;

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            description = "load this server; by default one is started on a temporary store")
    private String server;

    @Option(names = "--data", paramLabel = "DIR", description = "keep the started server's store in this directory")
    private Path data;

    @Mixin
    private LoadOptions load;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "0",
            description = "open loop: so many readings a second, latency from the time each batch was meant to be sent;"
                    + " by default a closed loop, as many as go")
    private double rate;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "rounds that are measured, each on time of its own (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "3",
            description = "rounds before them, not measured (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--queries",
            paramLabel = "N",
            defaultValue = "20",
            description = "questions a second meanwhile, each the deltas of one component over a month; 0: none"
                    + " (default: ${DEFAULT-VALUE})")
    private double queries;

    @Option(names = "--no-ceiling", description = "leave out the server that throws everything away")
    private boolean noCeiling;

    @Option(names = "--no-verify", description = "do not read everything back")
    private boolean noVerify;

    /** Runs the load test. */
    @Override
    public Integer call() {
        if (server != null && data != null) {
            throw new IllegalArgumentException(
                    "--data is for a server that is started here; --server names a running one");
        }
        if (rounds < 1 || warmUp < 0 || rate < 0 || queries < 0) {
            throw new IllegalArgumentException(
                    "--rounds must be 1 or more, and --warm-up, --rate and --queries 0 or more");
        }
        LoadPlan plan = load.plan();
        PrintWriter out = spec.commandLine().getOut();
        try (TemporaryDirectory temporary = TemporaryDirectory.make("tidemark-loadtest-")) {
            if (server != null) {
                return run(plan, server, "running at " + server, temporary.path(), out);
            }
            Path store = data == null ? temporary.path().resolve("store") : data.toAbsolutePath();
            ServerLaunch launch = ServerLaunch.ofBuiltServer(ServerLaunch.fullSpeed());
            try (ServerProcess started =
                    ServerProcess.start(launch, store, 0, temporary.path().resolve("server.log"))) {
                String where = "started for this, store in " + (data == null ? "a temporary directory" : data);
                return run(plan, started.address(), where, temporary.path(), out);
            }
        }
    }

    private int run(LoadPlan plan, String address, String where, Path temporary, PrintWriter out) {
        LoadReport report = new LoadReport(out, plan, load.shuffled(), rate);
        report.conditions(where);
        Rounds.Settings settings = new Rounds.Settings(
                plan, load.shuffled(), load.accumulation(), rounds, warmUp, rate, queries, !noVerify);
        try (TidemarkClient client = TidemarkClient.connect(address)) {
            Rounds test = new Rounds(settings, client, address, report);
            boolean clean;
            if (noCeiling) {
                clean = test.run(null);
            } else {
                try (ServerProcess ceiling =
                        ServerProcess.start(discarding(), temporary, 0, temporary.resolve("ceiling.log"))) {
                    clean = test.run(ceiling.address());
                }
            }
            return clean ? ExitCode.OK : ExitCode.SOME_FAILED;
        }
    }

    private static ServerLaunch discarding() {
        return ServerLaunch.ofClassPath(
                List.of(), System.getProperty("java.class.path"), DiscardServer.class.getName());
    }
}
