package io.tidemark.server.journal;

import static io.tidemark.server.journal.JournalFixture.open;
import static io.tidemark.server.journal.JournalFixture.records;
import static io.tidemark.server.journal.JournalFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.journal.JournalFixture.Collector;
import io.tidemark.server.journal.JournalFixture.Stored;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@TortureRow("power-loss")
class KillThenPowerLossTest {

    private static final JournalConfig CONFIG = new JournalConfig(8192, 300, 1500, 1, 2);
    private static final int SEEDS = 6;

    @Test
    void whereverAProcessIsKilledThePowerMayGoAfterTheNextOneHasAcknowledged() throws IOException {
        boolean killed = true;
        int call = 0;
        while (killed) {
            call++;
            for (int seed = 0; seed < SEEDS; seed++) {
                long of = 100L * call + seed;
                SimulatedFiles files = seed % 2 == 0 ? new SimulatedFiles(of) : SimulatedFiles.throughCache(of);
                files.cutAtCall(call);
                killed = false;
                try (Journal journal = open(files, CONFIG)) {
                    for (int i = 0; i < 7; i++) {
                        write(journal, 1 + i, 1300);
                        journal.force();
                    }
                } catch (SimulatedFiles.PowerCut cut) {
                    killed = true;
                }
                files.killProcess();

                Collector found = new Collector();
                // Few records and no segments prepared ahead, or their forces would heal by chance.
                int more = seed % 3 * 2 + 1;
                Journal next = openWithoutPreparing(files, found);
                List<Stored> acknowledged = new ArrayList<>(found.records);
                for (int i = 0; i < more; i++) {
                    acknowledged.add(write(next, 60 + i, 1300));
                }
                next.force();
                files.losePower();

                assertThat(records(files, CONFIG))
                        .as("killed at call %d, seed %d", call, seed)
                        .isEqualTo(acknowledged);
                Torture.tried(1, killed ? 2 : 1);
            }
        }
        assertThat(call).isGreaterThan(50);
    }

    private static Journal openWithoutPreparing(JournalFiles files, RecordVisitor visitor) throws IOException {
        try (JournalDirectory directory = JournalDirectory.open(files, CONFIG)) {
            directory.replay(0, visitor);
            return directory.startWriting(preparing -> {});
        }
    }
}
