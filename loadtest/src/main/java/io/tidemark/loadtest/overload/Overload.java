package io.tidemark.loadtest.overload;

import io.tidemark.client.Entities;
import io.tidemark.client.TidemarkClient;
import io.tidemark.loadtest.load.LoadPlan;
import io.tidemark.loadtest.load.LoadSession;
import io.tidemark.loadtest.load.Registration;
import io.tidemark.loadtest.load.RoundResult;
import io.tidemark.loadtest.load.Shape;
import io.tidemark.loadtest.wire.Population;
import io.tidemark.loadtest.wire.SampleValues;
import io.tidemark.v1.Accumulation;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * An open loop at three times the peak: many head-ends together mean to send three times what a closed loop has shown to go,
 * while single readings come by unary calls that nobody tries again. Before and after it half of the peak is sent, and
 * compared. For one thread.
 */
public final class Overload {

    private static final int COMPONENTS = 100_000;
    private static final int BATCH_READINGS = 10_000;
    private static final int IN_FLIGHT_MAX = 16;
    private static final int WARM_UP_ROUNDS = 30;
    /** The last spell is the overload. */
    private static final int PEAK_SPELLS = SlotPlan.SPELLS - 1;

    private static final int USUAL_CONNECTIONS = 2;
    /** As many as leave each enough components for batches as large as those of the peak. */
    private static final int OVERLOAD_CONNECTIONS = COMPONENTS / BATCH_READINGS;

    private static final double TIMES_PEAK = 3;
    private static final int OVERLOAD_SECONDS = 10;
    private static final int CALM_SECONDS = 5;
    private static final int WATCHED_SECONDS = 12;
    private static final double CALLS_PER_SECOND = 100;
    /** A second is as before when its acknowledgements take at most so many times as long as in the slowest before. */
    private static final double NORMAL_FACTOR = 2;

    private static final String PROBE = "overload-probe";

    private final String address;
    private final PrintWriter out;
    private Population population;
    private LoadPlan plan;
    private int calmSlot = SlotPlan.calmSlot();
    private int sessions;
    private long sent;
    private long stored;

    /**
     * For a server with an empty store.
     *
     * @param out is told how it goes
     */
    public Overload(String address, PrintWriter out) {
        this.address = address;
        this.out = out;
    }

    /** Runs it. */
    public OverloadReport run() {
        register();
        double peak = peak();
        UnaryProbe.Answers answers;
        double goodput;
        int secondsToNormal;
        try (UnaryProbe probe = new UnaryProbe(address, PROBE, CALLS_PER_SECOND)) {
            double calm;
            try (LoadSession session = open(halfPlan(peak))) {
                calm = calm(session, peak);
            }
            say("before", probe.take());
            goodput = overload(peak);
            answers = probe.take();
            say("overload", answers);
            try (LoadSession session = open(halfPlan(peak))) {
                secondsToNormal = secondsToNormal(session, peak, calm);
            }
            say("after", probe.take());
        }
        return new OverloadReport(
                peak,
                TIMES_PEAK * peak,
                goodput,
                sent - stored,
                answers.acknowledged().getTotalCount() + answers.refused().getTotalCount(),
                answers.refused().getTotalCount(),
                answers.reasons(),
                millis(answers.acknowledged(), 99),
                millis(answers.refused(), 99),
                secondsToNormal);
    }

    private void register() {
        try (TidemarkClient client = TidemarkClient.connect(address)) {
            population = new Registration(client, "overload").register(COMPONENTS, Accumulation.CUMULATIVE, done -> {});
            client.registry()
                    .upsert(List.of(
                            Entities.of(MeasuringComponentType.newBuilder()
                                    .setId("overload-scalar")
                                    .setKind(ComponentKind.SCALAR)
                                    .build()),
                            Entities.of(MeasuringComponent.newBuilder()
                                    .setId(PROBE)
                                    .setType("overload-scalar")
                                    .build())));
        }
    }

    private LoadPlan plan(int connections, int slots) {
        return new LoadPlan(
                Shape.ONE_EACH,
                COMPONENTS,
                slots,
                connections,
                BATCH_READINGS,
                IN_FLIGHT_MAX,
                SlotPlan.startMillis(),
                SampleValues.SLOT_MILLIS);
    }

    /** A second of half of the peak, or of what there are slots for. */
    private LoadPlan halfPlan(double peak) {
        int slotsMax = SlotPlan.CALM_SLOTS / (CALM_SECONDS + WATCHED_SECONDS);
        return plan(USUAL_CONNECTIONS, (int) Math.max(1, Math.min(slotsMax, Math.round(peak / 2 / COMPONENTS))));
    }

