package io.tidemark.loadtest.cli;

import io.tidemark.loadtest.load.LoadPlan;
import io.tidemark.loadtest.load.QueryProbe;
import io.tidemark.loadtest.load.RoundResult;
import io.tidemark.loadtest.load.Shape;
import io.tidemark.loadtest.verify.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** What a load test prints, as it goes. */
final class LoadReport {

    private static final int PROGRESS_STEPS = 4;

    private final PrintWriter out;
    private final LoadPlan plan;
    private final double rate;
    private final List<RoundResult> measured = new ArrayList<>();
    private final List<RoundResult> ceilings = new ArrayList<>();
    private long registeredShown;
    private final boolean shuffled;
    private boolean headed;

    LoadReport(PrintWriter out, LoadPlan plan, boolean shuffled, double rate) {
        this.out = out;
        this.plan = plan;
        this.shuffled = shuffled;
        this.rate = rate;
    }

    void conditions(String server) {
        out.println("Tidemark load test");
        fact("Machine", Machine.description());
        fact("Busy", Machine.load());
        fact("Server", server);
        String shape = switch (plan.shape()) {
            case ONE_EACH -> "one reading each of many components, each with time and condition";
            case ONE_EACH_ONE_TIME -> "one reading each of many components, one time a batch";
            case RUNS -> "runs of " + Math.min(Shape.RUN_SLOTS, plan.slots()) + " consecutive intervals";
        };
        fact(
                "Load",
                Figures.count(plan.components()) + " components × " + plan.slots() + " readings a round; " + shape
                        + (shuffled ? "; components in no order" : ""));
        fact(
                "Sending",
                plan.connections() + (plan.connections() == 1 ? " connection" : " connections") + ", batches of "
                        + Figures.count(plan.batchReadings()) + " readings, at most " + plan.inFlightMax()
                        + " unacknowledged, "
                        + (rate > 0 ? "open loop at " + Figures.millions(rate) + " readings/s" : "closed loop"));
        out.flush();
    }

    /** Called on a thread of the client. */
    synchronized void registering(long components) {
        long step = Math.max(1, plan.components() / PROGRESS_STEPS);
        if (components / step > registeredShown / step && components < plan.components()) {
            registeredShown = components;
            out.printf(Locale.ROOT, "  %-13s%s components …%n", "Registering", Figures.count(components));
            out.flush();
        }
    }

    synchronized void registered(long nanos) {
        fact(
                "Registered",
                Figures.count(plan.components()) + " components in " + Figures.seconds(nanos) + ", "
                        + Figures.count(Math.round(plan.components() / (nanos / 1e9))) + " a second");
    }

    /**
     * One round.
     *
     * @param number 1 or more; 0: it only warms up
     * @param ceiling the same into the server that throws it away; null: there is none
     */
    void round(int number, RoundResult result, RoundResult ceiling) {
        if (!headed) {
            headed = true;
            out.println();
            out.printf("  %-8s %12s %9s %9s %14s %8s%n", "round", "readings/s", "MB/s", "bytes/r", "ceiling", "ratio");
        }
        if (number > 0) {
            measured.add(result);
            if (ceiling != null) {
                ceilings.add(ceiling);
            }
        }
        line(
                number == 0 ? "warm-up" : Integer.toString(number),
                result.readingsPerSecond(),
                result.megabytesPerSecond(),
                ceiling == null ? Double.NaN : ceiling.readingsPerSecond());
        if (result.counts().accepted() != result.readings() || result.counts().duplicate() != 0) {
            out.println("    of " + Figures.count(result.readings()) + " readings "
                    + Figures.count(result.counts().accepted()) + " were accepted, "
                    + Figures.count(result.counts().duplicate()) + " were there before, "
                    + Figures.count(result.counts().rejected()) + " were rejected");
        }
        out.flush();
    }

    private void line(String name, double readings, double megabytes, double ceiling) {
        out.printf(
                Locale.ROOT,
                "  %-8s %12s %9.0f %9.2f %14s %8s%n",
                name,
                Figures.millions(readings),
                megabytes,
                megabytes * 1e6 / readings,
                Double.isNaN(ceiling) ? "-" : Figures.millions(ceiling),
                Double.isNaN(ceiling) ? "-" : Figures.percent(readings / ceiling));
    }

    /** Medians and latencies. */
    void summary(QueryProbe probe) {
        line(
                "median",
                median(measured, RoundResult::readingsPerSecond),
                median(measured, RoundResult::megabytesPerSecond),
                ceilings.isEmpty() ? Double.NaN : median(ceilings, RoundResult::readingsPerSecond));
        out.println();
        out.printf("  %-30s %s%n", "latency, ms", Figures.latencyHeads());
        String counted = rate > 0 ? "from when meant" : "from sending";
        latencies("batch to ack, " + counted, merged(measured));
        if (!ceilings.isEmpty()) {
            latencies("the same, thrown away", merged(ceilings));
        }
        if (probe != null) {
            latencies("query while loading", probe.latencies());
            long number = probe.latencies().getTotalCount();
            out.println("    a query: deltas of one component over a month, "
                    + (number == 0 ? 0 : probe.deltas() / number) + " on average");
            if (probe.failure() != null) {
                out.println("    the queries ended early: " + probe.failure().getMessage());
            }
        }
        out.println();
        out.flush();
    }

    private void latencies(String name, Histogram nanos) {
        out.printf("  %-30s %s%n", name, Figures.latencies(nanos));
    }

    void verified(Verdict verdict, long nanos) {
        long all = verdict.verified() + verdict.different() + verdict.invented();
        fact(
                "Read back",
                Figures.count(all) + " readings in " + Figures.seconds(nanos) + ", "
                        + Figures.millions(all / (nanos / 1e9)) + " a second");
        fact(
                "Verified",
                Figures.count(verdict.verified()) + "; missing " + Figures.count(verdict.missing()) + ", different "
                        + Figures.count(verdict.different()) + ", never sent " + Figures.count(verdict.invented()));
    }

    private void fact(String name, String text) {
        out.printf(Locale.ROOT, "  %-13s%s%n", name, text);
        out.flush();
    }

    private static double median(List<RoundResult> rounds, ToDoubleFunction<RoundResult> figure) {
        return Figures.median(rounds.stream().mapToDouble(figure).toArray());
    }

    private static Histogram merged(List<RoundResult> rounds) {
        Histogram all = new Histogram(rounds.get(0).acks());
        rounds.forEach(round -> all.add(round.acks()));
        return all;
    }
}
