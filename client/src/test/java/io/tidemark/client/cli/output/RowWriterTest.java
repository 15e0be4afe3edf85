package io.tidemark.client.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

final class RowWriterTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final List<Column> COLUMNS = List.of(
            Column.text("component", "component"), Column.text("from", "from"), Column.number("value", "value"));

    private static String write(BiFunction<PrintWriter, ZoneId, RowWriter> form) {
        StringWriter text = new StringWriter();
        try (RowWriter rows = form.apply(new PrintWriter(text), PARIS)) {
            rows.row("a", Instant.parse("2026-03-28T23:00:00Z"), 1.5);
            rows.row("say \"b\", c", Instant.parse("2026-03-29T01:00:30Z"), Double.NaN);
            rows.note("2 rows");
        }
        return text.toString();
    }

    @Test
    void a_table_is_aligned_and_shows_the_zone_of_each_time() {
        assertThat(write((out, zone) -> new TableRows(out, COLUMNS, zone))).isEqualToNormalizingNewlines("""
                        component   from                        value
                        a           2026-03-29 00:00 +01:00       1.5
                        say "b", c  2026-03-29 03:00:30 +02:00      -

                        2 rows
                        """);
    }

    @Test
    void csv_is_rfc_4180() {
        assertThat(write((out, zone) -> new CsvRows(out, COLUMNS, zone)))
                .isEqualTo("component,from,value\r\n"
                        + "a,2026-03-29T00:00:00+01:00,1.5\r\n"
                        + "\"say \"\"b\"\", c\",2026-03-29T03:00:30+02:00,\r\n");
    }

    @Test
    void json_is_one_object_a_line() {
        assertThat(write((out, zone) -> new JsonRows(out, COLUMNS, zone)))
                .isEqualTo(
                        "{\"component\":\"a\",\"from\":\"2026-03-29T00:00:00+01:00\",\"value\":1.5}\n"
                                + "{\"component\":\"say \\\"b\\\", c\",\"from\":\"2026-03-29T03:00:30+02:00\",\"value\":null}\n");
    }

    @Test
    void json_writes_control_characters_as_escapes() {
        StringWriter text = new StringWriter();
        try (RowWriter rows = new JsonRows(new PrintWriter(text), List.of(Column.text("a", "a")), PARIS)) {
            rows.row("x\ty\u0001");
        }
        assertThat(text).hasToString("{\"a\":\"x\\u0009y\\u0001\"}\n");
    }

    @Test
    void numbers_have_no_exponent_and_no_needless_decimals() {
        assertThat(CellText.number(4_000_100)).isEqualTo("4000100");
        assertThat(CellText.number(0.1 + 0.2)).isEqualTo("0.30000000000000004");
        assertThat(CellText.number(1e-7)).isEqualTo("0.0000001");
        assertThat(CellText.number(1.2e20)).isEqualTo("120000000000000000000");
        assertThat(CellText.number(-0.5)).isEqualTo("-0.5");
    }

    @Test
    void a_table_leaves_out_what_binary_fractions_leave_over_and_programs_get_all_of_it() {
        ZoneId zone = ZoneId.of("Z");
        assertThat(CellText.readable(0.1 + 0.2, zone)).isEqualTo("0.3");
        assertThat(CellText.readable(838860.79, zone)).isEqualTo("838860.79");
        assertThat(CellText.exact(0.1 + 0.2, zone)).isEqualTo("0.30000000000000004");
    }

    @Test
    void a_long_table_goes_on_with_the_widths_of_its_first_rows() {
        StringWriter text = new StringWriter();
        try (RowWriter rows = new TableRows(new PrintWriter(text), List.of(Column.number("n", "n")), PARIS)) {
            for (int i = 0; i < 3_000; i++) {
                rows.row(i);
            }
        }
        assertThat(text.toString().lines())
                .hasSize(3_001)
                .endsWith("2998", "2999")
                .startsWith("  n", "  0");
    }
}
