package io.tidemark.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeArgumentTest {

    @ParameterizedTest
    @CsvSource({
        "2026-04-12T13:00:00Z,      2026-04-12T13:00:00Z",
        "2026-04-12T13:00:00+02:00, 2026-04-12T11:00:00Z",
        "2026-04-12T13:00-05:00,    2026-04-12T18:00:00Z",
        "2026-04-12T13:00,          2026-04-12T11:00:00Z",
        "2026-04-12 13:00:30,       2026-04-12T11:00:30Z",
        "2026-04-12,                2026-04-11T22:00:00Z",
        "2026-01-12,                2026-01-11T23:00:00Z"
    })
    void people_write_instants_local_times_and_dates(String typed, String instant) {
        assertThat(TimeArgument.parse("--from", typed, ZoneId.of("Europe/Stockholm")))
                .isEqualTo(Instant.parse(instant));
    }
}
