package io.tidemark.client.scenario.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldsTest {

    private static Fields read(String text) {
        try {
            return JsonFile.read("plan.json", new StringReader(text));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_key_nobody_knows_is_named_with_file_line_and_path() {
        Fields fields = read("{\n \"name\": \"x\",\n \"inner\": [{}, {\n   \"hourToWait\":\n 4}]}");
        fields.text("name");
        Fields inner = fields.objects("inner").get(1);
        inner.integer("hoursToWait");
        assertThatThrownBy(inner::end)
                .isInstanceOf(FileProblem.class)
                .hasMessage("plan.json:4: inner[1].hourToWait: unknown key; known here: hoursToWait");
    }

    @Test
    void a_key_that_is_null_counts_as_absent_but_as_given() {
        Fields fields = read("{\"a\": null}");
        assertThat(fields.number("a")).isNull();
        assertThat(fields.isGiven("a")).isTrue();
        assertThat(fields.isGiven("b")).isFalse();
        fields.end();
    }

    @Test
    void values_of_every_kind_are_read() {
        Fields fields = read("""
                {"at": "2026-04-12T13:00:00+02:00", "for": "PT15M", "n": 3, "x": 1.5, "yes": true,
                 "texts": ["a", "b"], "numbers": [1, null, -2.5], "word": "ONE", "inner": {"k": 1}}
                """);
        assertThat(fields.instant("at")).isEqualTo(Instant.parse("2026-04-12T11:00:00Z"));
        assertThat(fields.duration("for")).isEqualTo(Duration.ofMinutes(15));
        assertThat(fields.integer("n")).isEqualTo(3);
        assertThat(fields.number("x")).isEqualTo(1.5);
        assertThat(fields.flag("yes")).isTrue();
        assertThat(fields.flag("absent")).isFalse();
        assertThat(fields.texts("texts")).containsExactly("a", "b");
        assertThat(fields.numbers("numbers")).containsExactly(1, Double.NaN, -2.5);
        assertThat(fields.<Integer>oneOf("word", Map.of("ONE", 1))).isEqualTo(1);
        assertThat(fields.object("inner").integer("k")).isEqualTo(1);
        fields.end();
    }

    @Test
    void a_value_of_the_wrong_type_is_named_with_its_line() {
        Fields fields = read("""
                {"at": "yesterday",
                 "n": 1.5,
                 "word": "THREE",
                 "list": {},
                 "items": [1],
                 "local": "2026-04-12T13:00:00"}
                """);
        assertThatThrownBy(() -> fields.instant("at")).hasMessageStartingWith("plan.json:1: at: \"yesterday\"");
        assertThatThrownBy(() -> fields.integer("n")).hasMessage("plan.json:2: n: must be a whole number");
        assertThatThrownBy(() -> fields.oneOf("word", Map.of("ONE", 1)))
                .hasMessage("plan.json:3: word: \"THREE\" is none of ONE");
        assertThatThrownBy(() -> fields.objects("list")).hasMessage("plan.json:4: list: must be an array, [ … ]");
        assertThatThrownBy(() -> fields.objects("items")).hasMessage("plan.json:5: items[0]: must be an object, { … }");
        assertThatThrownBy(() -> fields.texts("items")).hasMessage("plan.json:5: items: must be a string, in quotes");
        assertThatThrownBy(() -> fields.instant("local")).hasMessageStartingWith("plan.json:6: local: ");
    }

    @Test
    void text_that_is_no_json_is_refused_with_its_line() {
        assertThatThrownBy(() -> read("{\n \"a\": 1,\n \"b\" 2}")).hasMessageStartingWith("plan.json:3: not readable");
        assertThatThrownBy(() -> read("{\n\"a\": 1")).hasMessageContaining("not readable");
        assertThatThrownBy(() -> read("")).hasMessageContaining("must hold one JSON object");
        assertThatThrownBy(() -> read("[1]")).hasMessageContaining("must hold one JSON object");
        assertThatThrownBy(() -> read("{} {}")).hasMessageContaining("something follows");
        assertThatThrownBy(() -> read("{\"a\": 1,\n \"a\": 2}")).hasMessageStartingWith("plan.json:2: not readable");
    }

    @Test
    void comments_are_allowed() {
        assertThat(read("{ // why\n \"a\": /* how many */ 1}").integer("a")).isEqualTo(1);
    }
}
