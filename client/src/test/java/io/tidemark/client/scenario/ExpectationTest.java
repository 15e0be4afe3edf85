package io.tidemark.client.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.scenario.json.Fields;
import io.tidemark.client.scenario.json.Json;
import io.tidemark.client.scenario.json.JsonFile;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationTest {

    private static Json.Obj json(String text) {
        try {
            Fields fields = JsonFile.read("f", new StringReader("{\"it\": " + text + "}"));
            return (Json.Obj) fields.value("it");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> differences(String expected, String result) {
        return Expectation.differencesOfResult(json(expected), json(result));
    }

    @Test
    void keys_the_file_does_not_give_may_be_anything() {
        assertThat(differences("{\"a\": {\"b\": 1}}", "{\"a\": {\"b\": 1, \"c\": 2}, \"d\": [3]}"))
                .isEmpty();
    }

    @Test
    void a_key_the_result_lacks_differs() {
        assertThat(differences("{\"a\": 1}", "{}")).containsExactly("a (line 1): expected 1, got nothing");
        assertThat(differences("{\"a\": null}", "{}")).hasSize(1);
        assertThat(differences("{\"a\": null}", "{\"a\": null}")).isEmpty();
    }

    @Test
    void arrays_have_the_same_length_and_order() {
        assertThat(differences("{\"a\": [1, 2]}", "{\"a\": [1, 2]}")).isEmpty();
        assertThat(differences("{\"a\": [1, 2]}", "{\"a\": [2, 1]}")).hasSize(2);
        assertThat(differences("{\"a\": [1]}", "{\"a\": [1, 2]}"))
                .containsExactly("a (line 1): expected 1 items, got 2", "a[1]: not expected: 2");
        assertThat(differences("{\"a\": [{\"b\": 1}]}", "{\"a\": [{\"b\": 1, \"c\": 2}]}"))
                .isEmpty();
    }

    @Test
    void numbers_are_compared_to_a_thousand_millionth() {
        assertThat(differences("{\"a\": 0.3}", "{\"a\": 0.3000000009}")).isEmpty();
        assertThat(differences("{\"a\": 0.3}", "{\"a\": 0.300000002}")).hasSize(1);
        assertThat(differences("{\"a\": 4000100}", "{\"a\": 4000100.0}")).isEmpty();
    }

    @Test
    void a_list_left_out_is_empty_and_a_flag_left_out_is_false() {
        assertThat(differences("{\"a\": [], \"b\": false}", "{}")).isEmpty();
        assertThat(differences("{\"a\": [1]}", "{}")).hasSize(1);
        assertThat(differences("{\"b\": true}", "{}")).hasSize(1);
    }

    @Test
    void an_error_nobody_expected_differs_even_where_nothing_else_would() {
        String refused = "{\"error\": {\"code\": \"INVALID_ARGUMENT\", \"reason\": \"R\", \"message\": \"m\"}}";
        assertThat(differences("{\"gaps\": []}", refused)).hasSize(1);
        assertThat(differences("{}", refused)).hasSize(1);
        assertThat(differences("{\"error\": {\"code\": \"INVALID_ARGUMENT\"}}", refused))
                .isEmpty();
        assertThat(differences("{\"error\": {\"code\": \"NOT_FOUND\"}}", refused))
                .containsExactly("error.code (line 1): expected \"NOT_FOUND\", got \"INVALID_ARGUMENT\"");
    }

    @Test
    void values_of_different_kinds_differ() {
        assertThat(differences("{\"a\": 1}", "{\"a\": \"1\"}")).hasSize(1);
        assertThat(differences("{\"a\": [1]}", "{\"a\": {}}")).hasSize(1);
        assertThat(differences("{\"a\": null}", "{\"a\": 0}")).hasSize(1);
    }
}
