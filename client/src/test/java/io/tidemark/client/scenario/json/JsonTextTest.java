package io.tidemark.client.scenario.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void a_value_is_written_on_one_line_in_the_order_of_its_members() {
        Json.Obj value = Json.object()
                .with("z", "text \"quoted\"")
                .with("a", List.of(Json.number(1), Json.number(-0.5), Json.number(Double.NaN)))
                .with("flag", new Json.Flag(true, 7))
                .end();
        assertThat(JsonText.line(value)).isEqualTo("{\"z\":\"text \\\"quoted\\\"\",\"a\":[1,-0.5,null],\"flag\":true}");
    }

    @Test
    void whole_numbers_have_no_fraction_and_others_keep_every_digit() {
        assertThat(JsonText.line(Json.number(4_000_100))).isEqualTo("4000100");
        assertThat(JsonText.line(Json.number(-0.0))).isEqualTo("0");
        assertThat(JsonText.line(Json.number(0.1 + 0.2))).isEqualTo("0.30000000000000004");
        assertThat(JsonText.line(Json.number(1e300))).isEqualTo("1.0E300");
    }

    @Test
    void an_indented_value_takes_several_lines() {
        assertThat(JsonText.indented(Json.object().with("a", 1).end()).lines()).hasSize(3);
    }
}
