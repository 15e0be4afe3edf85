package io.tidemark.client.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** One run of the command line: its status and what it wrote. */
public record Run(int status, String out, String err) {

    public static Run of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = new TidemarkCli(new PrintWriter(out), new PrintWriter(err, true)).run(args);
        return new Run(status, out.toString(), err.toString());
    }

    public static Run of(List<String> args) {
        return of(args.toArray(String[]::new));
    }
}
