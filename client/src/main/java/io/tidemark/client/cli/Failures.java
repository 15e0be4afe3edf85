package io.tidemark.client.cli;

import io.tidemark.client.TidemarkException;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;

/** Says what went wrong, in one or two plain lines on standard error, and which exit status that is. */
final class Failures {

    private Failures() {}

    static int usage(CommandLine.ParameterException failure, String[] args) {
        CommandLine line = failure.getCommandLine();
        PrintWriter err = line.getErr();
        err.println(line.getCommandName() + ": " + firstLine(failure));
        err.println(line.getCommandName() + " --help tells how it is called.");
        return ExitCode.USAGE;
    }

    static int execution(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        if (failure instanceof StandardOutput.Closed) {
            return ExitCode.NOBODY_READS;
        }
        PrintWriter err = line.getErr();
        line.getOut().flush();
        if (failure instanceof UsageException) {
            err.println(line.getCommandName() + ": " + failure.getMessage());
            return ExitCode.USAGE;
        }
        if (failure instanceof TidemarkException) {
            return tidemark((TidemarkException) failure, line);
        }
        err.println(line.getCommandName() + ": fault in the program: " + failure);
        StackTraceElement[] trace = failure.getStackTrace();
        if (trace.length > 0) {
            err.println("  at " + trace[0]);
        }
        return ExitCode.FAULT;
    }

    private static int tidemark(TidemarkException failure, CommandLine line) {
        PrintWriter err = line.getErr();
        if (isUnreachable(failure)) {
            err.println(line.getCommandName() + ": the server is not reached: " + failure.getMessage());
            err.println("Start one with ./tidemark serve, or name it with --server HOST:PORT or TIDEMARK_SERVER.");
            return ExitCode.UNREACHABLE;
        }
        err.println(line.getCommandName() + ": " + failure.getMessage());
        err.println("(" + failure.code() + (failure.reason().isEmpty() ? "" : ", " + failure.reason())
                + details(failure.details()) + ")");
        return ExitCode.REFUSED;
    }

    private static boolean isUnreachable(TidemarkException failure) {
        return switch (failure.code()) {
            case UNAVAILABLE -> failure.reason().isEmpty();
            default -> false;
        };
    }

    private static String details(Map<String, String> details) {
        StringBuilder text = new StringBuilder();
        details.forEach(
                (key, value) -> text.append(", ").append(key).append(' ').append(value));
        return text.toString();
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
