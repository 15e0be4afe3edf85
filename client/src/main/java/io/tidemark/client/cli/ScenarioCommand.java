package io.tidemark.client.cli;

import io.tidemark.client.process.ServerCommand;
import io.tidemark.client.process.ServerFailedException;
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
        name = "scenario",
        mixinStandardHelpOptions = true,
        description = "Rehearse scenario files: a small portfolio, its readings, and steps to run over them.",
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

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Scenario files (JSON).")
    private List<Path> files;

    @Option(names = "--pretty", description = "Write each document over several lines, indented.")
    private boolean pretty;

    @Option(names = "--server-log", description = "Let the servers log to standard error.")
    private boolean serverLog;

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration file of the servers.")
    private Path config;

    /** Runs the files. */
    @Override
    public Integer call() {
        ServerCommand command;
        try {
            command = ServerCommand.ofBuiltServer(ServerCommand.QUICK_START);
        } catch (ServerFailedException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ScenarioFiles.EXIT_DIFFERENT;
        }
        ServerCommand configured = config == null ? command : command.withArguments("--config", config.toString());
        return new ScenarioFiles(
                        () -> ScenarioProcess.start(configured, serverLog),
                        spec.commandLine().getOut(),
                        spec.commandLine().getErr(),
                        pretty)
                .run(files);
    }
}
