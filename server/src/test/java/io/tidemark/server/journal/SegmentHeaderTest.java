package io.tidemark.server.journal;

import static io.tidemark.server.journal.JournalFixture.SMALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A header may be whole by its checksum and still say what cannot be. */
class SegmentHeaderTest {

    private static final String FIRST = SegmentLayout.segmentName(0);

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -8_192, -256, 0, 4_096, 8_193, (1 << 30) + 4_096, Integer.MAX_VALUE})
    void a_size_that_no_segment_has_is_damage_and_named_by_file_and_offset(int segmentBytes) throws IOException {
        SimulatedFiles files = DamageTest.journal();
        withHeader(files, FIRST, 0, segmentBytes);
        damaged(files, FIRST, SegmentLayout.HEADER_SEGMENT_BYTES_OFFSET, "says " + segmentBytes + " bytes");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 8_192 * 4 + 8, Long.MAX_VALUE - 8_191, Long.MAX_VALUE})
    void a_position_at_which_no_segment_begins_is_damage_and_named_by_file_and_offset(long position)
            throws IOException {
        SimulatedFiles files = DamageTest.journal();
        String name = SegmentLayout.segmentName(position);
        files.place(name, files.contents(FIRST));
        withHeader(files, name, position, SMALL.segmentBytes());
        damaged(files, name, SegmentLayout.HEADER_BASE_POSITION_OFFSET, "no segment begins at position " + position);
    }

    @Test
    void the_largest_and_the_smallest_segment_are_none_of_these() throws IOException {
        for (int segmentBytes : new int[] {JournalConfig.SEGMENT_BYTES_MIN, JournalConfig.SEGMENT_BYTES_MAX}) {
            SimulatedFiles files = DamageTest.journal();
            withHeader(files, FIRST, 0, segmentBytes);
            StoreId store = StoreIdFile.read(files).orElseThrow();
            assertThat(SegmentHeader.read(files, FIRST, store).segmentBytes()).isEqualTo(segmentBytes);
        }
    }

    private static void withHeader(SimulatedFiles files, String name, long position, int segmentBytes)
            throws IOException {
        StoreId store = StoreIdFile.read(files).orElseThrow();
        byte[] contents = files.contents(name);
        System.arraycopy(
                new SegmentHeader(store, position, segmentBytes, 0).toPage().array(),
                0,
                contents,
                0,
                SegmentLayout.HEADER_BYTES);
        files.place(name, contents);
    }

    private static void damaged(SimulatedFiles files, String name, long offset, String what) throws IOException {
        assertThatThrownBy(() -> JournalDirectory.open(files, SMALL))
                .isInstanceOfSatisfying(JournalDamagedException.class, damaged -> {
                    assertThat(damaged.file()).isEqualTo(name);
                    assertThat(damaged.offset()).isEqualTo(offset);
                })
                .hasMessageContaining(what);
        assertThat(JournalVerifier.verify(files)).anySatisfy(verdict -> {
            assertThat(verdict.file()).isEqualTo(name);
            assertThat(verdict.state()).isEqualTo(SegmentVerdict.State.DAMAGED);
            assertThat(verdict.what()).contains(what);
        });
    }
}
