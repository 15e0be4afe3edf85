package io.tidemark.loadtest.portfolio;

import io.tidemark.client.TidemarkException;
import io.tidemark.loadtest.load.AckCounts;
import io.tidemark.loadtest.load.Connection;
import io.tidemark.loadtest.load.LoadStream;
import io.tidemark.loadtest.wire.BatchWriter;
import io.tidemark.loadtest.wire.Population;
import io.tidemark.loadtest.wire.RequestBytes;
import io.tidemark.loadtest.wire.RunList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Sends the readings of a portfolio, day by day, over two connections with half of the components each. */
final class PortfolioLoad {

    private static final int CONNECTIONS = 2;
    private static final int BATCH_READINGS = 48_000;
    private static final int IN_FLIGHT_MAX = 16;

    private final PortfolioPlan plan;
    private final Population population;
    private final String address;
    private final String prefix;
    /** By component, since it is asked for every day of each. */
    private final int[] shiftMillis;

    PortfolioLoad(PortfolioPlan plan, Population population, String address, String prefix) {
        this.plan = plan;
        this.population = population;
        this.address = address;
        this.prefix = prefix;
        this.shiftMillis = IntStream.range(0, plan.components())
                .map(component -> plan.shiftMillis(plan.zone(component)))
                .toArray();
    }

    /** What a batch has of one component on one day. */
    private interface DayOf {
        void add(RunList runs, int component, int slotFrom, int slotTo);
    }

    /** Sends everything but the gaps, and waits until it is acknowledged. */
    AckCounts sendWithGaps() {
        return send("days", plan.days(), (runs, component, from, to) -> {
            int shift = shiftMillis[component];
            if (from < plan.gapTo() && plan.hasGap(component)) {
                runs.add(component, from, plan.gapFrom(), shift);
                runs.add(component, plan.gapTo(), to, shift);
            } else {
                runs.add(component, from, to, shift);
            }
        });
    }

    /**
     * Sends some slots of every component, without a gap.
     *
     * @param writer tells the sender from those before it
     */
    AckCounts sendSlots(String writer, int slotFrom, int slotTo) {
        return send(
                writer,
                1,
                (runs, component, from, to) -> runs.add(component, slotFrom, slotTo, shiftMillis[component]));
    }

    /** Sends what was left out, late. */
    AckCounts sendGaps() {
        return send("late", 1, (runs, component, from, to) -> {
            if (plan.hasGap(component)) {
                runs.add(component, plan.gapFrom(), plan.gapTo(), shiftMillis[component]);
            }
        });
    }

    private AckCounts send(String writer, int days, DayOf what) {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS, task -> {
            Thread thread = new Thread(task, "portfolio-sender");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<AckCounts>> parts = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int from = (int) ((long) population.size() * i / CONNECTIONS);
                int to = (int) ((long) population.size() * (i + 1) / CONNECTIONS);
                String id = prefix + "-" + writer + "-" + i;
                parts.add(threads.submit(() -> sendPart(id, from, to, days, what)));
            }
            AckCounts sum = new AckCounts(0, 0, 0);
            for (Future<AckCounts> part : parts) {
                sum = sum.plus(result(part));
            }
            return sum;
        } finally {
            threads.shutdownNow();
        }
    }

    private AckCounts sendPart(String writerId, int from, int to, int days, DayOf what) {
        BatchWriter writer = new BatchWriter(population, plan.startMillis(), plan.slotMillis());
        RequestBytes request = new RequestBytes();
        RunList runs = new RunList();
        try (Connection connection = new Connection(address);
                LoadStream stream = LoadStream.open(connection.channel(), writerId, IN_FLIGHT_MAX)) {
            for (int day = 0; day < days; day++) {
                for (int component = from; component < to; component++) {
                    what.add(runs, component, day * plan.daySlots(), (day + 1) * plan.daySlots());
                    if (runs.readings() >= BATCH_READINGS || component == to - 1 && runs.size() > 0) {
                        writer.runs(request, stream.nextSequence(), runs);
                        stream.send(request, System.nanoTime());
                        runs.clear();
                    }
                }
            }
            stream.awaitAcknowledged();
            return stream.takeCounts();
        }
    }

    private static AckCounts result(Future<AckCounts> part) {
        try {
            return part.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TidemarkException refusal ? refusal : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while loading", e);
        }
    }
}
