package io.tidemark.loadtest.crash;

import io.tidemark.client.process.ServerLaunch;
import io.tidemark.client.process.ServerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Takes backups of a server under load, kills it, restores each backup and compares a server on it with the record and the
 * plain model: it must hold everything acknowledged before the backup began, and of everything else a first part, whole.
 * For one thread.
 */
public final class BackupUnderLoad {

    private static final long LOAD_MILLIS_MAX = 60_000;

    private final ServerLaunch launch;
    private final Path directory;
    private final CrashPlan plan;
    private final PrintWriter out;

    /**
     * Prepares it; the plan's cycles are backups.
     *
     * @param launch how the server is called
     * @param directory an empty one, for stores, backups, the record of acknowledgements and the logs
     * @param out is told how it goes, a line a backup
     */
    public BackupUnderLoad(ServerLaunch launch, Path directory, CrashPlan plan, PrintWriter out) {
        this.launch = SmallSegments.with(launch, directory);
        this.directory = directory;
        this.plan = plan;
        this.out = out;
    }

    /**
     * Takes and verifies all backups.
     *
     * @throws CrashFault when a restored store holds what no requests can have made
     */
    public CrashReport run() throws InterruptedException {
        out.printf(Locale.ROOT, "backups under load: %d, seed %d%n", plan.cycles(), plan.seed());
        try (AckRecord record = new AckRecord(directory.resolve("acknowledged"))) {
            CrashVerifier verifier = new CrashVerifier(plan, record);
            List<long[]> acknowledged = load(record, verifier);
            CrashReport report = CrashReport.NONE;
            for (int backup = 0; backup < plan.cycles(); backup++) {
                Path store = directory.resolve("restored-" + backup);
                restore(backup, store);
                try (ServerProcess server = ServerProcess.start(
                                launch, store, 0, directory.resolve("restored-" + backup + ".log"));
                        CrashLife life = new CrashLife(server.address(), plan, null, verifier.trials())) {
                    report = verifier.verify(life, report, acknowledged.get(backup));
                }
                out.printf(
                        Locale.ROOT,
                        "  backup %d: %,d readings verified, %d missing, %d different, %d invented%n",
                        backup + 1,
                        verifier.found().verified(),
                        verifier.found().missing(),
                        verifier.found().different(),
                        verifier.found().invented());
                out.flush();
            }
            return report;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the backups under load and kills the server. What was acknowledged before each began. */
    private List<long[]> load(AckRecord record, CrashVerifier verifier) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(plan.seed());
        List<long[]> acknowledged = new ArrayList<>();
        ServerProcess server =
                ServerProcess.start(launch, directory.resolve("store"), 0, directory.resolve("server.log"));
        try (CrashLife life = new CrashLife(server.address(), plan, record, verifier.trials())) {
            verifier.verify(life, CrashReport.NONE);
            life.start(verifier.population());
            for (int backup = 0; backup < plan.cycles(); backup++) {
                if (!record.awaitMore(1 + random.nextInt(plan.acksMax()), LOAD_MILLIS_MAX)) {
                    throw new IllegalStateException("the server acknowledged too little" + server.logShown());
                }
                acknowledged.add(verifier.acknowledged());
                life.client().admin().backup(directory.resolve("backup-" + backup));
            }
            server.kill();
            life.awaitGone();
            verifier.noteSent(life);
            life.requireNotRefused();
        } finally {
            server.kill();
        }
        return acknowledged;
    }

    private void restore(int backup, Path store) throws IOException, InterruptedException {
        Path log = directory.resolve("restore-" + backup + ".log");
        int status = new ProcessBuilder(launch.commandWords(
                        "restore", directory.resolve("backup-" + backup).toString(), store.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new CrashFault("backup " + backup + " cannot be restored; see " + log);
        }
    }
}
