package io.tidemark.server.estimation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.shard.State;
import io.tidemark.server.store.StoreBudget;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EstimationRunsTest {

    private final State state = new State(new StoreBudget(1 << 20));
    private final EstimationRuns runs = new EstimationRuns(state, null, Clock.systemUTC());

    @AfterEach
    void close() {
        state.close();
    }

    @Test
    void a_run_over_a_component_that_another_run_holds_is_refused_and_names_it() {
        EstimationRuns.Held first = runs.begin(new int[] {1, 2, 3}, true, () -> {});
        assertThatThrownBy(() -> runs.begin(new int[] {3, 4}, true, () -> {}))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.ABORTED);
                    assertThat(refusal.reason()).isEqualTo("RUN_IN_PROGRESS");
                    assertThat(refusal.details()).containsEntry("run", Long.toString(first.number()));
                });
        EstimationRuns.Held other = runs.begin(new int[] {4, 5}, true, () -> {});
        assertThat(other.number()).isEqualTo(first.number() + 1);
        runs.end(first);
        assertThat(runs.begin(new int[] {3}, true, () -> {}).number()).isEqualTo(other.number() + 1);
    }

    @Test
    void a_run_that_is_cancelled_hears_of_it_and_one_that_has_ended_cannot_be() {
        int[] woken = {0};
        EstimationRuns.Held held = runs.begin(new int[] {1}, true, () -> woken[0]++);
        assertThat(held.isStopping()).isFalse();
        runs.cancel(held.number());
        assertThat(held.isStopping()).isTrue();
        assertThat(woken[0]).isEqualTo(1);
        runs.end(held);
        assertThatThrownBy(() -> runs.cancel(held.number())).hasMessageContaining("has ended already");
        assertThatThrownBy(() -> runs.cancel(99)).hasMessageContaining("there is no such run");
    }

    @Test
    void the_schedule_keeps_its_time_of_day_over_changes_of_the_clock() {
        EstimationSchedule.Settings settings =
                new EstimationSchedule.Settings(LocalTime.parse("02:30"), ZoneId.of("America/New_York"), false);
        // 02:30 on 2026-03-08 is skipped, on 2026-11-01 it is an hour past the hour that comes twice
        assertThat(settings.next(Instant.parse("2026-03-07T07:30:00Z"))).isEqualTo("2026-03-08T07:30:00Z");
        assertThat(settings.next(Instant.parse("2026-03-08T07:30:00Z"))).isEqualTo("2026-03-09T06:30:00Z");
        EstimationSchedule.Settings twice =
                new EstimationSchedule.Settings(LocalTime.parse("01:30"), ZoneId.of("America/New_York"), false);
        assertThat(twice.next(Instant.parse("2026-11-01T05:29:59Z"))).isEqualTo("2026-11-01T05:30:00Z");
        assertThat(twice.next(Instant.parse("2026-11-01T05:30:00Z"))).isEqualTo("2026-11-02T06:30:00Z");
    }
}
