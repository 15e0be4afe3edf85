package io.tidemark.client.scenario;

import io.tidemark.client.process.ServerFailedException;
import io.tidemark.client.scenario.json.FileProblem;
import io.tidemark.client.scenario.json.JsonText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs scenario files one after the other, each on a server of its own, and tells what came of them. All are read before
 * the first is run; one that cannot be read stops nothing but itself.
 */
public final class ScenarioFiles {

    /** Every expectation was met. */
    public static final int EXIT_MET = 0;

    /** A result was not as expected, or a portfolio was refused. */
    public static final int EXIT_DIFFERENT = 1;

    /** A file could not be read. */
    public static final int EXIT_UNREADABLE = 2;

    private final ScenarioServer.Source servers;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean indent;
    private int exit = EXIT_MET;

    /**
     * Prepares a run.
     *
     * @param servers where the servers come from
     * @param out gets the documents
     * @param err gets differences and problems
     * @param indent whether a document goes over several lines
     */
    public ScenarioFiles(ScenarioServer.Source servers, PrintWriter out, PrintWriter err, boolean indent) {
        this.servers = servers;
        this.out = out;
        this.err = err;
        this.indent = indent;
    }

    /**
     * Runs the files in order. Call it once.
     *
     * @return the worst that happened: {@link #EXIT_MET}, {@link #EXIT_DIFFERENT} or {@link #EXIT_UNREADABLE}
     */
    public int run(List<Path> files) {
        List<Scenario> scenarios = new ArrayList<>();
        for (Path file : files) {
            try {
                scenarios.add(ScenarioReader.read(file));
            } catch (FileProblem problem) {
                err.println(problem.getMessage());
                atLeast(EXIT_UNREADABLE);
            }
        }
        try (ServersAhead ahead = new ServersAhead(servers, scenarios.size())) {
            for (Scenario scenario : scenarios) {
                run(scenario, ahead);
            }
        } catch (ServerFailedException failed) {
            err.println(failed.getMessage());
            atLeast(EXIT_DIFFERENT);
        }
        out.flush();
        err.flush();
        return exit;
    }

    private void run(Scenario scenario, ServersAhead ahead) {
        try (ScenarioServer server = ahead.take()) {
            ScenarioResult result = ScenarioRunner.run(scenario, server.channel());
            out.println(indent ? JsonText.indented(result.document()) : JsonText.line(result.document()));
            out.flush();
            for (String warning : result.warnings()) {
                err.println(scenario.file() + ": " + warning);
            }
            for (String difference : result.differences()) {
                err.println(scenario.file() + ": " + difference);
                atLeast(EXIT_DIFFERENT);
            }
            String ended = server.whyItEnded();
            if (!ended.isEmpty()) {
                err.println(scenario.file() + ": " + ended);
                atLeast(EXIT_DIFFERENT);
            }
            err.flush();
        }
    }

    private void atLeast(int code) {
        exit = Math.max(exit, code);
    }
}
