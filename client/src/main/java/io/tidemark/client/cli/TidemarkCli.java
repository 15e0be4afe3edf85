package io.tidemark.client.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The command line's main class. */
public final class TidemarkCli {

    /** Held for good: a logger that nobody holds forgets its level. */
    private static final Logger ROOT_LOGGER = Logger.getLogger("");

    private final PrintWriter out;
    private final PrintWriter err;

    /**
     * Makes a command line that writes where it is told, for tests and for programs that embed it.
     *
     * @param out results
     * @param err everything else
     */
    public TidemarkCli(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** Runs one command and exits with its status. */
    public static void main(String[] args) {
        ROOT_LOGGER.setLevel(Level.OFF);
        PrintWriter out = new PrintWriter(new StandardOutput(), false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int status;
        try {
            status = new TidemarkCli(out, err).run(args);
            out.flush();
        } catch (StandardOutput.Closed e) {
            status = ExitCode.NOBODY_READS;
        }
        err.flush();
        // No thread of a library may keep the program from ending.
        System.exit(status);
    }

    /**
     * Runs one command.
     *
     * @return its exit status, see {@link ExitCode}
     */
    public int run(String... args) {
        if (args.length == 0 || isHelp(args[0])) {
            if (args.length > 1) {
                return run(args[1], "--help");
            }
            CommandListing.print(out);
            return ExitCode.OK;
        }
        if (args[0].equals("--version")) {
            out.println("tidemark " + version());
            out.flush();
            return ExitCode.OK;
        }
        Optional<CommandCatalog.Entry> entry = CommandCatalog.find(args[0]);
        if (entry.isEmpty()) {
            String nearest = CommandListing.nearest(args[0]);
            err.println("tidemark: there is no command " + args[0]
                    + (nearest.isEmpty() ? "" : "; did you mean " + nearest + "?"));
            err.println("tidemark alone lists the commands.");
            return ExitCode.USAGE;
        }
        if (!entry.get().runsHere()) {
            err.println(
                    "tidemark: " + args[0] + " runs in another jar: start it with the launcher, ./tidemark " + args[0]);
            return ExitCode.USAGE;
        }
        return execute(entry.get(), Arrays.copyOfRange(args, 1, args.length));
    }

    private int execute(CommandCatalog.Entry entry, String[] args) {
        Callable<Integer> command = entry.maker().get();
        CommandLine line = new CommandLine(command)
                .setCommandName("tidemark " + entry.name())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(120)
                .setUsageHelpAutoWidth(false)
                .setParameterExceptionHandler(Failures::usage)
                .setExecutionExceptionHandler(Failures::execution);
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        usage.sortOptions(false);
        usage.abbreviateSynopsis(true);
        if (usage.description().length == 0) {
            usage.description(sentence(entry.summary()), "");
        }
        int status = line.execute(args);
        out.flush();
        return status;
    }

    private static String sentence(String summary) {
        return Character.toUpperCase(summary.charAt(0)) + summary.substring(1) + ".";
    }

    private static boolean isHelp(String word) {
        return word.equals("help") || word.equals("--help") || word.equals("-h");
    }

    private static String version() {
        String version = TidemarkCli.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
