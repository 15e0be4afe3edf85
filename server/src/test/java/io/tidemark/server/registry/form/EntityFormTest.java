package io.tidemark.server.registry.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.TextFormat;
import io.tidemark.server.metering.estimation.Creation;
import io.tidemark.server.metering.estimation.IntervalSettings;
import io.tidemark.server.metering.estimation.ScalarSettings;
import io.tidemark.server.metering.filling.RuleList;
import io.tidemark.server.metering.filling.SeriesKind;
import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.registry.entity.InstallEvent;
import io.tidemark.server.registry.entity.MeasuringComponentType;
import io.tidemark.server.registry.entity.ServicePoint;
import io.tidemark.v1.Entity;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityFormTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "provider {id: 'grid-a' name: 'Grid A'}",
                "service_point {id: 's' time_zone: 'Europe/Stockholm' provider: 'grid-a' estimation_eligible: false"
                        + " suppressions {from {seconds: -5 nanos: 7000000} to {seconds: 3} status: SUPPRESSION_CLOSED}"
                        + " suppressions {from {seconds: 9} status: SUPPRESSION_OPEN}"
                        + " holidays: '2026-01-01' holidays: '2026-12-25'}",
                "device_configuration {id: 'dc' device: 'm 1' incoming_data_shift: ALWAYS_LOCAL"
                        + " effective_from {seconds: 1} effective_to {seconds: 2}}",
                "device_configuration {id: 'dc' device: 'm' incoming_data_shift: ALWAYS_STANDARD}",
                "install_event {id: 'e' device_configuration: 'dc' service_point: 's' installed_at {seconds: 1}"
                        + " removed_at {seconds: 90} off {from {seconds: 1} to {seconds: 2}}"
                        + " off {from {seconds: 2} to {seconds: 3}} off {from {seconds: 80}}"
                        + " install_readings {component: 'c' value: 3} removal_readings {component: 'c' value: 4.5}}",
                "measuring_component {id: 'c' type: 't' device_configurations: 'b' device_configurations: 'a'"
                        + " cadence: 'P1M' due_after: 'P14D' handle: 17}",
                "measuring_component_type {id: 't' kind: SCALAR accumulation: CUMULATIVE decimals: 3"
                        + " register_capacity: 838860.8 maximum_rate_per_hour: 40 rollover_ratio: 0.2 unit: 'kWh'"
                        + " rules {rule: SCALAR_PRORATION} estimation {create: CREATE_BOTH max_days_to_estimate: 30"
                        + " hours_to_estimate: 0 hours_between_measurements: 6 first_daily_measurement_time: '01:30'"
                        + " early_threshold {} late_threshold {seconds: 60} hours_before_estimation: 2"
                        + " evaluate_installation_event_off_period: true}}",
                "measuring_component_type {id: 't' kind: INTERVAL interval {seconds: 86400}"
                        + " accumulation: INTERVAL_VALUES rollover_ratio: 0.1"
                        + " rules {rule: INTERPOLATION consecutive_intervals_max: 8}"
                        + " rules {rule: LIKE_DAY look_back_weeks: 1 look_forward_weeks: 0 like_days_min: 3}"
                        + " estimation {create: CREATE_TO_DO method: PREDICTABLE_CUTOFF hours_to_wait: 0"
                        + " hours_to_estimate: 5 cut_off_time: '23:59' rolling_delay_from: FROM_LATEST"
                        + " inner_initial_measurement: SPLIT_GAP}}"
            })
    void aMessageThatSaysEverythingComesBackAsItWas(String text) throws Exception {
        Entity message = message(text);
        EntityForm.check(message, EntityForm.path(message, 0));

        assertThat(EntityForm.write(EntityForm.read(message), 17)).isEqualTo(message);
    }

    @Test
    void whatATypeLeavesOutHasTheDefaultsOfItsKind() throws Exception {
        MeasuringComponentType interval = (MeasuringComponentType)
                EntityForm.read(message("measuring_component_type {id: 't' kind: INTERVAL interval {seconds: 900}}"));
        assertThat(interval.intervalMillis()).isEqualTo(900_000);
        assertThat(interval.isCumulative()).isFalse();
        assertThat(interval.decimals()).isEqualTo(MeasuringComponentType.NOT_KNOWN);
        assertThat(interval.registerCapacity()).isNaN();
        assertThat(interval.maximumRatePerHour()).isNaN();
        assertThat(interval.rolloverRatio()).isEqualTo(0.1);
        assertThat(interval.estimation()).isEqualTo(IntervalSettings.DEFAULT);
        assertThat(interval.rules()).isEqualTo(RuleList.defaultFor(SeriesKind.INTERVAL_VALUES));

        MeasuringComponentType scalar = (MeasuringComponentType) EntityForm.read(
                message("measuring_component_type {id: 't' kind: SCALAR estimation {hours_to_wait: 3}}"));
        assertThat(scalar.isInterval()).isFalse();
        assertThat(scalar.estimation()).isEqualTo(ScalarSettings.DEFAULT);
        assertThat(scalar.estimation().create()).isEqualTo(Creation.INITIAL_MEASUREMENT);
        assertThat(((ScalarSettings) scalar.estimation()).lateThreshold()).isEqualTo(Duration.ofMinutes(10));
        assertThat(scalar.rules()).isEqualTo(RuleList.defaultFor(SeriesKind.SCALAR));
    }

    @Test
    void aServicePointIsEligibleUnlessItSaysOtherwiseAndItsHolidaysAreInOrder() throws Exception {
        ServicePoint point = (ServicePoint) EntityForm.read(message("service_point {id: 's' time_zone: 'UTC'"
                + " holidays: '2026-12-25' holidays: '2026-01-01' holidays: '2026-12-25' suppressions {from {}}}"));
        assertThat(point.isEstimationEligible()).isTrue();
        assertThat(point.holidays()).containsExactly(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 25));
        assertThat(point.suppressions().get(0).open()).isTrue();
        assertThat(point.suppressions().get(0).period()).isEqualTo(new Period(0, Period.STILL_OPEN));
    }

    @Test
    void offPeriodsAreSortedAndMayTouch() throws Exception {
        Entity message = message("install_event {device_configuration: 'dc' service_point: 's' installed_at {}"
                + " off {from {seconds: 5}} off {from {seconds: 1} to {seconds: 5}}}");
        EntityForm.check(message, FieldPath.REQUEST);
        InstallEvent event = (InstallEvent) EntityForm.read(message);
        assertThat(event.off()).containsExactly(new Period(1_000, 5_000), new Period(5_000, Period.STILL_OPEN));
        assertThat(event.id()).isEqualTo("dc@1970-01-01T00:00:00Z");
    }

    @Test
    void anIdMayHaveLettersOfAnyAlphabetAndInnerSpaces() throws Exception {
        for (String id : new String[] {"Zähler 5", "計器", "a", "A.b_c-d:e@f/g#9", "x".repeat(128)}) {
            Entity message = message("provider {id: '" + id + "'}");
            EntityForm.check(message, FieldPath.REQUEST);
        }
        Entity tooLong = message("provider {id: '" + "x".repeat(129) + "'}");
        assertThatThrownBy(() -> EntityForm.check(tooLong, FieldPath.REQUEST))
                .hasMessageContaining("129 characters; at most 128");
    }

    @Test
    void aToleranceThatStaysBelowTheTimeBetweenReadingsIsAccepted() throws Exception {
        Entity message = message("measuring_component_type {id: 't' kind: SCALAR estimation {"
                + "hours_between_measurements: 1 early_threshold {seconds: 1800} late_threshold {seconds: 1799}}}");
        EntityForm.check(message, FieldPath.REQUEST);
    }

    @Test
    void longListsAreRefusedWithTheirLimit() {
        Entity.Builder message = Entity.newBuilder();
        message.getServicePointBuilder().setId("s").setTimeZone("UTC");
        for (int i = 0; i <= 1_000; i++) {
            message.getServicePointBuilder().addHolidays("2026-01-01");
        }
        Entity tooMany = message.build();
        assertThatThrownBy(() -> EntityForm.check(tooMany, EntityForm.path(tooMany, 0)))
                .hasMessage("entities[0].service_point.holidays is 1001 entries: at most 1000 are allowed; send fewer");
    }

    private static Entity message(String text) throws Exception {
        Entity.Builder message = Entity.newBuilder();
        TextFormat.merge(text, message);
        return message.build();
    }
}
