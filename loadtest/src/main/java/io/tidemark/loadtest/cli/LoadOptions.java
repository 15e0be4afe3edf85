package io.tidemark.loadtest.cli;

import io.tidemark.loadtest.load.LoadPlan;
import io.tidemark.loadtest.wire.SampleValues;
import io.tidemark.v1.Accumulation;
import java.time.Instant;
import picocli.CommandLine.Option;

/** The options that say what is sent, and how. */
final class LoadOptions {

    private static final String START = "2025-01-01T00:00:00Z";
    private static final int ONE_EACH_BATCH_READINGS = 10_000;
    private static final int RUNS_BATCH_READINGS = 48_000;

    @Option(
            names = "--components",
            paramLabel = "N",
            defaultValue = "100000",
            description = "measuring components (default: ${DEFAULT-VALUE})")
    private int components;

    @Option(
            names = "--readings",
            paramLabel = "N",
            defaultValue = "96",
            description =
                    "readings of each component in a round, a quarter of an hour apart (default: ${DEFAULT-VALUE})")
    private int readings;

    @Option(
            names = "--shape",
            paramLabel = "SHAPE",
            defaultValue = "one-each",
            converter = ShapeConverter.class,
            description = "one-each: a batch has one reading each of many components, with time and condition;"
                    + " runs: a batch has a day of each of some components (default: ${DEFAULT-VALUE})")
    private ShapeOption shape;

    @Option(names = "--one-time", description = "one-each: one time for all readings of a batch, no condition column")
    private boolean oneTime;

    @Option(
            names = "--shuffled",
            description =
                    "components in no order within a batch; by default in the order in which they were registered,"
                            + " which the journal describes instead of writing it")
    private boolean shuffled;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "cumulative",
            description = "cumulative: registers; interval: what was used in each interval (default: ${DEFAULT-VALUE})")
    private AccumulationOption type;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "2",
            description = "connections, each with a writer and components of its own (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = "--batch-readings",
            paramLabel = "N",
            description = "readings a batch (default: " + ONE_EACH_BATCH_READINGS + ", or for runs "
                    + RUNS_BATCH_READINGS + ")")
    private Integer batchReadings;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "16",
            description = "batches of a connection that may be unacknowledged (default: ${DEFAULT-VALUE})")
    private int inFlight;

    /** The words of {@code --type}. */
    enum AccumulationOption {
        CUMULATIVE(Accumulation.CUMULATIVE),
        INTERVAL(Accumulation.INTERVAL_VALUES);

        private final Accumulation accumulation;

        AccumulationOption(Accumulation accumulation) {
            this.accumulation = accumulation;
        }
    }

    /**
     * The load.
     *
     * @throws IllegalArgumentException when an option is out of bounds or two contradict each other
     */
    LoadPlan plan() {
        return new LoadPlan(
                shape.shape(oneTime),
                components,
                readings,
                connections,
                batchReadings(),
                inFlight,
                Instant.parse(START).toEpochMilli(),
                SampleValues.SLOT_MILLIS);
    }

    private int batchReadings() {
        return batchReadings != null
                ? batchReadings
                : shape == ShapeOption.RUNS ? RUNS_BATCH_READINGS : ONE_EACH_BATCH_READINGS;
    }

    /** Whether components are sent in no order. */
    boolean shuffled() {
        return shuffled;
    }

    /** What the components' values are. */
    Accumulation accumulation() {
        return type.accumulation;
    }
}
