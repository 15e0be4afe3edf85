package io.tidemark.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HandleIndexTest {

    private final List<String> ids = new ArrayList<>(List.of("(none)"));
    private final HandleIndex index = new HandleIndex(ids::get);

    @Test
    void itFindsWhatAMapFindsThroughAdditionsAndRemovals() {
        long seed = 20260401L;
        Random random = new Random(seed);
        Map<String, Integer> map = new HashMap<>();
        for (int step = 0; step < 60_000; step++) {
            // Strings of few characters have many equal hashes.
            String id = (random.nextBoolean() ? "Aa" : "BB") + (char) ('a' + random.nextInt(4)) + random.nextInt(8_000);
            Integer handle = map.get(id);
            if (handle == null) {
                ids.add(id);
                map.put(id, ids.size() - 1);
                index.put(ids.size() - 1);
            } else if (random.nextInt(3) == 0) {
                index.remove(handle);
                map.remove(id);
            }
            assertThat(index.get(id)).as("seed %d, step %d", seed, step).isEqualTo(map.getOrDefault(id, 0));
        }
        map.forEach((id, handle) -> assertThat(index.get(id)).isEqualTo(handle));
        assertThat(index.get("nobody")).isZero();
    }

    @Test
    void aHandleThatIsNotThereIsNotRemoved() {
        ids.add("a");
        assertThatThrownBy(() -> index.remove(1)).hasMessageContaining("handle 1");
    }
}
