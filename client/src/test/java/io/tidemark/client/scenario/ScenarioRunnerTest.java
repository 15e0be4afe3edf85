package io.tidemark.client.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.scenario.json.JsonFile;
import io.tidemark.client.scenario.json.JsonText;
import io.tidemark.v1.AggregateDeltasRequest;
import io.tidemark.v1.AppendReadingsRequest;
import io.tidemark.v1.DeltaBucket;
import io.tidemark.v1.ReadDeltasRequest;
import io.tidemark.v1.ReadLatestRequest;
import io.tidemark.v1.SetLatestContiguousRequest;
import io.tidemark.v1.UpsertRequest;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioRunnerTest {

    private final FakeTidemark server = new FakeTidemark(false);

    private ScenarioResult run(String text) {
        return run(text, server);
    }

    private static ScenarioResult run(String text, FakeTidemark server) {
        try (server) {
            return ScenarioRunner.run(
                    ScenarioReader.read(JsonFile.read("plan.json", new StringReader(text)), "plan"), server.channel());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void each_step_gives_its_result_in_the_documented_shape() {
        ScenarioResult result = run("""
                {"name": "shapes",
                 "steps": [
                  {"append": {"readings": [{"component": "mc1", "at": "2026-01-01T00:00:00Z", "value": 1},
                                           {"component": "nobody", "at": "2026-01-01T01:00:00+01:00", "value": 1}]}},
                  {"latest": {"component": "mc1"}},
                  {"gaps": {"component": "mc1", "from": "2026-01-01T00:00:00Z", "to": "2026-01-02T00:00:00Z"}},
                  {"read": {"component": "mc1", "from": "2026-01-01T00:00:00Z", "to": "2026-01-02T00:00:00Z"}},
                  {"deltas": {"component": "mc1", "from": "2026-01-01T00:00:00Z", "to": "2026-01-02T00:00:00Z"}},
                  {"deltas": {"component": "mc1", "from": "2026-01-01T00:00:00Z", "to": "2026-01-02T00:00:00Z",
                              "bucket": "DAY"}}]}
                """);
        assertThat(JsonText.line(result.document()))
                .isEqualTo("{\"scenario\":\"shapes\",\"results\":["
                        + "{\"accepted\":1,\"duplicate\":0,\"rejected\":"
                        + "[{\"component\":\"nobody\",\"at\":\"2026-01-01T00:00:00Z\",\"reason\":\"UNKNOWN_COMPONENT\"}]},"
                        + "{\"latestContiguous\":null,\"latest\":\"2026-01-01T00:00:00Z\"},"
                        + "{\"gaps\":[{\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-01-01T02:00:00Z\",\"intervals\":2}]},"
                        + "{\"readings\":[{\"at\":\"2026-01-01T00:00:00Z\",\"value\":1,\"condition\":501000},"
                        + "{\"at\":\"2026-01-01T01:00:00Z\",\"value\":2.5,\"condition\":501000},"
                        + "{\"at\":\"2026-01-01T00:00:00Z\",\"value\":null,\"condition\":501000},"
                        + "{\"at\":\"2026-01-01T00:00:01.500Z\",\"value\":4,\"condition\":301000}]},"
                        + "{\"points\":["
                        + "{\"at\":\"2026-01-01T00:00:00Z\",\"delta\":100,\"flag\":\"ROLLOVER\",\"method\":\"AVERAGE\"},"
                        + "{\"at\":\"2026-01-01T00:15:00Z\",\"delta\":null,\"flag\":\"INVALID\"}]},"
                        + "{\"buckets\":[{\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-01-01T23:00:00Z\",\"sum\":12.5,"
                        + "\"valid\":90,\"corrected\":1,\"missing\":1}]}]}");
        assertThat(result.differences()).isEmpty();
    }

    @Test
    void portfolio_tide_marks_readings_and_cleared_marks_are_sent_in_this_order() {
        run("""
                {"measuringComponentTypes": [{"id": "t"}],
                 "measuringComponents": [{"id": "a", "type": "t", "latestContiguous": "UNSET"},
                                         {"id": "b", "type": "t", "latestContiguous": "2026-01-01T00:00:00Z"}],
                 "readings": [{"component": "a", "from": "2026-01-01T00:00:00Z", "to": "2028-01-01T00:00:00Z", "value": 1}]}
                """);
        assertThat(server.requests.stream().map(Object::getClass).distinct().toList())
                .isEqualTo(List.of(UpsertRequest.class, SetLatestContiguousRequest.class, AppendReadingsRequest.class));
        SetLatestContiguousRequest set = (SetLatestContiguousRequest) server.requests.get(1);
        assertThat(set.getComponent()).isEqualTo("b");
        SetLatestContiguousRequest cleared =
                (SetLatestContiguousRequest) server.requests.get(server.requests.size() - 1);
        assertThat(cleared.getComponent()).isEqualTo("a");
        assertThat(cleared.hasLatestContiguous()).isFalse();
    }

    @Test
    void readings_and_entities_go_in_requests_that_a_small_server_takes() {
        StringBuilder providers = new StringBuilder();
        for (int i = 0; i < 4_000; i++) {
            providers
                    .append(i == 0 ? "" : ",")
                    .append("{\"id\": \"")
                    .append("p".repeat(100))
                    .append(i)
                    .append("\"}");
        }
        run("""
                {"providers": [%s],
                 "measuringComponentTypes": [{"id": "t"}],
                 "measuringComponents": [{"id": "a", "type": "t"}],
                 "readings": [{"component": "a", "from": "2026-01-01T00:00:00Z", "to": "2028-01-01T00:00:00Z", "value": 1}]}
                """.formatted(providers));
        assertThat(server.requests.stream()
                        .filter(AppendReadingsRequest.class::isInstance)
                        .mapToInt(request -> ((AppendReadingsRequest) request).getReadingsCount())
                        .sum())
                .as("two years of hours")
                .isEqualTo(17_520);
        assertThat(server.requests.stream()
                        .filter(UpsertRequest.class::isInstance)
                        .mapToInt(request -> ((UpsertRequest) request).getEntitiesCount())
                        .sum())
                .isEqualTo(4_002);
        assertThat(server.requests)
                .allMatch(request -> ((com.google.protobuf.Message) request).getSerializedSize() < 200_000);
    }

    @Test
    void queries_ask_for_what_was_written_before_them() {
        run("""
                {"steps": [{"append": {"readings": [{"component": "a", "at": "2026-01-01T00:00:00Z", "value": 1}]}},
                           {"latest": {"component": "a"}}]}
                """);
        ReadLatestRequest latest = (ReadLatestRequest) server.requests.get(1);
        assertThat(latest.getAtLeast().toStringUtf8()).isEqualTo("p1");
    }

    @Test
    void settings_of_deltas_reach_the_server() {
        run("""
                {"steps": [
                  {"deltas": {"component": "a", "from": "2026-01-01T00:00:00Z", "to": "2026-01-02T00:00:00Z",
                    "policy": "SOURCE", "lookBack": "PT2H", "bridgeInvalid": true}},
                  {"deltas": {"component": "a", "from": "2026-01-01T00:00:00Z", "to": "2026-01-02T00:00:00Z",
                    "lookBack": "UNLIMITED", "bucket": "PT15M"}}]}
                """);
        ReadDeltasRequest deltas = (ReadDeltasRequest) server.requests.get(0);
        assertThat(deltas.getSettings().getLookBackMax().getSeconds()).isEqualTo(7200);
        assertThat(deltas.getSettings().getBridgeInvalid()).isTrue();
        AggregateDeltasRequest sums = (AggregateDeltasRequest) server.requests.get(1);
        assertThat(sums.getBucket()).isEqualTo(DeltaBucket.QUARTER_HOUR);
        assertThat(sums.getCalendar().getServicePoint()).isTrue();
        assertThat(sums.getSettings().getLookBackUnlimited()).isTrue();
    }

    @Test
    void a_step_that_fails_gives_an_error_result_and_the_run_goes_on() {
        ScenarioResult result = run("""
                {"steps": [{"latest": {}}, {"latest": {"component": "mc1"}}]}
                """);
        assertThat(JsonText.line(result.document()))
                .contains("{\"error\":{\"code\":\"INVALID_ARGUMENT\",\"reason\":\"BAD_ID\","
                        + "\"message\":\"components[0] is empty: give an id\"}},{\"latestContiguous\":null");
        assertThat(result.differences()).isEmpty();
    }

    @Test
    void what_a_step_expects_is_compared_and_a_difference_names_the_step() {
        ScenarioResult result = run("""
                {"steps": [{"latest": {"component": "mc1"}, "expect": {"latest": "2026-01-01T00:00:00Z"}},
                           {"latest": {"component": "mc1"}, "expect": {"latest": "2027-01-01T00:00:00Z"}},
                           {"latest": {}, "expect": {}},
                           {"latest": {}, "expect": {"error": {"reason": "BAD_ID"}}}]}
                """);
        assertThat(result.differences())
                .containsExactly(
                        "steps[1] latest: latest (line 2): expected \"2027-01-01T00:00:00Z\","
                                + " got \"2026-01-01T00:00:00Z\"",
                        "steps[2] latest: error: not expected: {\"code\":\"INVALID_ARGUMENT\","
                                + "\"reason\":\"BAD_ID\",\"message\":\"components[0] is empty: give an id\"}");
    }

    @Test
    void readings_refused_before_the_steps_are_told_and_fail_nothing() {
        ScenarioResult result = run("""
                {"readings": [{"component": "nobody", "at": "2026-01-01T00:00:00Z", "value": 1}]}
                """);
        assertThat(result.warnings()).singleElement().asString().contains("UNKNOWN_COMPONENT");
        assertThat(result.differences()).isEmpty();
    }

    @Test
    void a_portfolio_that_is_refused_gives_its_error_and_no_results() {
        String text = "{\"name\": \"n\", \"providers\": [{\"id\": \"p\"}], \"steps\": [{\"fill\": {}}]%s}";
        ScenarioResult unexpected = run(text.formatted(""), new FakeTidemark(true));
        assertThat(JsonText.line(unexpected.document()))
                .isEqualTo("{\"scenario\":\"n\",\"error\":{\"code\":\"INVALID_ARGUMENT\",\"reason\":"
                        + "\"UNKNOWN_TIME_ZONE\",\"message\":\"time_zone is Mars: no such zone\"},\"results\":[]}");
        assertThat(unexpected.differences()).hasSize(1);

        ScenarioResult expected =
                run(text.formatted(", \"expectError\": {\"code\": \"INVALID_ARGUMENT\"}"), new FakeTidemark(true));
        assertThat(expected.differences()).isEmpty();

        ScenarioResult another =
                run(text.formatted(", \"expectError\": {\"reason\": \"ALREADY_EXISTS\"}"), new FakeTidemark(true));
        assertThat(another.differences()).singleElement().asString().contains("expectError.reason");

        ScenarioResult none = run(text.formatted(", \"expectError\": {}"), new FakeTidemark(false));
        assertThat(none.differences()).singleElement().asString().contains("the server took the portfolio");
    }
}
