package io.tidemark.server.metering.review;

import static io.tidemark.server.metering.review.Times.STOCKHOLM;
import static io.tidemark.server.metering.review.Times.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalTime;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class ReviewScheduleTest {

    private final ReviewSchedule schedule =
            new ReviewSchedule(ReviewSchedule.DAY_DEFAULT, LocalTime.of(8, 0), STOCKHOLM);

    @Test
    void januaryIsReviewedInMidFebruary() {
        assertThat(ReviewSchedule.DAY_DEFAULT).isEqualTo(15);
        assertThat(schedule.reviewAtMillis(YearMonth.of(2026, 1))).isEqualTo(at("2026-02-15T08:00:00+01:00"));
    }

    @Test
    void theReviewOfAMonthIsDueFromItsInstantOn() {
        assertThat(schedule.latestMonthDue(at("2026-02-15T07:59:59+01:00"))).isEqualTo(YearMonth.of(2025, 12));
        assertThat(schedule.latestMonthDue(at("2026-02-15T08:00:00+01:00"))).isEqualTo(YearMonth.of(2026, 1));
        assertThat(schedule.latestMonthDue(at("2026-02-28T00:00:00+01:00"))).isEqualTo(YearMonth.of(2026, 1));
        assertThat(schedule.latestMonthDue(at("2026-03-01T00:00:00+01:00"))).isEqualTo(YearMonth.of(2026, 1));
    }

    @Test
    void theNextReviewComesOnceAMonth() {
        assertThat(schedule.nextReviewAtMillis(at("2026-02-15T07:59:59+01:00")))
                .isEqualTo(at("2026-02-15T08:00:00+01:00"));
        assertThat(schedule.nextReviewAtMillis(at("2026-02-15T08:00:00+01:00")))
                .isEqualTo(at("2026-03-15T08:00:00+01:00"));
        assertThat(schedule.nextReviewAtMillis(at("2026-03-20T00:00:00+01:00")))
                .isEqualTo(at("2026-04-15T08:00:00+02:00"));
        assertThat(schedule.nextMonth(at("2026-12-31T23:00:00Z"))).isEqualTo(YearMonth.of(2026, 12));
    }

    @Test
    void theDayIsConfigurableAndOneThatEveryMonthHas() {
        assertThat(new ReviewSchedule(1, LocalTime.MIDNIGHT, STOCKHOLM).reviewAtMillis(YearMonth.of(2025, 12)))
                .isEqualTo(at("2026-01-01T00:00:00+01:00"));
        for (int day : new int[] {0, 29, -1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ReviewSchedule(day, LocalTime.MIDNIGHT, STOCKHOLM))
                    .withMessageContaining("review day " + day);
        }
    }

    @Test
    void aTimeThatTheClockSkipsMovesForward() {
        ReviewSchedule night = new ReviewSchedule(28, LocalTime.of(2, 30), STOCKHOLM);
        assertThat(night.reviewAtMillis(YearMonth.of(2027, 2))).isEqualTo(at("2027-03-28T03:30:00+02:00"));
    }
}
