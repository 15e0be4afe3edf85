package io.tidemark.loadtest.cli;

import io.tidemark.client.TidemarkClient;
import io.tidemark.loadtest.load.LoadPlan;
import io.tidemark.loadtest.load.LoadSession;
import io.tidemark.loadtest.load.QueryProbe;
import io.tidemark.loadtest.load.Registration;
import io.tidemark.loadtest.load.RoundResult;
import io.tidemark.loadtest.verify.ReadBack;
import io.tidemark.loadtest.verify.Verdict;
import io.tidemark.loadtest.wire.Population;
import io.tidemark.v1.Accumulation;

/** A whole load test: register, warm up, measure round by round, read back. For one thread. */
final class Rounds {

    private static final long QUERY_SEED = 20_260_101;
    private static final long SHUFFLE_SEED = 1;

    private final Settings settings;
    private final TidemarkClient client;
    private final String address;
    private final LoadReport report;
    /** Tells this run's components and writers from those of runs before it on the same server. */
    private final String prefix = "load-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

    /**
     * What is run.
     *
     * @param shuffled whether components are sent in no order
     * @param rounds rounds that are measured
     * @param warmUp rounds before them
     * @param rate readings a second; 0: as many as go
     * @param queries questions a second; 0: none
     * @param verify whether everything is read back
     */
    record Settings(
            LoadPlan plan,
            boolean shuffled,
            Accumulation accumulation,
            int rounds,
            int warmUp,
            double rate,
            double queries,
            boolean verify) {}

    Rounds(Settings settings, TidemarkClient client, String address, LoadReport report) {
        this.settings = settings;
        this.client = client;
        this.address = address;
        this.report = report;
    }

    /**
     * Runs it.
     *
     * @param ceiling address of the server that throws everything away; null: none
     * @return whether every reading was accepted, and found again where that was asked for
     */
    boolean run(String ceiling) {
        LoadPlan plan = settings.plan();
        long began = System.nanoTime();
        Population registered = new Registration(client, prefix)
                .register(plan.components(), settings.accumulation(), report::registering);
        Population population = settings.shuffled() ? registered.shuffled(SHUFFLE_SEED) : registered;
        report.registered(System.nanoTime() - began);
        boolean accepted;
        try (LoadSession real = new LoadSession(address, prefix, plan, population);
                LoadSession discarding = ceiling == null ? null : new LoadSession(ceiling, prefix, plan, population);
                QueryProbe probe = settings.queries() > 0
                        ? new QueryProbe(address, population, plan.startMillis(), settings.queries(), QUERY_SEED)
                        : null) {
            accepted = rounds(real, discarding, probe);
            report.summary(probe);
        }
        return verify(population) && accepted;
    }

    private boolean rounds(LoadSession real, LoadSession discarding, QueryProbe probe) {
        boolean accepted = true;
        for (int round = 0; round < settings.warmUp() + settings.rounds(); round++) {
            boolean measured = round >= settings.warmUp();
            RoundResult ceiling = discarding == null ? null : discarding.run(round, settings.rate());
            if (probe != null) {
                // Asked during the warm-up as well: a server's first queries, not compiled yet, hold ingest up.
                if (round == settings.warmUp()) {
                    probe.forget();
                }
                probe.start();
            }
            RoundResult result = real.run(round, settings.rate());
            if (probe != null) {
                probe.pause();
            }
            report.round(measured ? round - settings.warmUp() + 1 : 0, result, ceiling);
            accepted &= result.counts().accepted() == result.readings()
                    && result.counts().duplicate() == 0;
        }
        return accepted;
    }

    private boolean verify(Population population) {
        if (!settings.verify()) {
            return true;
        }
        long began = System.nanoTime();
        int slots = (settings.warmUp() + settings.rounds()) * settings.plan().slots();
        Verdict verdict = new ReadBack(client, population, settings.plan().startMillis()).verify(slots);
        report.verified(verdict, System.nanoTime() - began);
        return verdict.isClean();
    }
}
