package io.tidemark.server.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.store.Months;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static long keptFrom(String now, String newestReading, int monthsKept) {
        return Retention.keptFromMillis(at(now), Months.of(at(newestReading)), monthsKept);
    }

    private static long at(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    @Test
    void the_present_month_and_so_many_full_ones_before_it_are_kept() {
        assertThat(keptFrom("2026-11-22T10:00:00Z", "2026-11-22T09:00:00Z", 2)).isEqualTo(at("2026-09-01T00:00:00Z"));
        assertThat(keptFrom("2026-11-01T00:00:00Z", "2026-11-01T00:00:00Z", 1)).isEqualTo(at("2026-10-01T00:00:00Z"));
        assertThat(keptFrom("2026-10-31T23:59:59Z", "2026-10-31T23:00:00Z", 1)).isEqualTo(at("2026-09-01T00:00:00Z"));
    }

    @Test
    void a_clock_far_ahead_drops_no_more_than_the_newest_readings_allow() {
        assertThat(keptFrom("2107-01-01T00:00:00Z", "2026-11-22T09:00:00Z", 2)).isEqualTo(at("2026-09-01T00:00:00Z"));
    }

    @Test
    void a_clock_behind_the_readings_keeps_more() {
        assertThat(keptFrom("2026-03-10T00:00:00Z", "2026-11-22T09:00:00Z", 2)).isEqualTo(at("2026-01-01T00:00:00Z"));
    }

    @Test
    void nothing_is_older_than_what_can_be_stored() {
        assertThat(keptFrom("2026-11-22T10:00:00Z", "2026-11-22T09:00:00Z", 3_600))
                .isEqualTo(Months.BEGIN_MILLIS);
    }
}
