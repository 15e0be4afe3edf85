package io.tidemark.loadtest.portfolio;

import io.tidemark.client.TidemarkClient;
import io.tidemark.loadtest.load.AckCounts;
import io.tidemark.loadtest.load.Registration;
import io.tidemark.loadtest.wire.Population;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The whole of it, step by step. For one thread. */
public final class PortfolioTest {

    private static final Duration LONG_SILENCE = Duration.ofDays(5);

    private final PortfolioPlan plan;
    private final TidemarkClient client;
    private final String address;
    private final ServerMemory memory;
    private final Consumer<PortfolioStep> steps;
    /** Tells this portfolio from those before it on the same server. */
    private final String prefix = "portfolio-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

    /**
     * Against one server.
     *
     * @param address of the server, for the connections that load
     * @param memory of the server
     * @param steps is told each step as it ends
     */
    public PortfolioTest(
            PortfolioPlan plan,
            TidemarkClient client,
            String address,
            ServerMemory memory,
            Consumer<PortfolioStep> steps) {
        this.plan = plan;
        this.client = client;
        this.address = address;
        this.memory = memory;
        this.steps = steps;
    }

    /**
     * Runs it.
     *
     * @param isAlone whether nothing else is registered on the server, so that reviews and disturbances, which are about
     *     everything, can be foretold
     * @return whether every step found what it was to find
     */
    public boolean run(boolean isAlone) {
        PortfolioEntities entities = new PortfolioEntities(plan, prefix, PortfolioPlan.DUE_AFTER);
        boolean good = step("register", () -> register(entities));
        Population population = new Registration(client, prefix).resolve(plan.components());
        PortfolioLoad load = new PortfolioLoad(plan, population, address, prefix);
        PortfolioQuestions questions = new PortfolioQuestions(client, plan, entities);
        long gaps = plan.gaps();
        good &= step("load " + plan.days() + " days", () -> loaded(load.sendWithGaps(), plan.readings()));
        good &= step("estimation, dry run, first", () -> questions.estimation(true, gaps, gaps));
        good &= step("estimation, dry run", () -> questions.estimation(true, gaps, gaps));
        good &= step("estimation, run", () -> questions.estimation(false, gaps, gaps));
        good &= step("estimation, same run again", () -> questions.estimation(false, gaps, 0));
        good &= step("coverage by day, first", questions::coverage);
        good &= step("coverage by day", questions::coverage);
        good &= step("stalled", questions::stalled);
        if (isAlone) {
            good &= step("review, dry run", () -> questions.review(true, gaps));
            good &= step("review", () -> questions.review(false, gaps));
            good &= step("disturbances, none", () -> questions.disturbances(plan.lookedAt(), 0));
            good &= step(
                    "disturbances, everywhere",
                    () -> questions.disturbances(plan.lookedAt().plus(LONG_SILENCE), plan.providers()));
        }
        good &= step("late readings", () -> loaded(load.sendGaps(), plan.missing()));
        good &= step("estimation, nothing missing, first", () -> questions.estimation(false, 0, 0));
        good &= step("estimation, nothing missing", () -> questions.estimation(false, 0, 0));
        return good;
    }

    private PortfolioQuestions.Answer register(PortfolioEntities entities) {
        long count = client.registry()
                .upsertAll(entities.all().iterator(), progress -> {})
                .getEntitiesCount();
        return new PortfolioQuestions.Answer(
                String.format(Locale.ROOT, "%,d entities, %,d components", count, plan.components()), true);
    }

    private static PortfolioQuestions.Answer loaded(AckCounts counts, long sent) {
        return new PortfolioQuestions.Answer(
                String.format(Locale.ROOT, "%,d of %,d readings accepted", counts.accepted(), sent),
                counts.accepted() == sent && counts.duplicate() == 0);
    }

    private boolean step(String name, Supplier<PortfolioQuestions.Answer> what) {
        long resident = memory.residentBytes();
        memory.resetPeak();
        long began = System.nanoTime();
        PortfolioQuestions.Answer answer = what.get();
        long nanos = System.nanoTime() - began;
        steps.accept(new PortfolioStep(name, nanos, answer.found(), answer.asExpected(), resident, memory.peakBytes()));
        return answer.asExpected();
    }
}
