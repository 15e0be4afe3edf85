package io.tidemark.loadtest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PopulationTest {

    @Test
    void aShuffledPopulationHasTheSameComponentsInAnOrderThatFollowsFromItsSeed() {
        Population inOrder = new Population(IntStream.range(10, 1_010).toArray());
        Population shuffled = inOrder.shuffled(1);
        int[] handles = handles(shuffled);
        assertThat(handles).isNotEqualTo(handles(inOrder)).isEqualTo(handles(inOrder.shuffled(1)));
        assertThat(handles).isNotEqualTo(handles(inOrder.shuffled(2)));
        for (int number = 0; number < handles.length; number++) {
            assertThat(shuffled.numberOf(handles[number])).isEqualTo(number);
        }
        Arrays.sort(handles);
        assertThat(handles).isEqualTo(handles(inOrder));
        assertThat(shuffled.numberOf(9)).isEqualTo(-1);
    }

    private static int[] handles(Population population) {
        return IntStream.range(0, population.size()).map(population::handle).toArray();
    }
}
