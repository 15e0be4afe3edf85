package io.tidemark.loadtest.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.process.ServerFailedException;
import io.tidemark.client.process.ServerLaunch;
import io.tidemark.client.process.ServerProcess;
import io.tidemark.loadtest.TestServer;
import io.tidemark.server.journal.DiskFiles;
import io.tidemark.server.journal.JournalVerifier;
import io.tidemark.server.journal.SegmentLayout;
import io.tidemark.server.journal.SegmentVerdict;
import io.tidemark.server.step.Step;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server process is killed with SIGKILL at each named step of its work, under load or at its start, and everything is
 * compared after the next start: once in a build, five times each in the long suite. Several steps at a time, since each
 * mostly waits for a server to start.
 */
@Timeout(600)
@TortureRow("kill-points")
class KillPointsTest {

    private static final int ENDINGS = Torture.count(1, 5);
    private static final int ATTEMPTS_A_ENDING = 3;
    private static final long ALIVE_NANOS_MAX = 20_000_000_000L;
    private static final long LOOK_NANOS = 1_000_000L;

    /** Steps that are taken for every group of changes: killed in the middle of the load rather than at its beginning. */
    private static final Set<Step> AT_EVERY_GROUP = EnumSet.of(
            Step.BEFORE_WRITE,
            Step.AFTER_WRITE,
            Step.BEFORE_FORCE,
            Step.AFTER_FORCE,
            Step.BEFORE_MARK,
            Step.AFTER_MARK,
            Step.BEFORE_APPLY,
            Step.BEFORE_ACKNOWLEDGE,
            Step.AFTER_ACKNOWLEDGE);

    private static final Set<Step> AT_A_START = EnumSet.of(Step.BEFORE_CUT, Step.AFTER_CUT);

    @TempDir
    private Path directory;

    private CrashReport report = CrashReport.NONE;

    @ParameterizedTest
    @EnumSource(Step.class)
    @Execution(ExecutionMode.CONCURRENT)
    void a_kill_at_a_named_step_loses_nothing_and_invents_nothing(Step step) throws Exception {
        CrashPlan plan = new CrashPlan(1, 1_000 + step.ordinal(), 2, 20, 200, 8, 1);
        try (AckRecord record = new AckRecord(directory.resolve("acknowledged"))) {
            CrashVerifier verifier = new CrashVerifier(plan, record);
            verify(plan, verifier);
            int endings = 0;
            for (int attempt = 0; endings < ENDINGS && attempt < ENDINGS * ATTEMPTS_A_ENDING; attempt++) {
                if (AT_A_START.contains(step)) {
                    tearTail();
                }
                int times = times(step, attempt);
                endings += isKilledAt(step, times, attempt, plan, record, verifier) ? 1 : 0;
            }
            verify(plan, verifier);
            assertThat(endings).as("endings at %s", step).isEqualTo(ENDINGS);
            assertThat(report.isClean()).as("%s", report).isTrue();
            Torture.tried(report.verifications(), endings);
        }
    }

    /** How often the step is reached before the kill: a start cuts once. */
    private static int times(Step step, int attempt) {
        if (AT_EVERY_GROUP.contains(step)) {
            return 40 + 29 * attempt;
        }
        return AT_A_START.contains(step) ? 1 : 1 + attempt % 2;
    }

    /** Starts a server that is killed at the step, and loads it. False when it lived too long, and was killed anyhow. */
    private boolean isKilledAt(
            Step step, int times, int attempt, CrashPlan plan, AckRecord record, CrashVerifier verifier)
            throws InterruptedException {
        Path reached = directory.resolve("reached-" + attempt);
        ServerProcess server;
        try {
            server = start(
                    SmallSegments.with(TestServer.launch(KillableServer.class), directory)
                            .withEnvironment(KillableServer.STEP, step.name())
                            .withEnvironment(KillableServer.TIMES, String.valueOf(times))
                            .withEnvironment(KillableServer.REACHED, reached.toString()),
                    "armed-" + attempt);
        } catch (ServerFailedException killedAtItsStart) {
            assertThat(reached).as("%s", killedAtItsStart.getMessage()).exists();
            return true;
        }
        try (CrashLife life = new CrashLife(server.address(), plan, record, verifier.trials())) {
            if (!isVerified(life, verifier, reached)) {
                return true;
            }
            life.start(verifier.population());
            long deadline = System.nanoTime() + ALIVE_NANOS_MAX;
            while (server.isAlive() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            server.kill();
            life.awaitGone();
            verifier.noteSent(life);
            life.requireNotRefused();
        } finally {
            server.kill();
        }
        return Files.exists(reached);
    }

    /** Compares. False when the step was reached meanwhile, by what the server does by itself. */
    private boolean isVerified(CrashLife life, CrashVerifier verifier, Path reached) {
        try {
            report = verifier.verify(life, report);
            return true;
        } catch (RuntimeException broken) {
            if (!Files.exists(reached)) {
                throw broken;
            }
            return false;
        }
    }

    private void verify(CrashPlan plan, CrashVerifier verifier) {
        ServerLaunch launch = SmallSegments.with(TestServer.launch(), directory);
        try (ServerProcess server = start(launch, "verifying-" + report.verifications());
                CrashLife life = new CrashLife(server.address(), plan, null, verifier.trials())) {
            report = verifier.verify(life, report);
        }
    }

    private ServerProcess start(ServerLaunch launch, String name) {
        return ServerProcess.start(launch, directory.resolve("store"), 0, directory.resolve(name + ".log"));
    }

    /**
     * The start of a record that was not finished, behind the last good one. It names its place: in a file that is used again
     * nothing else could pass for a record, and is let be.
     */
    private void tearTail() throws IOException {
        Path journal = directory.resolve("store").resolve("journal");
        for (SegmentVerdict verdict : JournalVerifier.verify(DiskFiles.at(journal))) {
            if (verdict.state() == SegmentVerdict.State.OPEN) {
                int offset = (int) Math.max(verdict.goodBytes(), SegmentLayout.HEADER_BYTES);
                ByteBuffer start =
                        ByteBuffer.allocate(SegmentLayout.RECORD_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
                start.putLong(0, Long.MAX_VALUE)
                        .putLong(SegmentLayout.RECORD_POSITION_OFFSET, verdict.basePosition() + offset);
                try (RandomAccessFile file =
                        new RandomAccessFile(journal.resolve(verdict.file()).toFile(), "rw")) {
                    file.seek(offset);
                    file.write(start.array());
                }
            }
        }
    }
}
