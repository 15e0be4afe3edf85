package io.tidemark.server.journal;

import static io.tidemark.server.journal.JournalFixture.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.journal.JournalFixture.Collector;
import io.tidemark.server.journal.JournalFixture.Stored;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

@TortureRow("damage")
class JournalNoiseTest {

    @Test
    void whateverBytesAreInTheFilesTheReaderStopsOrFindsAPrefixOfWhatWasWritten() throws IOException {
        SimulatedFiles whole = DamageTest.journal();
        List<Stored> written = JournalFixture.records(whole, SMALL);
        List<String> names = whole.list();
        Torture.seeds(3000, 100_000, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            SimulatedFiles files = whole.copy();
            for (int change = random.nextInt(4); change >= 0; change--) {
                String name = names.get(random.nextInt(names.size()));
                files.place(name, changed(files.contents(name), random));
            }

            Collector found = new Collector();
            try {
                JournalFixture.replay(files, SMALL, found);
            } catch (JournalDamagedException stopped) {
                assertThat(stopped.file()).isIn(names);
            }
            assertThat(found.records).isEqualTo(written.subList(0, found.records.size()));
            files.killProcess();
            assertThat(JournalVerifier.verify(files)).isNotEmpty();
            Torture.faults(1);
        });
    }

    /** Noise over a stretch, a stretch copied elsewhere, zeros over a stretch, or the file cut or lengthened. */
    private static byte[] changed(byte[] contents, SplittableRandom random) {
        if (contents.length == 0) {
            return contents;
        }
        int from = random.nextInt(contents.length);
        int bytes = random.nextInt(Math.min(contents.length - from, 1 + random.nextInt(3000))) + 1;
        byte[] changed = contents.clone();
        switch (random.nextInt(5)) {
            case 0 -> {
                for (int i = from; i < from + bytes; i++) {
                    changed[i] = (byte) random.nextInt();
                }
            }
            case 1 ->
                System.arraycopy(contents, from, changed, random.nextInt(contents.length - bytes + 1) & -8, bytes);
            case 2 -> Arrays.fill(changed, from, from + bytes, (byte) 0);
            case 3 -> changed = Arrays.copyOf(contents, from);
            default -> changed = Arrays.copyOf(contents, contents.length + bytes);
        }
        return changed;
    }
}
