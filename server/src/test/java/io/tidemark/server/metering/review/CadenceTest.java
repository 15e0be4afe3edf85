package io.tidemark.server.metering.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Test;

class CadenceTest {

    @Test
    void isADayAndTheHoursOfTheTypeByDefault() {
        assertThat(Cadence.parse(null, null, 48)).isEqualTo(Cadence.byType(48));
        assertThat(Cadence.byType(48)).isEqualTo(new Cadence(0, 1, DueAfter.hours(48)));
    }

    @Test
    void eachSettingHasItsOwnDefault() {
        assertThat(Cadence.parse("P1M", null, 24)).isEqualTo(new Cadence(1, 0, DueAfter.hours(24)));
        assertThat(Cadence.parse(null, "PT6H", 24)).isEqualTo(new Cadence(0, 1, DueAfter.hours(6)));
    }

    @Test
    void readsCalendarPeriods() {
        assertThat(Cadence.parse("P1D", "PT6H", 0)).isEqualTo(new Cadence(0, 1, DueAfter.hours(6)));
        assertThat(Cadence.parse("P1W", "PT6H", 0).days()).isEqualTo(7);
        assertThat(Cadence.parse("P1M", "P14D", 0))
                .isEqualTo(new Cadence(1, 0, new DueAfter(Period.ofDays(14), Duration.ZERO)));
        assertThat(Cadence.parse("P1Y", "P14D", 0).months()).isEqualTo(12);
    }

    @Test
    void refusesWhatIsNoCalendarPeriod() {
        for (String text :
                new String[] {"PT1H", "", "1D", "P0D", "P-1M", "P1M1D", "P5M", "P32D", "P2Y", "P9999999999D"}) {
            assertThatIllegalArgumentException()
                    .as(text)
                    .isThrownBy(() -> Cadence.parse(text, null, 24))
                    .withMessageContaining("P1D");
        }
    }

    @Test
    void readsWhenDataAreDue() {
        assertThat(DueAfter.parse("P14D")).isEqualTo(new DueAfter(Period.ofDays(14), Duration.ZERO));
        assertThat(DueAfter.parse("PT6H")).isEqualTo(DueAfter.hours(6));
        assertThat(DueAfter.parse("P1DT6H30M")).isEqualTo(new DueAfter(Period.ofDays(1), Duration.ofMinutes(390)));
        assertThat(DueAfter.parse("P2W").calendar()).isEqualTo(Period.ofDays(14));
        assertThat(DueAfter.parse("P0D")).isEqualTo(DueAfter.hours(0));
    }

    @Test
    void refusesADueTimeThatIsNone() {
        for (String text : new String[] {"", "14D", "P", "PT", "P14DT", "PT-1H", "P-1D", "P1001D", "PT24024H", "P3Y"}) {
            assertThatIllegalArgumentException()
                    .as(text)
                    .isThrownBy(() -> DueAfter.parse(text))
                    .withMessageContaining("dueAfter");
        }
    }

    @Test
    void isWrittenAsItIsRead() {
        for (String text : new String[] {"P14D", "PT6H", "P1DT6H30M", "PT48H"}) {
            assertThat(DueAfter.parse(text)).hasToString(text);
        }
    }

    @Test
    void onlyALongerPeriodThanADayIsOverADay() {
        assertThat(Cadence.parse("P1D", null, 24).isOverADay()).isFalse();
        assertThat(Cadence.parse("P2D", null, 24).isOverADay()).isTrue();
        assertThat(Cadence.parse("P1M", null, 24).isOverADay()).isTrue();
    }

    @Test
    void weeksBeginOnMondaysAndQuartersInJanuary() {
        LocalDate day = LocalDate.of(2026, 2, 19);
        assertThat(Cadence.parse("P1W", null, 24).periodFrom(day)).isEqualTo(LocalDate.of(2026, 2, 16));
        assertThat(Cadence.parse("P1M", null, 24).periodFrom(day)).isEqualTo(LocalDate.of(2026, 2, 1));
        assertThat(Cadence.parse("P3M", null, 24).periodFrom(day)).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(Cadence.parse("P1Y", null, 24).periodFrom(day)).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(Cadence.parse("P1W", null, 24).periodFrom(LocalDate.of(1969, 12, 28)))
                .isEqualTo(LocalDate.of(1969, 12, 22));
    }
}
