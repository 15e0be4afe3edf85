package io.tidemark.loadtest.crash;

import io.tidemark.client.ReadingSeries;
import io.tidemark.client.ResultStream;
import io.tidemark.client.Select;
import io.tidemark.loadtest.load.Ranges;
import io.tidemark.loadtest.load.Registration;
import io.tidemark.loadtest.verify.Verdict;
import io.tidemark.loadtest.wire.Population;
import io.tidemark.v1.Accumulation;
import io.tidemark.v1.TimeRange;
import java.util.List;

/** Compares what a server holds after a restart with the record of acknowledgements and the plain model. For one thread. */
final class CrashVerifier {

    private static final long YEAR_MILLIS = 366L * 24 * 60 * 60 * 1_000;
    private static final TimeRange RANGE =
            Ranges.of(CrashLife.START_MILLIS - YEAR_MILLIS, CrashLife.START_MILLIS + YEAR_MILLIS);

    private final CrashPlan plan;
    private final AckRecord record;
    private final List<TrialWriter> trials;
    private final ExpectedReadings[] expected;
    private final long[] expectedSequence;
    private final long[] sent;
    private Population population;
    private Verdict found = Verdict.NONE;

    CrashVerifier(CrashPlan plan, AckRecord record) {
        this.plan = plan;
        this.record = record;
        int components = plan.writers() * plan.components();
        this.trials = List.of(
                new TrialWriter(new RegistryTrial(Registration.typeId(Accumulation.INTERVAL_VALUES)), plan.writers()),
                new TrialWriter(new CaseTrial(components), plan.writers() + 1),
                new TrialWriter(new InitialMeasurementTrial(components), plan.writers() + 2));
        this.expected = new ExpectedReadings[plan.writers()];
        this.expectedSequence = new long[plan.writers()];
        this.sent = new long[plan.writers()];
    }

    /** What is tried besides readings. */
    List<TrialWriter> trials() {
        return trials;
    }

    /** What is acknowledged up to now, by writer and trial, as the record on disk says. */
    long[] acknowledged() {
        return record.read(plan.writers() + trials.size());
    }

    /** The components; registered at the first verification. */
    Population population() {
        return population;
    }

    /** What the last verification found of the readings. */
    Verdict found() {
        return found;
    }

    /** Takes over how far the writers of a life have sent. */
    void noteSent(CrashLife life) {
        for (int writer = 0; writer < plan.writers(); writer++) {
            sent[writer] = Math.max(sent[writer], life.writers().get(writer).sent());
        }
    }

    /** Verifies everything and adds what it finds to a report. */
    CrashReport verify(CrashLife life, CrashReport report) {
        return verify(life, report, acknowledged());
    }

    /** The same for a store that must hold at least what was acknowledged by an earlier moment. */
    CrashReport verify(CrashLife life, CrashReport report, long[] acknowledged) {
        Registration registration = new Registration(life.client(), "crash");
        int components = plan.writers() * plan.components();
        if (population == null) {
            population = registration.register(components, Accumulation.INTERVAL_VALUES, done -> {});
            trials.forEach(writer -> writer.trial().prepare(life.client()));
        } else {
            requireSameHandles(registration.resolve(components));
        }
        long lost = 0;
        long invented = 0;
        long kept = 0;
        long total = 0;
        found = Verdict.NONE;
        for (int writer = 0; writer < plan.writers(); writer++) {
            long durable = life.writers().get(writer).durableAtOpening();
            lost += Math.max(0, acknowledged[writer] - durable);
            invented += Math.max(0, durable - sent[writer]);
            kept += durable;
            total += acknowledged[writer];
            found = found.plus(readings(life, writer, durable));
        }
        for (int i = 0; i < trials.size(); i++) {
            TrialWriter writer = trials.get(i);
            long made = writer.trial().count(life.client());
            life.made(i, made);
            lost += Math.max(0, acknowledged[writer.recordedAs()] - made);
            invented += Math.max(0, made - writer.sent());
            kept += made;
            total += acknowledged[writer.recordedAs()];
        }
        return report.afterVerification(total, lost, kept, invented, found);
    }

    private Verdict readings(CrashLife life, int writer, long durable) {
        if (expected[writer] == null || durable < expectedSequence[writer]) {
            expected[writer] = new ExpectedReadings(plan, writer);
        }
        expected[writer].advanceTo(durable);
        expectedSequence[writer] = durable;
        int[] handles = new int[plan.components()];
        for (int i = 0; i < handles.length; i++) {
            handles[i] = population.handle(writer * plan.components() + i);
        }
        ExpectedReadings.Check check =
                expected[writer].check(population, writer * plan.components(), CrashLife.START_MILLIS);
        try (ResultStream<ReadingSeries> answer =
                life.client().readings().read(Select.handles(handles), RANGE).open()) {
            answer.forEachRemaining(check::series);
        }
        return check.verdict();
    }

    private void requireSameHandles(Population now) {
        for (int i = 0; i < population.size(); i++) {
            if (population.handle(i) != now.handle(i)) {
                throw new CrashFault(
                        "component " + i + " had handle " + population.handle(i) + " and now has " + now.handle(i));
            }
        }
    }
}
