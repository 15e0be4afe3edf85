package io.tidemark.loadtest.crash;

import io.tidemark.client.process.ServerLaunch;
import io.tidemark.client.process.ServerProcess;
import io.tidemark.loadtest.verify.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Kills a server under load so many times, and verifies after each restart. For one thread. */
public final class CrashTest {

    private static final String JOURNAL = "journal";
    private static final String CHECKPOINTS = "checkpoints";
    private static final String FIRST_SEGMENT = "00000000000000000000.journal";
    private static final long LOAD_MILLIS_MAX = 60_000;
    private static final long LAST_WAIT_NANOS_MAX = 5_000_000;

    private final ServerLaunch launch;
    private final Path directory;
    private final Path store;
    private final CrashPlan plan;
    private final PrintWriter out;
    private final SplittableRandom moments;
    private CrashReport report = CrashReport.NONE;

    /**
     * Prepares it.
     *
     * @param launch how the server is called
     * @param directory an empty one, for the store, the record of acknowledgements and the logs
     * @param out is told how it goes, a line a kill
     */
    public CrashTest(ServerLaunch launch, Path directory, CrashPlan plan, PrintWriter out) {
        this.launch = SmallSegments.with(launch, directory);
        this.directory = directory;
        this.store = directory.resolve("store");
        this.plan = plan;
        this.out = out;
        this.moments = new SplittableRandom(plan.seed());
    }

    /**
     * Runs all cycles, then a clean restart, then a start without the newest checkpoint.
     *
     * @return what was found; {@link CrashReport#isClean} tells whether the promise held
     * @throws CrashFault when the registry holds what no requests can have made
     */
    public CrashReport run() throws InterruptedException {
        out.printf(Locale.ROOT, "crash test: %d kills, seed %d%n", plan.cycles(), plan.seed());
        out.flush();
        try (AckRecord record = new AckRecord(directory.resolve("acknowledged"))) {
            CrashVerifier verifier = new CrashVerifier(plan, record);
            for (int cycle = 1; cycle <= plan.cycles(); cycle++) {
                cycle(cycle, record, verifier);
            }
            restart("after the last kill", verifier);
            restart("after a clean stop", verifier);
            restart(withoutTheNewestCheckpoint(), verifier);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return report;
    }

    private void cycle(int cycle, AckRecord record, CrashVerifier verifier) throws InterruptedException {
        int acks = 1 + moments.nextInt(plan.acksMax());
        long lastWaitNanos = moments.nextLong(LAST_WAIT_NANOS_MAX);
        ServerProcess server = start("life-" + cycle);
        try (CrashLife life = new CrashLife(server.address(), plan, record, verifier.trials())) {
            Verdict found = verify(life, verifier);
            life.start(verifier.population());
            if (!record.awaitMore(acks, LOAD_MILLIS_MAX)) {
                throw new IllegalStateException("the server acknowledged fewer than " + acks + " requests in "
                        + LOAD_MILLIS_MAX + " ms" + server.logShown());
            }
            LockSupport.parkNanos(lastWaitNanos);
            server.kill();
            life.awaitGone();
            verifier.noteSent(life);
            life.requireNotRefused();
            report = report.afterKill();
            out.printf(
                    Locale.ROOT,
                    "  kill %d after %,d acknowledgements and %d checkpoints; before it %,d readings verified, %s%n",
                    cycle,
                    acks,
                    life.checkpoints(),
                    found.verified(),
                    faults(found));
            out.flush();
        } finally {
            server.kill();
        }
    }

    private void restart(String when, CrashVerifier verifier) {
        try (ServerProcess server = start("restart-" + report.verifications());
                CrashLife life = new CrashLife(server.address(), plan, null, verifier.trials())) {
            Verdict found = verify(life, verifier);
            out.printf(Locale.ROOT, "  %s: %,d readings verified, %s%n", when, found.verified(), faults(found));
            out.flush();
        }
    }

    private Verdict verify(CrashLife life, CrashVerifier verifier) {
        CrashReport before = report;
        report = verifier.verify(life, report);
        if (report.lost() > before.lost() || report.inventedRequests() > before.inventedRequests()) {
            out.printf(
                    Locale.ROOT,
                    "  %d acknowledged requests lost, %d invented%n",
                    report.lost() - before.lost(),
                    report.inventedRequests() - before.inventedRequests());
        }
        return verifier.found();
    }

    private static String faults(Verdict found) {
        return String.format(
                Locale.ROOT,
                "%d missing, %d different, %d invented",
                found.missing(),
                found.different(),
                found.invented());
    }

    private ServerProcess start(String name) {
        return ServerProcess.start(launch, store, 0, directory.resolve(name + ".log"));
    }

    /**
     * Takes away what a start uses first: every checkpoint while the journal still has its beginning, else the newest. What
     * is left says.
     */
    private String withoutTheNewestCheckpoint() throws IOException {
        List<Path> checkpoints;
        try (Stream<Path> all = Files.list(store.resolve(CHECKPOINTS))) {
            checkpoints = all.sorted(Comparator.reverseOrder()).toList();
        }
        boolean isWhole = Files.exists(store.resolve(JOURNAL).resolve(FIRST_SEGMENT));
        for (Path checkpoint : isWhole ? checkpoints : checkpoints.subList(0, 1)) {
            Files.delete(checkpoint);
        }
        return isWhole ? "from the journal alone" : "from the older checkpoint";
    }
}
