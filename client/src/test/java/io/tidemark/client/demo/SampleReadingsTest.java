package io.tidemark.client.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.v1.Entity;
import io.tidemark.v1.InstallEvent;
import io.tidemark.v1.ReadingRuns;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleReadingsTest {

    private static final SampleReadings READINGS = SampleReadings.make();
    private static final int[] LOADS =
            IntStream.rangeClosed(0, SamplePortfolio.METERS).toArray();
    private static final int[] REGISTERS =
            Arrays.stream(LOADS).map(n -> n + 5_000).toArray();
    private static final List<ReadingRuns> BATCHES = READINGS.batches(LOADS, REGISTERS);

    @Test
    void the_month_has_an_hour_more_than_31_days() {
        assertThat(SampleMonth.QUARTERS).isEqualTo((31 * 24 + 1) * 4);
    }

    @Test
    void the_sample_is_the_same_each_time() {
        assertThat(SampleReadings.make().batches(LOADS, REGISTERS)).isEqualTo(BATCHES);
    }

    @Test
    void a_silent_meter_sends_nothing_after_it_fell_silent() {
        long last = 0;
        for (ReadingRuns batch : BATCHES) {
            for (int i = 0; i < batch.getHandleCount(); i++) {
                if (batch.getHandle(i) == Mishaps.SILENT_METER) {
                    last = batch.getStartTimeMillis(i) + batch.getCount(i) * SampleMonth.QUARTER_MILLIS;
                }
            }
        }
        assertThat(last).isEqualTo(Mishaps.SILENT_FROM.toEpochMilli());
    }

    @Test
    void an_outage_leaves_26_quarters_of_an_hour_out_of_40_profiles() {
        long lost = 0;
        for (int meter = Mishaps.OUTAGE_METER_FIRST; meter <= Mishaps.OUTAGE_METER_LAST; meter++) {
            boolean[] quarters = Mishaps.lostQuarters(meter);
            lost += IntStream.range(SampleMonth.quarter(Mishaps.OUTAGE_FROM), SampleMonth.quarter(Mishaps.OUTAGE_TO))
                    .filter(quarter -> quarters[quarter])
                    .count();
        }
        assertThat(lost).isEqualTo(40 * 26);
    }

    @Test
    void every_run_has_as_many_values_as_it_says() {
        for (ReadingRuns batch : BATCHES) {
            assertThat(batch.getCountList().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(batch.getValueCount());
            assertThat(batch.getCountList()).allMatch(count -> count > 0);
        }
    }

    @Test
    void one_register_runs_over_between_two_hours_and_what_it_shows_still_adds_up() {
        double[] shown = READINGS.register(Mishaps.ROLLOVER_METER).hourly();
        int after = SampleMonth.quarter(Mishaps.ROLLOVER_AT) / SampleMonth.QUARTERS_AN_HOUR;
        assertThat(shown[after - 1]).isGreaterThan(99_999);
        assertThat(shown[after]).isLessThan(10);
        double[] load = LoadCurve.of(Mishaps.ROLLOVER_METER);
        double used = Arrays.stream(load, (after - 1) * 4, after * 4).sum();
        assertThat(shown[after] + RegisterCurve.CAPACITY - shown[after - 1]).isCloseTo(used, within(0.011));
    }

    @Test
    void no_other_register_falls_but_that_of_the_swapped_meter() {
        for (int meter = 1; meter <= SamplePortfolio.METERS; meter++) {
            double[] shown = READINGS.register(meter).hourly();
            long falls = IntStream.range(1, shown.length)
                    .filter(hour -> shown[hour] < shown[hour - 1])
                    .count();
            boolean odd = meter == Mishaps.ROLLOVER_METER || meter == Mishaps.SWAPPED_METER;
            assertThat(falls).as("meter %d", meter).isEqualTo(odd ? 1 : 0);
        }
    }

    @Test
    void the_swapped_meter_is_installed_twice_with_the_registers_noted() {
        List<InstallEvent> events = SamplePortfolio.entities(READINGS).stream()
                .filter(Entity::hasInstallEvent)
                .map(Entity::getInstallEvent)
                .filter(event -> event.getServicePoint().equals("home-0007"))
                .toList();
        assertThat(events).hasSize(2);
        InstallEvent later = events.get(0);
        InstallEvent earlier = events.get(1);
        assertThat(earlier.getRemovedAt()).isEqualTo(later.getInstalledAt());
        double[] shown = READINGS.register(Mishaps.SWAPPED_METER).hourly();
        int hour = SampleMonth.quarter(Mishaps.SWAPPED_AT) / SampleMonth.QUARTERS_AN_HOUR;
        assertThat(earlier.getRemovalReadings(0).getValue()).isBetween(shown[hour], shown[hour] + 5);
        assertThat(later.getInstallReadings(0).getValue()).isZero();
    }
}
