package io.tidemark.loadtest.portfolio;

import io.tidemark.client.TidemarkClient;
import io.tidemark.loadtest.load.Registration;
import io.tidemark.loadtest.wire.Population;
import io.tidemark.v1.ListDisturbancesRequest;
import io.tidemark.v1.MonitoringServiceGrpc;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * What the watch over all streams costs in the background, at a tick a second: while nothing happens, while every component
 * sends an interval a second, and while the registry changes twice a second. Nothing is late. For one thread.
 */
public final class WatchTest {

    /** Pause between two ticks that the server's settings must say. */
    public static final int TICK_SECONDS = 1;

    private static final String MONITORING_THREAD = "tidemark-monitoring";
    private static final int DAYS = 2;
    private static final Duration DUE_AFTER = Duration.ofDays(3);
    private static final int CHANGES_A_SECOND = 2;
    /** The first ticks look every stream up, and by code that is not compiled yet. */
    private static final int WARM_UP_SECONDS = 20;

    private final PortfolioPlan plan;
    private final TidemarkClient client;
    private final String address;
    private final ServerThreads threads;
    private final int seconds;
    private final Consumer<WatchStep> steps;

    /**
     * Over a server on this machine, to whose store nothing else belongs.
     *
     * @param plan see {@link #plan}
     * @param pid of the server
     * @param seconds how long each step is watched
     * @param steps is told each step as it ends
     */
    public WatchTest(
            PortfolioPlan plan,
            TidemarkClient client,
            String address,
            long pid,
            int seconds,
            Consumer<WatchStep> steps) {
        if (seconds < 1 || seconds > plan.daySlots()) {
            throw new IllegalArgumentException("seconds is " + seconds + ": must be 1 to " + plan.daySlots()
                    + ", since a day's intervals arrive, one a second");
        }
        this.plan = plan;
        this.client = client;
        this.address = address;
        this.threads = new ServerThreads(pid);
        this.seconds = seconds;
        this.steps = steps;
    }

    /** A portfolio of the day before yesterday, which is loaded first, and of yesterday, whose intervals arrive meanwhile. */
    public static PortfolioPlan plan(int components, long slotMillis, int providers, Clock clock) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new PortfolioPlan(components, today.minusDays(DAYS), DAYS, 0, 1, slotMillis, providers);
    }

    /** Runs it; whether nothing was found disturbed, and all that was sent was taken. */
    public boolean run() {
        PortfolioEntities entities = new PortfolioEntities(plan, "watch", DUE_AFTER);
        client.registry().upsertAll(entities.all().iterator(), progress -> {});
        Population population = new Registration(client, "watch").resolve(plan.components());
        PortfolioLoad load = new PortfolioLoad(plan, population, address, "watch");
        int day = plan.daySlots();
        boolean good = load.sendSlots("before", 0, day).accepted() == (long) plan.components() * day;
        watch("after the load", WARM_UP_SECONDS, second -> 0L);
        watch("nothing happens", seconds, second -> 0L);
        long accepted = watch(
                "every component sends, once a second",
                seconds,
                second -> load.sendSlots("slot-" + second, day + second, day + second + 1)
                        .accepted());
        good &= accepted == (long) plan.components() * seconds;
        watch("the registry changes, twice a second", seconds, this::changeRegistry);
        return good && disturbances() == 0;
    }

    /** Says of a component that its data are due a little later than was said before. */
    private long changeRegistry(int second) {
        for (int i = 0; i < CHANGES_A_SECOND; i++) {
            Duration later = DUE_AFTER.plusMinutes(second + 1L);
            client.registry().upsert(List.of(new PortfolioEntities(plan, "watch", later).component(i)));
        }
        return CHANGES_A_SECOND;
    }

    /** Does something at the beginning of every second; the sum of what it answers. */
    private long watch(String name, int forSeconds, IntFunction<Long> action) {
        long before = threads.processorMillis(MONITORING_THREAD);
        long began = System.nanoTime();
        long done = 0;
        for (int second = 0; second < forSeconds; second++) {
            done += action.apply(second);
            sleepUntil(began + Duration.ofSeconds(second + 1L).toNanos());
        }
        long used = threads.processorMillis(MONITORING_THREAD) - before;
        steps.accept(new WatchStep(
                name, System.nanoTime() - began, used, done == 0 ? "" : String.format(Locale.ROOT, "%,d", done)));
        return done;
    }

    private static void sleepUntil(long nanoTime) {
        try {
            long left = nanoTime - System.nanoTime();
            if (left > 0) {
                Thread.sleep(Duration.ofNanos(left).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while watching", e);
        }
    }

    private int disturbances() {
        return TidemarkClient.call(() -> client.stub(MonitoringServiceGrpc::newBlockingStub)
                .listDisturbances(ListDisturbancesRequest.getDefaultInstance())
                .getDisturbancesCount());
    }
}
