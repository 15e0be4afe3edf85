package io.tidemark.loadtest.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.ReadingSeries;
import io.tidemark.loadtest.wire.Population;
import io.tidemark.loadtest.wire.SampleValues;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final long START = 1_735_689_600_000L;
    private static final int SLOTS = 10;

    private final Comparison comparison = new Comparison(new Population(new int[] {101, 102}), START, SLOTS, 0, 2);

    @Test
    void everything_as_it_was_sent_is_verified() {
        comparison.series(series(0, 0, SLOTS));
        comparison.series(series(1, 0, 4));
        comparison.series(series(1, 4, SLOTS));

        assertThat(comparison.verdict()).isEqualTo(new Verdict(20, 0, 0, 0));
        assertThat(comparison.verdict().isClean()).isTrue();
    }

    @Test
    void what_is_not_there_is_missing() {
        comparison.series(series(0, 2, SLOTS));

        assertThat(comparison.verdict()).isEqualTo(new Verdict(8, 12, 0, 0));
        assertThat(comparison.verdict().isClean()).isFalse();
    }

    @Test
    void another_value_or_condition_is_different() {
        ReadingSeries first = series(0, 0, SLOTS);
        first.values()[3]++;
        ReadingSeries second = series(1, 0, SLOTS);
        second.conditions()[9] = 301_000;
        comparison.series(first);
        comparison.series(second);

        assertThat(comparison.verdict()).isEqualTo(new Verdict(18, 0, 2, 0));
    }

    @Test
    void what_was_never_sent_is_invented() {
        comparison.series(series(0, 0, SLOTS + 1));
        comparison.series(series(1, -1, SLOTS));
        comparison.series(new ReadingSeries(999, "x", new long[] {START}, new double[1], new int[1]));

        assertThat(comparison.verdict()).isEqualTo(new Verdict(20, 0, 0, 3));
    }

    @Test
    void a_reading_off_the_grid_or_given_twice_is_invented() {
        comparison.series(series(0, 0, SLOTS));
        comparison.series(series(0, 9, SLOTS));
        ReadingSeries shifted = series(1, 0, SLOTS);
        shifted.timesMillis()[0]++;
        comparison.series(shifted);

        assertThat(comparison.verdict()).isEqualTo(new Verdict(19, 1, 0, 2));
    }

    private static ReadingSeries series(int component, int fromSlot, int toSlot) {
        int[] slots = IntStream.range(fromSlot, toSlot).toArray();
        return new ReadingSeries(
                101 + component,
                "c" + component,
                IntStream.of(slots)
                        .mapToLong(slot -> START + slot * SampleValues.SLOT_MILLIS)
                        .toArray(),
                IntStream.of(slots)
                        .mapToDouble(slot -> SampleValues.value(component, slot))
                        .toArray(),
                IntStream.of(slots).map(slot -> SampleValues.CONDITION).toArray());
    }
}
