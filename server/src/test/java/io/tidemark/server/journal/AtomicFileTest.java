package io.tidemark.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@TortureRow("bit-flips")
class AtomicFileTest {

    private static final byte[] OLD = JournalFixture.filled(50, 1);
    private static final byte[] NEW = JournalFixture.filled(9000, 2);

    private final SimulatedFiles files = new SimulatedFiles(1);

    @Test
    void whatIsWrittenIsReadAndTheLaterWordWins() throws IOException {
        assertThat(AtomicFile.read(files, "a")).isEmpty();
        AtomicFile.write(files, "a", OLD);
        AtomicFile.write(files, "b", new byte[0]);
        assertThat(AtomicFile.read(files, "a")).contains(OLD);
        AtomicFile.write(files, "a", NEW);

        assertThat(AtomicFile.read(files, "a")).contains(NEW);
        assertThat(AtomicFile.read(files, "b")).contains(new byte[0]);
        assertThat(files.list()).containsExactly("a", "b");
    }

    @Test
    void everyFlippedBitIsFound() throws IOException {
        AtomicFile.write(files, "a", OLD);
        byte[] contents = files.contents("a");
        for (int bit = 0; bit < contents.length * 8; bit++) {
            byte[] flipped = contents.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            files.place("a", flipped);
            assertThatThrownBy(() -> AtomicFile.read(files, "a")).isInstanceOf(JournalDamagedException.class);
            Torture.tried(1, 1);
        }
    }

    @Test
    void everyOtherLengthIsFound() throws IOException {
        AtomicFile.write(files, "a", OLD);
        byte[] contents = files.contents("a");
        for (int length = 0; length < 2 * contents.length; length++) {
            if (length != contents.length) {
                files.place("a", Arrays.copyOf(contents, length));
                assertThatThrownBy(() -> AtomicFile.read(files, "a")).isInstanceOf(JournalDamagedException.class);
            }
        }
    }

    @Test
    void afterAPowerLossOrAFailureAtAnyCallTheOldOrTheNewOneIsThere() throws IOException {
        boolean sawOld = false;
        boolean sawNew = false;
        for (int call = 1; call <= 8; call++) {
            for (int seed = 0; seed < 20; seed++) {
                for (boolean cut : new boolean[] {true, false}) {
                    SimulatedFiles disk = new SimulatedFiles(seed);
                    AtomicFile.write(disk, "a", OLD);
                    if (cut) {
                        disk.cutAtCall(disk.calls() + call);
                    } else {
                        disk.failAtCall(disk.calls() + call);
                    }
                    boolean returned = false;
                    try {
                        AtomicFile.write(disk, "a", NEW);
                        returned = true;
                    } catch (SimulatedFiles.PowerCut | IOException stopped) {
                        // What is there now is looked at below.
                    }
                    disk.losePower();
                    Optional<byte[]> found = AtomicFile.read(disk, "a");
                    assertThat(found).isPresent();
                    boolean isNew = Arrays.equals(found.get(), NEW);
                    assertThat(isNew || Arrays.equals(found.get(), OLD)).isTrue();
                    assertThat(isNew || !returned).isTrue();
                    sawNew |= isNew;
                    sawOld |= !isNew;
                    AtomicFile.write(disk, "a", NEW);
                    assertThat(AtomicFile.read(disk, "a")).contains(NEW);
                    Torture.tried(1, 1);
                }
            }
        }
        assertThat(sawOld && sawNew).isTrue();
    }

    @Test
    void aPayloadThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> AtomicFile.write(files, "a", new byte[AtomicFile.BYTES_MAX + 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BYTES_MAX " + AtomicFile.BYTES_MAX);
    }
}
