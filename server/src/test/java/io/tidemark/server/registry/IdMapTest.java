package io.tidemark.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdMapTest {

    private record Named(String id, int number) {}

    private final IdMap<Named> map = new IdMap<>(Named::id);

    @Test
    void itHoldsWhatAMapHoldsThroughAdditionsReplacementsAndRemovals() {
        long seed = 20260402L;
        Random random = new Random(seed);
        Map<String, Named> plain = new HashMap<>();
        for (int step = 0; step < 60_000; step++) {
            // Strings of few characters have many equal hashes.
            String id = (random.nextBoolean() ? "Aa" : "BB") + (char) ('a' + random.nextInt(4)) + random.nextInt(4_000);
            if (random.nextInt(3) > 0) {
                Named value = new Named(id, step);
                map.put(value);
                plain.put(id, value);
            } else if (plain.remove(id) != null) {
                map.remove(id);
            }
            assertThat(map.get(id)).as("seed %d, step %d", seed, step).isSameAs(plain.get(id));
            assertThat(map.size()).isEqualTo(plain.size());
        }
        plain.forEach((id, value) -> assertThat(map.get(id)).isSameAs(value));
        assertThat(map.get("nobody")).isNull();
        assertThatThrownBy(() -> map.remove("nobody")).hasMessageContaining("\"nobody\"");
    }
}
