package io.tidemark.loadtest.bench;

import io.tidemark.client.TidemarkClient;
import io.tidemark.loadtest.load.LoadPlan;
import io.tidemark.loadtest.load.LoadSession;
import io.tidemark.loadtest.load.Registration;
import io.tidemark.loadtest.load.Shape;
import io.tidemark.loadtest.wire.Population;
import io.tidemark.v1.Accumulation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * Registered components that fill up slot by slot, and how far they are filled. For one thread.
 *
 * <p>Their loads go on where the one before ended, so that all of them are new readings in time order.
 */
final class BenchStore {

    private static final int IN_FLIGHT_MAX = 16;
    private static final int ONE_EACH_BATCH_READINGS = 10_000;
    private static final int RUNS_BATCH_READINGS = 48_000;

    private final BenchServer server;
    private final String prefix;
    private final Population population;
    private final long startMillis;
    private final long slotMillis;
    private int nextSlot;
    private int sessions;

    /**
     * Registers components.
     *
     * @param startMillis instant of slot 0
     * @param slotMillis their interval
     */
    BenchStore(BenchServer server, int components, long startMillis, long slotMillis) {
        this.server = server;
        this.prefix = "bench-" + components;
        this.startMillis = startMillis;
        this.slotMillis = slotMillis;
        try (TidemarkClient client = TidemarkClient.connect(server.address())) {
            this.population = new Registration(client, prefix, slotMillis, startMillis)
                    .register(components, Accumulation.CUMULATIVE, done -> {});
        }
    }

    BenchServer server() {
        return server;
    }

    String address() {
        return server.address();
    }

    Population population() {
        return population;
    }

    int components() {
        return population.size();
    }

    long startMillis() {
        return startMillis;
    }

    long slotMillis() {
        return slotMillis;
    }

    /** Slots that every component has, from 0 on. */
    int filledSlots() {
        return nextSlot;
    }

    /** A load of about {@link BenchSizes#ROUND_READINGS} a round, or of one run each where that is more. */
    LoadPlan plan(Shape shape, int connections) {
        int slots = Math.max(1, BenchSizes.ROUND_READINGS / components());
        return plan(shape, connections, shape == Shape.RUNS ? Math.max(Shape.RUN_SLOTS, slots) : slots);
    }

    LoadPlan plan(Shape shape, int connections, int slots) {
        return new LoadPlan(
                shape,
                components(),
                slots,
                connections,
                shape == Shape.RUNS ? RUNS_BATCH_READINGS : ONE_EACH_BATCH_READINGS,
                IN_FLIGHT_MAX,
                startMillis,
                slotMillis);
    }

    /** Opens the writers of a load. */
    LoadSession open(LoadPlan plan) {
        return new LoadSession(server.address(), prefix + "-" + sessions++, plan, population);
    }

    /** The first slot of the next round, which is taken from now on. */
    int takeSlots(LoadPlan plan) {
        int first = nextSlot;
        nextSlot += plan.slots();
        return first;
    }

    /** Most slots that can be sent without a month's first day: where a month begins the machine hands out its memory. */
    int monthSlots() {
        return (int) (Duration.ofDays(28 - 1).toMillis() / slotMillis);
    }

    /**
     * Fills what is left of the month and the first day of the next, unless so many slots fit into the month.
     *
     * @param slots {@link #monthSlots} at most
     */
    void fillUntilMonthHas(int slots) {
        LocalDate filled = day(Math.max(0, nextSlot - 1));
        if (nextSlot == 0 || !YearMonth.from(filled).equals(YearMonth.from(day(nextSlot + slots - 1)))) {
            LocalDate second =
                    filled.withDayOfMonth(1).plusMonths(nextSlot == 0 ? 0 : 1).plusDays(1);
            long millis = second.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli() - startMillis;
            fill((int) (millis / slotMillis) - nextSlot);
        }
    }

    private LocalDate day(int slot) {
        return Instant.ofEpochMilli(startMillis + slot * slotMillis)
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
    }

    /** Sends so many slots as runs, as fast as they go; nothing when there are none. */
    void fill(int slots) {
        if (slots > 0) {
            LoadPlan plan = plan(Shape.RUNS, Bench.USUAL_CONNECTIONS, slots);
            try (LoadSession session = open(plan)) {
                IngestBench.accepted(session.runFrom(takeSlots(plan), 0));
            }
        }
    }
}
