package io.tidemark.client.scenario.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.JsonFile;
import io.tidemark.v1.Reading;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingsReaderTest {

    private static final String PORTFOLIO = """
            {"measuringComponentTypes": [{"id": "quarter", "interval": "PT15M"}, {"id": "register", "kind": "SCALAR"}],
             "measuringComponents": [{"id": "mc1", "type": "quarter"}, {"id": "mc2", "type": "register"}],
             "readings": [%s]}
            """;

    private static List<String> read(String entries) {
        try {
            Fields fields = JsonFile.read("plan.json", new StringReader(PORTFOLIO.formatted(entries)));
            Portfolio portfolio = PortfolioReader.read(fields);
            List<String> shown = new ArrayList<>();
            for (ReadingsEntry entry : ReadingsReader.read(fields, "readings", portfolio)) {
                for (long i = 0; i < entry.count(); i++) {
                    Reading reading = entry.get(i);
                    shown.add(Wire.instant(reading.getTime()) + " " + reading.getValue()
                            + (reading.getCondition() == 0 ? "" : " " + reading.getCondition()));
                }
            }
            fields.end();
            return shown;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void every_interval_of_a_range_gets_the_value() {
        assertThat(read("""
                        {"component": "mc1", "from": "2026-04-12T13:00:00Z", "to": "2026-04-12T13:45:00Z", "value": 1.5}
                        """))
                .containsExactly("2026-04-12T13:00:00Z 1.5", "2026-04-12T13:15:00Z 1.5", "2026-04-12T13:30:00Z 1.5");
    }

    @Test
    void a_range_that_ends_inside_an_interval_includes_it() {
        assertThat(read("""
                        {"component": "mc1", "from": "2026-04-12T13:00:00Z", "to": "2026-04-12T13:20:00Z", "value": 1}
                        """)).hasSize(2);
        assertThat(read("""
                        {"component": "mc1", "from": "2026-04-12T13:00:00Z", "to": "2026-04-12T13:00:00Z", "value": 1}
                        """)).isEmpty();
    }

    @Test
    void values_fill_consecutive_intervals() {
        assertThat(read("""
                        {"component": "mc1", "from": "2026-04-13T01:00:00+01:00", "values": [1, 2, null]}
                        """))
                .containsExactly("2026-04-13T00:00:00Z 1.0", "2026-04-13T00:15:00Z 2.0", "2026-04-13T00:30:00Z NaN");
    }

    @Test
    void one_reading_lies_at_its_instant_with_its_condition() {
        assertThat(read("""
                        {"component": "mc2", "at": "2026-04-12T13:01:02Z", "value": 4000100, "condition": 601000}
                        """)).containsExactly("2026-04-12T13:01:02Z 4000100.0 601000");
        assertThat(read("""
                        {"component": "mc2", "at": "2026-04-12T13:01:02Z", "value": null}
                        """)).containsExactly("2026-04-12T13:01:02Z NaN");
    }

    @Test
    void a_series_has_a_distance_of_its_own() {
        assertThat(read("""
                        {"component": "mc2", "from": "2026-04-12T13:15:00Z", "every": "PT30M", "values": [1000, null]}
                        """)).containsExactly("2026-04-12T13:15:00Z 1000.0", "2026-04-12T13:45:00Z NaN");
    }

    @Test
    void readings_of_a_component_the_file_does_not_know_are_sent_for_the_server_to_refuse() {
        assertThat(read("""
                        {"component": "mcX", "from": "2026-04-12T13:15:00Z", "to": "2026-04-13T13:15:00Z", "value": 1}
                        """)).containsExactly("2026-04-12T13:15:00Z 1.0");
    }

    @Test
    void an_entry_of_no_known_shape_is_refused() {
        assertThatThrownBy(() -> read("{\"component\": \"mc1\", \"from\": \"2026-04-12T13:15:00Z\"}"))
                .hasMessageContaining("either value or values");
        assertThatThrownBy(() -> read("{\"component\": \"mc1\", \"value\": 1}"))
                .hasMessageContaining("either at, or from");
        assertThatThrownBy(() -> read("{\"component\": \"mc1\", \"at\": \"2026-04-12T13:15:00Z\", \"values\": [1]}"))
                .hasMessageContaining("readings[0].at");
        assertThatThrownBy(
                        () -> read("{\"component\": \"mc2\", \"from\": \"2026-04-12T13:15:00Z\", \"values\": [1, 2]}"))
                .hasMessageContaining("readings[0].every: is needed: mc2 has no intervals");
        assertThatThrownBy(() -> read("{\"component\": \"mc1\", \"from\": \"2026-04-12T13:15:00Z\","
                        + " \"to\": \"9999-01-01T00:00:00Z\", \"value\": 1}"))
                .hasMessageContaining("more than 50000000 readings");
    }
}
