package io.tidemark.client.cli;

import io.tidemark.client.TidemarkClient;
import io.tidemark.client.demo.Demo;
import io.tidemark.client.process.ServerFailedException;
import io.tidemark.client.process.ServerLaunch;
import io.tidemark.client.process.ServerProcess;
import io.tidemark.client.process.TemporaryDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidemark demo}: a server of its own, the sample portfolio, and what can be asked of it. */
@Command(
        footer = {
            "",
            "Starts a server on a temporary store, streams a month of a thousand meters into it, and shows what is",
            "missing, what was used, and what became of a register that ran over, a swapped meter and a day of 25 hours.",
            "",
            "Example:",
            "  tidemark demo --keep",
        })
public final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    private boolean help;

    @Option(
            names = "--keep",
            description = "leave the server running until Ctrl-C, at port 7411 unless --port says otherwise")
    private boolean keep;

    @Option(names = "--data", paramLabel = "DIR", description = "keep the store in this directory")
    private Path data;

    @Option(names = "--port", paramLabel = "PORT", description = "port of the server; any free one by default")
    private Integer port;

    /** Runs the demo. */
    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Tidemark demo: " + Demo.TITLE);
        out.println();
        out.flush();
        try (TemporaryDirectory temporary = TemporaryDirectory.make("tidemark-demo-")) {
            run(temporary.path(), out);
            return ExitCode.OK;
        } catch (ServerFailedException e) {
            spec.commandLine().getErr().println("tidemark demo: " + e.getMessage());
            return ExitCode.UNREACHABLE;
        }
    }

    private void run(Path temporary, PrintWriter out) throws IOException {
        Path store = data == null ? temporary.resolve("store") : data.toAbsolutePath();
        Files.createDirectories(store);
        int listens = port != null ? port : keep ? defaultPort() : 0;
        long begun = System.nanoTime();
        Demo demo = new Demo();
        ServerLaunch launch = ServerLaunch.ofBuiltServer(ServerLaunch.fullSpeed());
        try (ServerProcess server = ServerProcess.start(launch, store, listens, temporary.resolve("server.log"));
                TidemarkClient client = TidemarkClient.connect(server.address())) {
            long started = System.nanoTime() - begun;
            String where = server.address() + (data == null ? ", temporary store" : ", store in " + data);
            demo.run(client, started, where, out);
            tryNext(server, out);
            if (keep) {
                awaitEnd(server);
            }
        }
    }

    private void tryNext(ServerProcess server, PrintWriter out) {
        out.println();
        out.println(
                keep
                        ? "The server goes on until Ctrl-C. Try next, in another terminal:"
                        : "The server is stopped. Try next: ./tidemark demo --keep, and in another terminal:");
        String at = !keep || server.port() == defaultPort() ? "" : " --server " + server.address();
        String month = " --from 2025-10-01 --to 2025-11-01 --zone Europe/Stockholm";
        out.println("  ./tidemark gaps" + at + " --all" + month);
        out.println("  ./tidemark deltas" + at + " home-0042.register" + month + " --bucket day");
        out.println("  ./tidemark read" + at + " home-0007.register" + month + " --output csv");
        out.flush();
    }

    private static int defaultPort() {
        String target = TidemarkClient.DEFAULT_TARGET;
        return Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
    }

    private static void awaitEnd(ServerProcess server) {
        try {
            server.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
