package io.tidemark.server.journal;

import static io.tidemark.server.journal.JournalFixture.open;
import static io.tidemark.server.journal.JournalFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.server.journal.JournalFixture.Collector;
import io.tidemark.server.journal.JournalFixture.Stored;
import io.tidemark.server.journal.SimulatedFiles.InjectedFailure;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@TortureRow("failing-calls")
class FailingCallTest {

    private static final JournalConfig CONFIG = new JournalConfig(8192, 500, 1500, 1, 2);
    private static final int ROUNDS = 6;

    @Test
    void whicheverCallFailsNothingAcknowledgedIsLostAndARestartHeals() throws IOException {
        long n = 0;
        boolean met = true;
        while (met) {
            n++;
            for (boolean powerLost : new boolean[] {false, true}) {
                SimulatedFiles files = new SimulatedFiles(n);
                files.failAtCall(n);
                List<Stored> written = new ArrayList<>();
                int acknowledged = 0;
                try {
                    acknowledged = work(files, written);
                } catch (IOException | JournalFullException refused) {
                    // Refused as a whole: nothing was acknowledged by a journal that never came to be.
                    assertThat(written).isEmpty();
                }
                met = files.calls() >= n;

                for (int restart = 0; restart < 2; restart++) {
                    if (powerLost) {
                        files.losePower();
                    } else {
                        files.killProcess();
                    }
                    Collector found = new Collector();
                    try (Journal journal = open(files, CONFIG, found)) {
                        assertThat(found.records)
                                .as("call %d", n)
                                .hasSizeBetween(acknowledged, written.size())
                                .isEqualTo(written.subList(0, found.records.size()));
                        written = new ArrayList<>(found.records);
                        written.add(write(journal, 9, 700));
                        journal.force();
                        acknowledged = written.size();
                    }
                }
                Torture.tried(1, met ? 1 : 0);
            }
        }
        assertThat(n).isGreaterThan(100);
    }

    /** Writes, forces, rolls, deletes and opens again. How many records were acknowledged. */
    private static int work(SimulatedFiles files, List<Stored> written) throws IOException {
        int acknowledged = 0;
        for (int opening = 0; opening < 2; opening++) {
            Journal journal = opening == 0 ? open(files, CONFIG) : reopen(files);
            if (journal == null) {
                return acknowledged;
            }
            try (journal) {
                for (int round = 0; round < ROUNDS; round++) {
                    acknowledged = round(journal, written, acknowledged);
                }
                if (journal.failed()) {
                    return acknowledged;
                }
            } catch (InjectedFailure | JournalException closing) {
                return acknowledged;
            }
            acknowledged = written.size();
        }
        return acknowledged;
    }

    private static Journal reopen(SimulatedFiles files) {
        try {
            return open(files, CONFIG);
        } catch (IOException refused) {
            return null;
        }
    }

    private static int round(Journal journal, List<Stored> written, int acknowledged) {
        try {
            written.add(write(journal, 1, 1200));
            written.add(write(journal, 2, 333));
            journal.force();
            return written.size();
        } catch (JournalFullException notNow) {
            assertThat(journal.outOfSpace()).isTrue();
            assertThat(journal.failed()).isFalse();
            return acknowledged;
        } catch (JournalFailedException failed) {
            assertThat(journal.failed()).isTrue();
            long durable = journal.durablePosition();
            assertThatThrownBy(() -> write(journal, 1, 1)).isInstanceOf(JournalFailedException.class);
            assertThatThrownBy(journal::force).isInstanceOf(JournalFailedException.class);
            assertThatThrownBy(() -> journal.roomFor(1, 1)).isInstanceOf(JournalFailedException.class);
            assertThat(journal.durablePosition()).isEqualTo(durable);
            // An end mark that was forced promises what lies before it, even if the next write failed.
            return (int) Math.max(
                    acknowledged,
                    written.stream()
                            .filter(record -> record.position() < durable)
                            .count());
        }
    }

    @Test
    void deletingMayFailAndTheJournalGoesOn() throws IOException {
        for (int failing = 1; failing <= 2; failing++) {
            SimulatedFiles files = new SimulatedFiles(failing);
            List<Stored> written = new ArrayList<>();
            try (Journal journal = open(files, CONFIG)) {
                for (int i = 0; i < 10; i++) {
                    written.add(write(journal, 1, 1200));
                    journal.force();
                }
                files.failAtCall(files.calls() + failing);
                assertThatThrownBy(() -> journal.deleteBelow(journal.durablePosition()))
                        .isInstanceOf(InjectedFailure.class);
                written.add(write(journal, 1, 1200));
                journal.force();
                assertThat(journal.deleteBelow(journal.durablePosition())).isPositive();
                Torture.tried(1, 1);
            }

            List<Stored> left = JournalFixture.records(files, CONFIG);
            assertThat(left).isNotEmpty().isEqualTo(written.subList(written.size() - left.size(), written.size()));
        }
    }

    @Test
    void bytesThatOnlyTheKernelHasAfterAFailedForceAreWrittenAgainBeforeTheyArePromised() throws IOException {
        for (int seed = 0; seed < 50; seed++) {
            SimulatedFiles files = new SimulatedFiles(seed);
            Journal journal = open(files, CONFIG);
            List<Stored> written = new ArrayList<>();
            written.add(write(journal, 1, 1200));
            journal.force();
            written.add(write(journal, 2, 1200));
            // The write, then the force.
            files.failAtCall(files.calls() + 2);
            assertThatThrownBy(journal::force).isInstanceOf(JournalFailedException.class);

            files.killProcess();
            Collector found = new Collector();
            open(files, CONFIG, found);
            assertThat(found.records).isEqualTo(written);
            files.losePower();

            assertThat(JournalFixture.records(files, CONFIG))
                    .as("seed %d", seed)
                    .isEqualTo(written);
            Torture.tried(1, 1);
        }
    }
}
