package io.tidemark.client.cli;

import io.tidemark.client.process.ServerFailedException;
import io.tidemark.client.process.ServerLaunch;
import io.tidemark.client.scenario.ScenarioFiles;
import io.tidemark.client.scenario.ScenarioProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidemark scenario}: rehearses scenario files. */
@Command(
        footer = {
            "",
            "Each file runs on a fresh server with a temporary store, through the public API. Its result is one JSON",
            "document on standard output, one line a file. Exit status: 0 when every `expect` was met, 1 when a result",
            "differs or a portfolio was refused (told on standard error), 2 when a file cannot be read.",
            "",
            "Example:",
            "  tidemark scenario gap.json",
            "  tidemark scenario --pretty server/src/test/resources/scenarios/*.json",
        })
public final class ScenarioCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    private boolean help;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "scenario files (JSON)")
    private List<Path> files;

    @Option(names = "--pretty", description = "write each document over several lines, indented")
    private boolean pretty;

    @Option(names = "--server-log", description = "let the servers log to standard error")
    private boolean serverLog;

    @Option(names = "--config", paramLabel = "FILE", description = "configuration file of the servers")
    private Path config;

    /** Runs the files. */
    @Override
    public Integer call() {
        ServerLaunch command;
        try {
            command = ServerLaunch.ofBuiltServer(ServerLaunch.QUICK_START);
        } catch (ServerFailedException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ScenarioFiles.EXIT_DIFFERENT;
        }
        ServerLaunch configured = config == null ? command : command.withArguments("--config", config.toString());
        try (ScenarioProcess servers = ScenarioProcess.start(configured, serverLog)) {
            return new ScenarioFiles(
                            servers,
                            spec.commandLine().getOut(),
                            spec.commandLine().getErr(),
                            pretty)
                    .run(files);
        }
    }
}
