package io.tidemark.server.metering.calendar;

import static io.tidemark.server.metering.device.IncomingDataShift.ALWAYS_LOCAL;
import static io.tidemark.server.metering.device.IncomingDataShift.ALWAYS_STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.device.IncomingDataShift;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WallClockTest {

    private static Instant at(String zone, IncomingDataShift shift, String local) {
        LocalDateTime time = LocalDateTime.parse(local);
        return Instant.ofEpochMilli(
                new WallClock(ZoneId.of(zone), shift).instantMillis(time.toLocalDate(), time.toLocalTime()));
    }

    @ParameterizedTest(name = "{0} {1}: {2} is {3}")
    @CsvSource({
        // Skipped times move forward by the change, ambiguous ones are the first of the two.
        "America/New_York,    ALWAYS_LOCAL, 2026-03-08T02:30, 2026-03-08T07:30:00Z",
        "America/New_York,    ALWAYS_LOCAL, 2026-11-01T01:30, 2026-11-01T05:30:00Z",
        "Australia/Sydney,    ALWAYS_LOCAL, 2026-10-04T02:00, 2026-10-03T16:00:00Z",
        "Australia/Sydney,    ALWAYS_LOCAL, 2026-04-05T02:30, 2026-04-04T15:30:00Z",
        "Australia/Lord_Howe, ALWAYS_LOCAL, 2026-10-04T02:15, 2026-10-03T15:45:00Z",
        "Australia/Lord_Howe, ALWAYS_LOCAL, 2026-04-05T01:45, 2026-04-04T14:45:00Z",
        "Europe/Dublin,       ALWAYS_LOCAL, 2026-03-29T01:30, 2026-03-29T01:30:00Z",
        "Europe/Dublin,       ALWAYS_LOCAL, 2026-10-25T01:30, 2026-10-25T00:30:00Z",
        "Asia/Kathmandu,      ALWAYS_LOCAL, 2026-03-29T00:00, 2026-03-28T18:15:00Z",
        // A midnight that does not exist.
        "Asia/Beirut,         ALWAYS_LOCAL, 2026-03-29T00:00, 2026-03-28T22:00:00Z",
        // A whole day that was skipped.
        "Pacific/Apia,        ALWAYS_LOCAL, 2011-12-30T10:00, 2011-12-30T20:00:00Z",
        // Standard time knows no summer.
        "America/New_York,    ALWAYS_STANDARD, 2026-07-01T00:00, 2026-07-01T05:00:00Z",
        "Australia/Lord_Howe, ALWAYS_STANDARD, 2026-12-01T00:00, 2026-11-30T13:30:00Z",
        "Europe/Dublin,       ALWAYS_STANDARD, 2026-07-01T00:00, 2026-07-01T00:00:00Z",
        // Pyongyang moved its standard time from +08:30 to +09:00 at 23:30 on 4 May 2018 ...
        "Asia/Pyongyang,      ALWAYS_STANDARD, 2018-05-04T23:29, 2018-05-04T14:59:00Z",
        "Asia/Pyongyang,      ALWAYS_STANDARD, 2018-05-04T23:45, 2018-05-04T15:15:00Z",
        "Asia/Pyongyang,      ALWAYS_STANDARD, 2018-05-05T00:00, 2018-05-04T15:00:00Z",
        // ... and from +09:00 to +08:30 at midnight on 15 August 2015, so that half an hour happened twice.
        "Asia/Pyongyang,      ALWAYS_STANDARD, 2015-08-14T23:45, 2015-08-14T14:45:00Z",
        "Asia/Pyongyang,      ALWAYS_STANDARD, 2015-08-15T00:00, 2015-08-14T15:30:00Z",
    })
    void localTimesBecomeInstants(String zone, IncomingDataShift shift, String local, String instant) {
        assertThat(at(zone, shift, local)).isEqualTo(Instant.parse(instant));
    }

    @Test
    void theSameMidnightIsThreeHoursApartOnTheTwoCoasts() {
        assertThat(at("America/Los_Angeles", ALWAYS_STANDARD, "2010-01-15T00:00"))
                .isEqualTo(Instant.parse("2010-01-15T00:00:00-08:00"));
        assertThat(at("America/New_York", ALWAYS_STANDARD, "2010-01-15T00:00"))
                .isEqualTo(Instant.parse("2010-01-15T00:00:00-05:00"));
    }

    @Test
    void midnightInLegalTimeIsElevenInTheEveningOfStandardTimeInApril() {
        assertThat(at("America/New_York", ALWAYS_LOCAL, "2010-01-15T00:00"))
                .isEqualTo(at("America/New_York", ALWAYS_STANDARD, "2010-01-15T00:00"));
        assertThat(at("America/New_York", ALWAYS_LOCAL, "2010-04-15T00:00"))
                .isEqualTo(at("America/New_York", ALWAYS_STANDARD, "2010-04-14T23:00"));
    }
}
