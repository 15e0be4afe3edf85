package io.tidemark.client.cli.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.client.cli.UsageException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimestampReaderTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final long QUARTER = 900_000;

    private static TimestampReader patterns(LocalClock clock, String... patterns) {
        return new TimestampReader(
                TimestampReader.Form.PATTERNS, null, new PatternList("--time-pattern", List.of(patterns)), clock, 0);
    }

    private static String read(TimestampReader reader, String date, String time) throws BadField {
        return Instant.ofEpochMilli(reader.read(date, time, Long.MIN_VALUE)).toString();
    }

    @ParameterizedTest
    @CsvSource({
        "1/1/07,    0:00:00,  2006-12-31T23:00:00Z",
        "13/1/2007, 23:59:00, 2007-01-13T22:59:00Z",
        "30/6/2007, 0:05:00,  2007-06-29T23:05:00Z",
        "31/12/07,  24:00:00, 2007-12-31T23:00:00Z"
    })
    void dates_of_several_patterns_in_standard_time_all_year(String date, String time, String instant) throws BadField {
        TimestampReader reader = new TimestampReader(
                TimestampReader.Form.PATTERNS,
                new PatternList("--date-pattern", List.of("d/M/yyyy", "d/M/yy")),
                new PatternList("--time-pattern", List.of("H:mm:ss")),
                LocalClock.standard(PARIS),
                0);
        assertThat(read(reader, date, time)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"31/2/2007 10:00", "1/13/2007 10:00", "1/1/2007", "1/1/2007 25:00", "1/1/2007 10:00 h", ""})
    void a_time_that_does_not_exist_or_fit_is_refused(String text) {
        TimestampReader reader = patterns(LocalClock.fixed(ZoneOffset.UTC), "d/M/yyyy H:mm");
        assertThatThrownBy(() -> reader.read(null, text, Long.MIN_VALUE))
                .isInstanceOfSatisfying(
                        BadField.class, e -> assertThat(e.reason()).isEqualTo("BAD_TIME"));
    }

    @Test
    void one_field_may_hold_date_time_and_offset() throws BadField {
        assertThat(read(
                        patterns(LocalClock.fixed(ZoneOffset.UTC), "yyyy-MM-dd HH:mm XXX"),
                        null,
                        "2026-04-12 13:00 +02:00"))
                .isEqualTo("2026-04-12T11:00:00Z");
        assertThat(read(patterns(LocalClock.fixed(ZoneOffset.UTC), "d MMM yyyy h:mm a"), null, "3 Apr 2026 1:30 PM"))
                .isEqualTo("2026-04-03T13:30:00Z");
        assertThat(read(patterns(LocalClock.fixed(ZoneOffset.UTC), "yyyyMMdd"), null, "20260403"))
                .isEqualTo("2026-04-03T00:00:00Z");
        assertThat(read(patterns(LocalClock.fixed(ZoneOffset.UTC), "yyyyMMddHHmm"), null, "202604032345"))
                .isEqualTo("2026-04-03T23:45:00Z");
        assertThat(read(patterns(LocalClock.fixed(ZoneOffset.UTC), "dd.MM.yyyy HH:mm"), null, "03.04.2026 24:00"))
                .isEqualTo("2026-04-04T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "ISO,           2026-04-12T13:00:00Z,  2026-04-12T13:00:00Z",
        "ISO,           2026-04-12T13:00+02:00, 2026-04-12T11:00:00Z",
        "ISO,           2026-04-12 13:00,      2026-04-12T11:00:00Z",
        "ISO,           2026-04-12,            2026-04-11T22:00:00Z",
        "EPOCH_SECONDS, 1776000000,            2026-04-12T13:20:00Z",
        "EPOCH_MILLIS,  1776000000500,         2026-04-12T13:20:00.500Z"
    })
    void iso_and_counts_since_1970(TimestampReader.Form form, String text, String instant) throws BadField {
        TimestampReader reader = new TimestampReader(form, null, null, LocalClock.legal(PARIS), 0);
        assertThat(read(reader, null, text)).isEqualTo(instant);
    }

    @Test
    void a_file_that_tells_when_intervals_end_is_shifted_by_one_interval() throws BadField {
        TimestampReader reader =
                new TimestampReader(TimestampReader.Form.ISO, null, null, LocalClock.fixed(ZoneOffset.UTC), -QUARTER);
        assertThat(read(reader, null, "2026-04-12T00:00Z")).isEqualTo("2026-04-11T23:45:00Z");
    }

    @Test
    void the_hour_that_comes_twice_is_told_apart_by_the_order_of_rows() throws BadField {
        TimestampReader reader = patterns(LocalClock.legal(PARIS), "yyyy-MM-dd HH:mm");
        long previous = Long.MIN_VALUE;
        String[] night = {"01:45", "02:00", "02:15", "02:30", "02:45", "02:00", "02:15", "02:30", "02:45", "03:00"};
        long expected = Instant.parse("2026-10-24T23:45:00Z").toEpochMilli();
        for (String time : night) {
            previous = reader.read(null, "2026-10-25 " + time, previous);
            assertThat(previous).as(time).isEqualTo(expected);
            expected += QUARTER;
        }
    }

    @Test
    void the_same_holds_where_intervals_are_told_by_their_end() throws BadField {
        TimestampReader reader =
                new TimestampReader(TimestampReader.Form.ISO, null, null, LocalClock.legal(PARIS), -QUARTER);
        long previous = Long.MIN_VALUE;
        String[] night = {"02:00", "02:15", "02:30", "02:45", "02:00", "02:15"};
        long expected = Instant.parse("2026-10-24T23:45:00Z").toEpochMilli();
        for (String time : night) {
            previous = reader.read(null, "2026-10-25T" + time, previous);
            assertThat(previous).as(time).isEqualTo(expected);
            expected += QUARTER;
        }
    }

    @Test
    void a_time_in_the_hour_that_is_left_out_is_refused() {
        TimestampReader reader = patterns(LocalClock.legal(PARIS), "yyyy-MM-dd HH:mm");
        assertThatThrownBy(() -> reader.read(null, "2026-03-29 02:30", Long.MIN_VALUE))
                .isInstanceOfSatisfying(
                        BadField.class, e -> assertThat(e.reason()).isEqualTo("NO_SUCH_LOCAL_TIME"));
    }

    @Test
    void a_pattern_that_is_none_is_a_usage_fault() {
        assertThatThrownBy(() -> new PatternList("--date-pattern", List.of("d/M/bbb")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--date-pattern is d/M/bbb");
    }
}
