package io.tidemark.client.cli;

import io.tidemark.client.TidemarkClient;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A command that asks the server. A subclass adds its options and does its work in {@link #run}; what it throws becomes a
 * line on standard error and an exit status.
 */
public abstract class ServerCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ArgGroup(validate = false, order = 100, heading = "%nServer%n")
    private ServerOptions server = new ServerOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    private boolean help;

    @Override
    public final Integer call() throws Exception {
        check();
        try (TidemarkClient client = server.connect()) {
            return run(client);
        }
    }

    /** Looks at the options before anything is asked; throws {@link UsageException}. Nothing to check by default. */
    protected void check() {}

    /**
     * Does the work.
     *
     * @param client open for the time of the call
     * @return the exit status, see {@link ExitCode}
     */
    protected abstract int run(TidemarkClient client) throws Exception;

    /** Standard output: results and nothing else. */
    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Standard error: everything that is not a result. */
    protected final PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
