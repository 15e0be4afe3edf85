package io.tidemark.client.cli.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.client.cli.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ValuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"1.5;1.5", "-0.25;-0.25", "+3;3", "1e3;1000", ".5;0.5", "007;7"})
    void numbers_with_a_decimal_point(String text, double value) throws BadField {
        assertThat(new NumberReader(false, (char) 0).read(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"1,5;1.5", "1 234,5;1234.5", "1234;1234"})
    void numbers_with_a_decimal_comma_and_thousands_apart(String text, double value) throws BadField {
        assertThat(new NumberReader(true, ' ').read(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,5", "abc", "NaN", "Infinity", "1f", "0x10", "1.2.3", "1e999", "--1", "1 2"})
    void what_is_no_number_is_refused(String text) {
        assertThatThrownBy(() -> new NumberReader(false, (char) 0).read(text))
                .isInstanceOfSatisfying(
                        BadField.class, e -> assertThat(e.reason()).isEqualTo("BAD_NUMBER"));
    }

    @Test
    void a_point_is_no_decimal_comma() {
        assertThatThrownBy(() -> new NumberReader(true, (char) 0).read("1.5")).isInstanceOf(BadField.class);
    }

    @Test
    void a_column_is_mapped_to_a_component_with_a_factor() {
        assertThat(ColumnMapping.parse("kWh=house/total"))
                .isEqualTo(new ColumnMapping("kWh", "house/total", UnitFactor.ONE));
        assertThat(ColumnMapping.parse("a=b=c@1.x*1/60"))
                .isEqualTo(new ColumnMapping("a=b", "c@1.x", new UnitFactor(1, 60)));
        assertThat(new UnitFactor(1, 60).apply(2.58)).isEqualTo(2.58 / 60);
        assertThat(UnitFactor.parse("0.001").apply(18)).isEqualTo(18 * 0.001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kWh", "=x", "kWh=", "a=b*", "a=b*zero", "a=b*0", "a=b*1/0"})
    void a_mapping_that_is_none_is_a_usage_fault(String text) {
        assertThatThrownBy(() -> ColumnMapping.parse(text)).isInstanceOf(UsageException.class);
    }
}
