package io.tidemark.client.cli;

import io.tidemark.client.cli.csv.ImportCommand;
import io.tidemark.client.cli.estimation.EstimateCommand;
import io.tidemark.client.cli.estimation.ExplainCommand;
import io.tidemark.client.cli.estimation.FillCommand;
import io.tidemark.client.cli.estimation.InitialMeasurementsCommand;
import io.tidemark.client.cli.estimation.ToDoCommand;
import io.tidemark.client.cli.keeping.BackupCommand;
import io.tidemark.client.cli.monitoring.CasesCommand;
import io.tidemark.client.cli.monitoring.CoverageCommand;
import io.tidemark.client.cli.monitoring.DisturbancesCommand;
import io.tidemark.client.cli.monitoring.EnterCommand;
import io.tidemark.client.cli.monitoring.EntriesCommand;
import io.tidemark.client.cli.monitoring.OutboxCommand;
import io.tidemark.client.cli.monitoring.ReviewCommand;
import io.tidemark.client.cli.monitoring.StalledCommand;
import io.tidemark.client.cli.query.DeltasCommand;
import io.tidemark.client.cli.query.GapsCommand;
import io.tidemark.client.cli.query.LatestCommand;
import io.tidemark.client.cli.query.ReadCommand;
import io.tidemark.client.cli.query.WatchCommand;
import io.tidemark.client.cli.registry.RegisterCommand;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Every command there is, those of the other jars among them. One line to add one. */
final class CommandCatalog {

    /**
     * A command.
     *
     * @param summary one line, without a full stop
     * @param maker makes the picocli command; null where another jar runs it
     */
    record Entry(String name, CommandGroup group, String summary, Supplier<Callable<Integer>> maker) {

        boolean runsHere() {
            return maker != null;
        }
    }

    static final List<Entry> ENTRIES = List.of(
            elsewhere("serve", CommandGroup.START, "run a server on a data directory"),
            here(
                    "demo",
                    CommandGroup.START,
                    "see it all on a sample portfolio: server, readings, gaps, deltas",
                    DemoCommand::new),
            here(
                    "register",
                    CommandGroup.PORTFOLIO,
                    "components, devices and places from a JSON file",
                    RegisterCommand::new),
            here("import", CommandGroup.PORTFOLIO, "readings from CSV files of any shape", ImportCommand::new),
            here("read", CommandGroup.QUESTIONS, "readings of a range", ReadCommand::new),
            here("latest", CommandGroup.QUESTIONS, "how far each component's readings go", LatestCommand::new),
            here("gaps", CommandGroup.QUESTIONS, "what is missing in a range", GapsCommand::new),
            here(
                    "deltas",
                    CommandGroup.QUESTIONS,
                    "interval deltas of registers, or their sums by bucket",
                    DeltasCommand::new),
            here("watch", CommandGroup.QUESTIONS, "deltas as readings arrive, until stopped", WatchCommand::new),
            here("estimate", CommandGroup.ESTIMATION, "find what is missing and ask for it", EstimateCommand::new),
            here(
                    "explain",
                    CommandGroup.ESTIMATION,
                    "why a component is estimated or not, and why a value is what it is",
                    ExplainCommand::new),
            here("fill", CommandGroup.ESTIMATION, "run the filling rules on what was asked for", FillCommand::new),
            here(
                    "initial-measurements",
                    CommandGroup.ESTIMATION,
                    "list initial measurements, finalise or discard one",
                    InitialMeasurementsCommand::new),
            here("todo", CommandGroup.ESTIMATION, "list To Dos, assign or close one", ToDoCommand::new),
            here(
                    "backup",
                    CommandGroup.KEEPING,
                    "copy a running server's store, consistent at one position",
                    BackupCommand::new),
            elsewhere("restore", CommandGroup.KEEPING, "fill an empty data directory from a backup"),
            elsewhere("journal", CommandGroup.KEEPING, "verify a store's journal, or cut it where it is damaged"),
            here(
                    "coverage",
                    CommandGroup.MONITORING,
                    "how much of what was expected is there: a heat map, PNG and CSV",
                    CoverageCommand::new),
            here(
                    "stalled",
                    CommandGroup.MONITORING,
                    "streams that stand still, by their own cadence",
                    StalledCommand::new),
            here(
                    "review",
                    CommandGroup.MONITORING,
                    "look at every stream over a month, and follow up what is missing",
                    ReviewCommand::new),
            here("cases", CommandGroup.MONITORING, "what is being followed up, by whom, since when", CasesCommand::new),
            here("disturbances", CommandGroup.MONITORING, "providers that have gone quiet", DisturbancesCommand::new),
            here("outbox", CommandGroup.MONITORING, "messages and their delivery", OutboxCommand::new),
            here("enter", CommandGroup.MONITORING, "readings by hand, with who and why", EnterCommand::new),
            here("entries", CommandGroup.MONITORING, "who entered readings by hand, and why", EntriesCommand::new),
            here(
                    "scenario",
                    CommandGroup.TRIALS,
                    "run scenario files on a fresh store and check their expectations",
                    ScenarioCommand::new),
            elsewhere("loadtest", CommandGroup.TRIALS, "measure ingest and queries, and verify what was acknowledged"),
            elsewhere("bench", CommandGroup.TRIALS, "one table of what this machine reaches, beside its ceilings"),
            elsewhere(
                    "torture",
                    CommandGroup.TRIALS,
                    "kill a server under load again and again, and verify what is left"));

    private CommandCatalog() {}

    private static Entry here(String name, CommandGroup group, String summary, Supplier<Callable<Integer>> maker) {
        return new Entry(name, group, summary, maker);
    }

    private static Entry elsewhere(String name, CommandGroup group, String summary) {
        return new Entry(name, group, summary, null);
    }

    static Optional<Entry> find(String name) {
        return ENTRIES.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }
}