    private LoadSession open(LoadPlan plan) {
        this.plan = plan;
        return new LoadSession(address, "overload-" + sessions++, plan, population);
    }

    private RoundResult run(LoadSession session, int firstSlot, double rate) {
        RoundResult result = session.runFrom(firstSlot, rate);
        sent += result.readings();
        stored += result.counts().accepted();
        return result;
    }

    /** A second of half of the peak. */
    private RoundResult halfSecond(LoadSession session, double peak) {
        RoundResult result = run(session, calmSlot, peak / 2);
        calmSlot += plan.slots();
        return result;
    }

    /** As many slots as take ten seconds at a rate, or as a spell may have. */
    private static int spellSlots(double rate) {
        return (int) Math.max(1, Math.min(SlotPlan.SPELL_SLOTS_MAX, Math.round(rate * OVERLOAD_SECONDS / COMPONENTS)));
    }

    /**
     * What goes in a closed loop, over as many seconds as the overload, since short rounds miss what the device costs
     * now and then and would promise more than lasts. The better of two spells, since one may meet more of that than is
     * usual, and would promise less.
     */
    private double peak() {
        double last = 0;
        try (LoadSession session = open(plan(USUAL_CONNECTIONS, SlotPlan.ROUND_SLOTS))) {
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                last = run(session, SlotPlan.warmUpSlot(round), 0).readingsPerSecond();
            }
        }
        double peak = 0;
        try (LoadSession session = open(plan(USUAL_CONNECTIONS, spellSlots(last)))) {
            for (int spell = 0; spell < PEAK_SPELLS; spell++) {
                RoundResult result = run(session, SlotPlan.spellSlot(spell), 0);
                say(
                        "peak, closed loop, %d connections: %.2f M readings/s over %.1f s",
                        USUAL_CONNECTIONS, result.readingsPerSecond() / 1e6, result.nanos() / 1e9);
                peak = Math.max(peak, result.readingsPerSecond());
            }
        }
        return peak;
    }

    /** The slowest p99 of an acknowledgement in any second at half of the peak, milliseconds. */
    private double calm(LoadSession session, double peak) {
        double slowest = 0;
        for (int second = 0; second < CALM_SECONDS; second++) {
            slowest = Math.max(slowest, millis(halfSecond(session, peak).acks(), 99));
        }
        say("half of it, open loop: p99 of an acknowledgement %.1f ms in the slowest of %d s", slowest, CALM_SECONDS);
        return slowest;
    }

    private double overload(double peak) {
        try (LoadSession session = open(plan(OVERLOAD_CONNECTIONS, spellSlots(peak)))) {
            RoundResult result = run(session, SlotPlan.spellSlot(PEAK_SPELLS), TIMES_PEAK * peak);
            say(
                    "overload, open loop at %.0f times the peak, %d connections: %.2f M readings/s acknowledged over %.1f s,"
                            + " %.0f %% of the peak",
                    TIMES_PEAK,
                    OVERLOAD_CONNECTIONS,
                    result.readingsPerSecond() / 1e6,
                    result.nanos() / 1e9,
                    100 * result.readingsPerSecond() / peak);
            return result.readingsPerSecond();
        }
    }

    /** The second from which on all are as before. */
    private int secondsToNormal(LoadSession session, double peak, double calm) {
        int normal = 1;
        List<String> seconds = new ArrayList<>();
        for (int second = 1; second <= WATCHED_SECONDS; second++) {
            double slow = millis(halfSecond(session, peak).acks(), 99);
            seconds.add(String.format(Locale.ROOT, "%.1f", slow));
            if (slow > NORMAL_FACTOR * calm) {
                normal = second + 1;
            }
        }
        say("half of it again: p99 of an acknowledgement, second by second: %s ms", String.join(" ", seconds));
        return normal;
    }

    private void say(String phase, UnaryProbe.Answers answers) {
        say(
                "  single readings by unary calls, %s: %,d taken, p99 %.1f ms, max %.1f ms; %,d refused, p99 %.1f ms, max %.1f ms %s",
                phase,
                answers.acknowledged().getTotalCount(),
                millis(answers.acknowledged(), 99),
                millis(answers.acknowledged(), 100),
                answers.refused().getTotalCount(),
                millis(answers.refused(), 99),
                millis(answers.refused(), 100),
                answers.reasons());
    }

    private void say(String format, Object... words) {
        out.printf(Locale.ROOT, "  " + format + "%n", words);
        out.flush();
    }

    private static double millis(Histogram histogram, double percentile) {
        return histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(percentile) / 1e6;
    }
}
