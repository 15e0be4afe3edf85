package io.tidemark.server.registry.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.TextFormat;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.Entity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table of messages that can never be entities: the message, the reason, the field and the value that are named. */
class RefusedMessagesTest {

    @ParameterizedTest(name = "{1} at {2}: {0}")
    @CsvSource(delimiter = '|', textBlock = """
            | MISSING_FIELD | entities[7].entity | absent
            provider {} | MISSING_FIELD | provider.id | ""
            provider {id: 'a,b'} | BAD_ID | provider.id | "a,b"
            provider {id: ' ab'} | BAD_ID | provider.id | " ab"
            provider {id: 'ab '} | BAD_ID | provider.id | "ab "
            provider {id: 'a\tb'} | BAD_ID | provider.id | "a\tb"
            service_point {id: 's'} | UNKNOWN_TIME_ZONE | service_point.time_zone | ""
            service_point {id: 's' time_zone: 'Europe/Atlantis'} | UNKNOWN_TIME_ZONE | service_point.time_zone | "Europe/Atlantis"
            service_point {id: 's' time_zone: '+05:00'} | UNKNOWN_TIME_ZONE | service_point.time_zone | "+05:00"
            service_point {id: 's' time_zone: 'UTC' provider: '?'} | BAD_ID | service_point.provider | "?"
            service_point {id: 's' time_zone: 'UTC' suppressions {}} | MISSING_FIELD | service_point.suppressions[0].from | absent
            service_point {id: 's' time_zone: 'UTC' suppressions {from {} to {}}} | EMPTY_PERIOD | service_point.suppressions[0].to | 1970-01-01T00:00:00Z
            service_point {id: 's' time_zone: 'UTC' suppressions {from {seconds: 9} to {seconds: 8}}} | EMPTY_PERIOD | service_point.suppressions[0].to | 1970-01-01T00:00:08Z
            service_point {id: 's' time_zone: 'UTC' suppressions {from {nanos: 1}}} | BAD_INSTANT | service_point.suppressions[0].from | 0 s 1 ns
            service_point {id: 's' time_zone: 'UTC' suppressions {from {} status: 7}} | UNKNOWN_VALUE | service_point.suppressions[0].status | 7
            service_point {id: 's' time_zone: 'UTC' holidays: '2026-02-29'} | BAD_DATE | service_point.holidays[0] | "2026-02-29"
            service_point {id: 's' time_zone: 'UTC' holidays: '1.1.2026'} | BAD_DATE | service_point.holidays[0] | "1.1.2026"
            measuring_component_type {id: 't'} | MISSING_FIELD | measuring_component_type.kind | absent
            measuring_component_type {id: 't' kind: 9} | UNKNOWN_VALUE | measuring_component_type.kind | 9
            measuring_component_type {id: 't' kind: INTERVAL} | MISSING_FIELD | measuring_component_type.interval | absent
            measuring_component_type {id: 't' kind: INTERVAL interval {}} | INTERVAL_DOES_NOT_DIVIDE_DAY | measuring_component_type.interval | 0 s
            measuring_component_type {id: 't' kind: INTERVAL interval {seconds: 420}} | INTERVAL_DOES_NOT_DIVIDE_DAY | measuring_component_type.interval | 420 s
            measuring_component_type {id: 't' kind: INTERVAL interval {seconds: 172800}} | INTERVAL_DOES_NOT_DIVIDE_DAY | measuring_component_type.interval | 172800 s
            measuring_component_type {id: 't' kind: INTERVAL interval {seconds: 1 nanos: 5}} | BAD_DURATION | measuring_component_type.interval | 1 s 5 ns
            measuring_component_type {id: 't' kind: SCALAR interval {seconds: 900}} | FIELD_DOES_NOT_APPLY | measuring_component_type.interval | 900 s
            measuring_component_type {id: 't' kind: SCALAR accumulation: 3} | UNKNOWN_VALUE | measuring_component_type.accumulation | 3
            measuring_component_type {id: 't' kind: SCALAR decimals: 10} | OUT_OF_RANGE | measuring_component_type.decimals | 10
            measuring_component_type {id: 't' kind: SCALAR decimals: 4294967295} | OUT_OF_RANGE | measuring_component_type.decimals | 4294967295
            measuring_component_type {id: 't' kind: SCALAR register_capacity: 100} | FIELD_DOES_NOT_APPLY | measuring_component_type.register_capacity | 100.0
            measuring_component_type {id: 't' kind: SCALAR accumulation: CUMULATIVE register_capacity: 0} | OUT_OF_RANGE | measuring_component_type.register_capacity | 0.0
            measuring_component_type {id: 't' kind: SCALAR accumulation: CUMULATIVE register_capacity: nan} | OUT_OF_RANGE | measuring_component_type.register_capacity | NaN
            measuring_component_type {id: 't' kind: SCALAR maximum_rate_per_hour: -1} | OUT_OF_RANGE | measuring_component_type.maximum_rate_per_hour | -1.0
            measuring_component_type {id: 't' kind: SCALAR rollover_ratio: 1} | OUT_OF_RANGE | measuring_component_type.rollover_ratio | 1.0
            measuring_component_type {id: 't' kind: SCALAR rollover_ratio: 0} | OUT_OF_RANGE | measuring_component_type.rollover_ratio | 0.0
            measuring_component_type {id: 't' kind: SCALAR rules {}} | MISSING_FIELD | measuring_component_type.rules[0].rule | absent
            measuring_component_type {id: 't' kind: SCALAR rules {rule: LIKE_DAY}} | BAD_FILLING_RULES | measuring_component_type.rules[0].rule | LIKE_DAY
            measuring_component_type {id: 't' kind: INTERVAL interval {seconds: 60} rules {rule: LIKE_DAY} rules {rule: LIKE_DAY}} | BAD_FILLING_RULES | measuring_component_type.rules[1].rule | LIKE_DAY
            measuring_component_type {id: 't' kind: INTERVAL interval {seconds: 60} rules {rule: LIKE_DAY consecutive_intervals_max: 3}} | BAD_FILLING_RULES | measuring_component_type.rules[0].consecutive_intervals_max | 3
            measuring_component_type {id: 't' kind: INTERVAL interval {seconds: 60} rules {rule: LIKE_DAY look_back_weeks: 53}} | BAD_FILLING_RULES | measuring_component_type.rules[0].look_back_weeks | 53
            measuring_component_type {id: 't' kind: SCALAR estimation {hours_between_measurements: 25}} | OUT_OF_RANGE | measuring_component_type.estimation.hours_between_measurements | 25
            measuring_component_type {id: 't' kind: SCALAR estimation {hours_between_measurements: 1 early_threshold {seconds: 1800} late_threshold {seconds: 1800}}} | TOLERANCE_WINDOWS_MEET | measuring_component_type.estimation.early_threshold | PT30M
            measuring_component_type {id: 't' kind: SCALAR estimation {early_threshold {seconds: -1}}} | BAD_DURATION | measuring_component_type.estimation.early_threshold | -1 s 0 ns
            measuring_component_type {id: 't' kind: SCALAR estimation {first_daily_measurement_time: '24:00'}} | BAD_TIME_OF_DAY | measuring_component_type.estimation.first_daily_measurement_time | "24:00"
            measuring_component_type {id: 't' kind: SCALAR estimation {cut_off_time: '7:00'}} | BAD_TIME_OF_DAY | measuring_component_type.estimation.cut_off_time | "7:00"
            measuring_component_type {id: 't' kind: SCALAR estimation {hours_to_wait: 87841}} | OUT_OF_RANGE | measuring_component_type.estimation.hours_to_wait | 87841
            measuring_component_type {id: 't' kind: SCALAR estimation {max_days_to_estimate: 0}} | OUT_OF_RANGE | measuring_component_type.estimation.max_days_to_estimate | 0
            measuring_component_type {id: 't' kind: SCALAR estimation {method: 3}} | UNKNOWN_VALUE | measuring_component_type.estimation.method | 3
            measuring_component_type {id: 't' kind: SCALAR unit: '123456789012345678901234567890123'} | TOO_LONG | measuring_component_type.unit | "123456789012345678901234567890123"
            device_configuration {id: 'dc'} | MISSING_FIELD | device_configuration.device | ""
            device_configuration {id: 'dc' device: 'm' incoming_data_shift: 3} | UNKNOWN_VALUE | device_configuration.incoming_data_shift | 3
            device_configuration {id: 'dc' device: 'm' effective_from {seconds: 5} effective_to {seconds: 5}} | EMPTY_PERIOD | device_configuration.effective_to | 1970-01-01T00:00:05Z
            install_event {service_point: 's'} | MISSING_FIELD | install_event.device_configuration | ""
            install_event {device_configuration: 'dc' service_point: 's'} | MISSING_FIELD | install_event.installed_at | absent
            install_event {device_configuration: 'dc' service_point: 's' installed_at {seconds: 300000000000}} | BAD_INSTANT | install_event.installed_at | 300000000000 s 0 ns
            install_event {device_configuration: 'dc' service_point: 's' installed_at {seconds: 9} removed_at {seconds: 9}} | EMPTY_PERIOD | install_event.removed_at | 1970-01-01T00:00:09Z
            install_event {device_configuration: 'dc' service_point: 's' installed_at {seconds: 9} off {from {seconds: 8}}} | OFF_PERIOD_OUTSIDE_INSTALLATION | install_event.off[0].from | 1970-01-01T00:00:08Z
            install_event {device_configuration: 'dc' service_point: 's' installed_at {} removed_at {seconds: 9} off {from {seconds: 8} to {seconds: 10}}} | OFF_PERIOD_OUTSIDE_INSTALLATION | install_event.off[0].to | 1970-01-01T00:00:10Z
            install_event {device_configuration: 'dc' service_point: 's' installed_at {} off {from {seconds: 8}} off {from {seconds: 3} to {seconds: 9}}} | OFF_PERIODS_OVERLAP | install_event.off | 1970-01-01T00:00:08Z
            install_event {device_configuration: 'dc' service_point: 's' installed_at {} install_readings {component: 'c' value: inf}} | OUT_OF_RANGE | install_event.install_readings[0].value | Infinity
            install_event {device_configuration: 'dc' service_point: 's' installed_at {} removal_readings {component: 'c'} removal_readings {component: 'c'}} | DUPLICATE_ENTRY | install_event.removal_readings[1].component | "c"
            measuring_component {id: 'c'} | MISSING_FIELD | measuring_component.type | ""
            measuring_component {id: 'c' type: 't' device_configurations: 'a' device_configurations: 'a'} | DUPLICATE_ENTRY | measuring_component.device_configurations[1] | "a"
            measuring_component {id: 'c' type: 't' cadence: 'P5M'} | BAD_CADENCE | measuring_component.cadence | "P5M"
            measuring_component {id: 'c' type: 't' cadence: 'daily'} | BAD_CADENCE | measuring_component.cadence | "daily"
            measuring_component {id: 'c' type: 't' due_after: '-PT1H'} | BAD_CADENCE | measuring_component.due_after | "-PT1H"
            """)
    void isRefusedWithFieldAndValue(String text, String reason, String field, String value) throws Exception {
        Entity.Builder message = Entity.newBuilder();
        TextFormat.merge(text == null ? "" : text, message);

        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> EntityForm.check(message.build(), EntityForm.path(message.build(), 7)));

        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID_ARGUMENT);
        assertThat(refusal.reason()).isEqualTo(reason);
        String path = field.startsWith("entities") ? field : "entities[7]." + field;
        assertThat(refusal.details()).containsEntry("field", path).containsEntry("value", value);
        assertThat(refusal.getMessage()).startsWith(path + " is " + value + ": ");
    }
}
