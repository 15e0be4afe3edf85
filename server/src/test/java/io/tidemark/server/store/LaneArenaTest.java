package io.tidemark.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.Test;

class LaneArenaTest {

    private static final int SLOTS = 2_976;

    private final StoreBudget budget = new StoreBudget(1L << 34);
    private final LaneArena arena = new LaneArena(SLOTS, budget);

    @Test
    void a_few_components_hold_the_memory_of_eight_and_many_that_of_64_at_a_time() {
        long one = LaneArena.bytesForFirst(1, SLOTS);
        arena.allocate(1_000);
        assertThat(budget.usedBytes()).isEqualTo(one);
        // 8 components: 2,976 values of 8 bytes each, 47 presence words of 8 bytes each.
        assertThat(one).isBetween(8L * (2_976 + 47) * 8, 8L * (2_976 + 47) * 8 + 256);
        for (int k = 1; k < 64; k++) {
            assertThat(arena.allocate(1_000) & IntervalBlock.WIDE).isZero();
        }
        assertThat(budget.usedBytes()).isEqualTo(8 * one);
        assertThat(arena.allocate(1_000) & IntervalBlock.WIDE).isNotZero();
        assertThat(budget.usedBytes()).isGreaterThan(15 * one);
        arena.close();
        assertThat(budget.usedBytes()).isZero();
    }

    @Test
    void lanes_never_overlap_and_come_without_readings_and_memory_is_what_was_asked_for() {
        Integer only = Integer.getInteger("tidemark.seed");
        for (int seed = only == null ? 0 : only; seed < (only == null ? 40 : only + 1); seed++) {
            try (LaneArena lanes = new LaneArena(SLOTS, budget)) {
                check(new Random(seed), lanes, "seed " + seed);
            }
            assertThat(budget.usedBytes()).as("seed %s", seed).isZero();
        }
    }

    private void check(Random random, LaneArena lanes, String where) {
        List<Long> given = new ArrayList<>();
        Set<Long> addresses = new HashSet<>();
        for (int step = 0; step < 60; step++) {
            int count = 1 + random.nextInt(40);
            if (random.nextInt(3) > 0) {
                long used = budget.usedBytes();
                long needed = lanes.bytesFor(count);
                for (int k = 0; k < count; k++) {
                    long block = lanes.allocate(10_000);
                    assertThat(IntervalBlock.nextSlot(block, 0, SLOTS, true))
                            .as(where)
                            .isEqualTo(SLOTS);
                    for (int slot = 0; slot < SLOTS; slot += 150) {
                        long at = IntervalBlock.valueAddress(block, SLOTS, slot);
                        assertThat(addresses.add(at)).as(where).isTrue();
                        UnsafeApi.putLong(at, -1L);
                        IntervalBlock.setPresent(block, slot, slot + 1);
                    }
                    given.add(block);
                }
                assertThat(budget.usedBytes() - used).as(where).isEqualTo(needed);
            }
            for (int k = random.nextInt(3) == 0 ? random.nextInt(80) : 0; k > 0 && !given.isEmpty(); k--) {
                long block = given.remove(random.nextInt(given.size()));
                for (int slot = 0; slot < SLOTS; slot += 150) {
                    addresses.remove(IntervalBlock.valueAddress(block, SLOTS, slot));
                    IntervalBlock.setPresenceWord(block, slot, 0);
                }
                lanes.free(block);
            }
        }
        for (long block : given) {
            assertThat(IntervalBlock.countPresent(block, 0, SLOTS)).as(where).isEqualTo((SLOTS + 149) / 150);
            for (int slot = 0; slot < SLOTS; slot++) {
                IntervalBlock.setPresenceWord(block, slot, 0);
            }
            lanes.free(block);
        }
        assertThat(budget.usedBytes()).as(where).isZero();
    }
}
