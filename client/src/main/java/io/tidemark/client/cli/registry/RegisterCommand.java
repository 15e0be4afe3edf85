package io.tidemark.client.cli.registry;

import io.tidemark.client.RegistryClient;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.TidemarkException;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.ServerCommand;
import io.tidemark.client.cli.UsageException;
import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.FileProblem;
import io.tidemark.client.scenario.json.JsonFile;
import io.tidemark.client.scenario.portfolio.Portfolio;
import io.tidemark.client.scenario.portfolio.PortfolioReader;
import io.tidemark.client.scenario.portfolio.TideMark;
import io.tidemark.v1.BulkUpsertProgress;
import io.tidemark.v1.Entity;
import io.tidemark.v1.UpsertResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark register}: the portfolio of a file. */
@Command(
        footer = {
            "",
            "The file is one JSON object, as a scenario file has it: providers, measuringComponentTypes, servicePoints,",
            "deviceConfigurations, installEvents, measuringComponents, masterConfiguration, featureConfiguration.",
            "Readings, initial measurements and steps in it are left alone. Up to 10,000 entities are registered whole or",
            "not at all; more go a thousand at a time. Registering again changes only what differs.",
            "Exit status: 0 registered, 2 file not readable or a key unknown, 3 refused, 4 server not reached.",
            "",
            "Example:",
            "  tidemark register portfolio.json"
        })
public final class RegisterCommand extends ServerCommand {

    /** What a scenario file may hold beside its portfolio. */
    private static final List<String> OTHER_KEYS =
            List.of("name", "readings", "initialMeasurements", "steps", "expectError");

    private static final int ENTITIES_BETWEEN = 100_000;

    @Parameters(paramLabel = "FILE", description = "a portfolio as JSON")
    private Path file;

    @Option(names = "--dry-run", description = "read and check the file; ask no server, send nothing")
    private boolean dryRun;

    @Override
    protected int run(TidemarkClient client) {
        Portfolio portfolio = read();
        if (dryRun) {
            out().printf(
                            Locale.ROOT,
                            "%,d entities would be registered%n",
                            portfolio.entities().size());
            return ExitCode.OK;
        }
        RegistryClient registry = client.registry();
        List<Entity> entities = portfolio.entities();
        if (entities.size() > RegistryClient.UPSERT_ENTITIES_MAX) {
            BulkUpsertProgress done = upsertAll(registry, entities);
            print(done.getCreatedCount(), done.getUpdatedCount(), done.getUnchangedCount());
        } else if (!entities.isEmpty()) {
            UpsertResponse done = registry.upsert(entities);
            print(done.getCreatedCount(), done.getUpdatedCount(), done.getUnchangedCount());
        }
        portfolio
                .master()
                .ifPresent(master -> TidemarkClient.call(() -> registry.stub().updateMasterConfiguration(master)));
        portfolio
                .feature()
                .ifPresent(feature -> TidemarkClient.call(() -> registry.stub().updateFeatureConfiguration(feature)));
        for (TideMark mark : portfolio.tideMarks()) {
            client.readings().setLatestContiguous(mark.component(), mark.isCleared() ? null : mark.at());
        }
        return ExitCode.OK;
    }

    /** Registers many, and says how far it is. */
    private BulkUpsertProgress upsertAll(RegistryClient registry, List<Entity> entities) {
        AtomicLong registered = new AtomicLong();
        try {
            return registry.upsertAll(entities.iterator(), progress -> {
                long before = registered.getAndSet(progress.getEntitiesCount());
                if (before / ENTITIES_BETWEEN < progress.getEntitiesCount() / ENTITIES_BETWEEN) {
                    say(progress.getEntitiesCount(), entities.size(), "");
                }
            });
        } catch (TidemarkException refused) {
            say(registered.get(), entities.size(), " before what follows; indexes in it count from here");
            throw refused;
        }
    }

    private void say(long registered, int entities, String more) {
        err().printf(Locale.ROOT, "register: %,d of %,d registered%s%n", registered, entities, more);
    }

    private Portfolio read() {
        try {
            Fields fields = JsonFile.read(file);
            Portfolio portfolio = PortfolioReader.read(fields);
            OTHER_KEYS.forEach(fields::value);
            fields.end();
            return portfolio;
        } catch (FileProblem e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private void print(long created, long updated, long unchanged) {
        out().printf(Locale.ROOT, "%,d created, %,d changed, %,d as they were%n", created, updated, unchanged);
    }
}
