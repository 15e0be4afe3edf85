package io.tidemark.loadtest;

import io.tidemark.client.TidemarkException;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.process.ServerFailedException;
import io.tidemark.loadtest.cli.BenchCommand;
import io.tidemark.loadtest.cli.LoadTestCommand;
import io.tidemark.loadtest.cli.TortureCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The jar's main class: its first argument names the command. */
@Command(
        name = "tidemark",
        description = "Commands that measure and try a Tidemark server.",
        subcommands = {LoadTestCommand.class, BenchCommand.class, TortureCommand.class})
public final class LoadTest {

    private LoadTest() {}

    /** Runs a command; the exit status is one of {@link ExitCode}. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int status = run(out, err, arguments);
        out.flush();
        err.flush();
        System.exit(status);
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new LoadTest())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(120)
                .setExecutionExceptionHandler(LoadTest::failed)
                .execute(arguments);
    }

    private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        PrintWriter err = line.getErr();
        line.getOut().flush();
        String name = line.getCommandSpec().qualifiedName();
        if (failure instanceof IllegalArgumentException) {
            err.println(name + ": " + failure.getMessage());
            return ExitCode.USAGE;
        }
        if (failure instanceof ServerFailedException) {
            err.println(name + ": " + failure.getMessage());
            return ExitCode.UNREACHABLE;
        }
        if (failure instanceof TidemarkException refusal) {
            err.println(name + ": " + refusal.getMessage() + " (" + refusal.code()
                    + (refusal.reason().isEmpty() ? "" : ", " + refusal.reason()) + ")");
            return refusal.reason().isEmpty() ? ExitCode.UNREACHABLE : ExitCode.REFUSED;
        }
        err.println(name + ": fault in the program:");
        failure.printStackTrace(err);
        return ExitCode.FAULT;
    }
}
