package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.client.Select;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.Times;
import io.tidemark.v1.CaseFilter;
import io.tidemark.v1.EstimationOutcome;
import io.tidemark.v1.ListCasesRequest;
import io.tidemark.v1.MonitoringServiceGrpc;
import io.tidemark.v1.Reading;
import io.tidemark.v1.ReviewRequest;
import io.tidemark.v1.RunEstimationRequest;
import io.tidemark.v1.StreamCase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the age of readings means for what is known of them: an hourly component with holes in January and in May, of which
 * only April and later are kept. The server's clock stands at 15 June 2026.
 */
@Timeout(60)
class RetentionOfHistoryTest {

    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final Instant OLD_HOLE = Instant.parse("2026-01-10T00:00:00Z");
    private static final Instant KEPT_FROM = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant NEW_HOLE = Instant.parse("2026-05-20T06:00:00Z");
    private static final Instant END = Instant.parse("2026-06-15T00:00:00Z");
    private static final int HOLE_HOURS = 3;

    @TempDir
    private Path directory;

    @Test
    void a_hole_that_is_forgotten_with_its_month_holds_the_tide_mark_no_longer_and_is_not_estimated() {
        try (TestServer server = TestServer.start(directory)) {
            register(server);
            TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port());
            try (client) {
                write(client);
                assertThat(mark(client)).isEqualTo(OLD_HOLE);
                assertThat(gapsBy(client)).startsWith(OLD_HOLE).contains(NEW_HOLE);
            }
            server.settings("tidemark.store.retentionMonths = 2");
            for (int start = 0; start < 2; start++) {
                server.restart();
                try (TidemarkClient again = TidemarkClient.connect("127.0.0.1:" + server.port())) {
                    assertThat(mark(again)).isEqualTo(NEW_HOLE);
                    assertThat(gapsBy(again)).containsExactly(NEW_HOLE);
                    again.appends().append(List.of(reading(END)));
                    assertThat(mark(again)).isEqualTo(NEW_HOLE);
                }
            }
        }
    }

    @Test
    void a_component_of_which_everything_was_dropped_is_estimated_from_what_is_kept_on() {
        try (TestServer server = TestServer.start(directory)) {
            register(server);
            server.register(Portfolio.component("old", "hours", "dc"));
            try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port())) {
                write(client);
                client.appends()
                        .append(List.of(Reading.newBuilder()
                                .setComponent("old")
                                .setTime(Times.timestamp(BEGIN))
                                .setValue(1)
                                .build()));
            }
            server.settings("tidemark.store.retentionMonths = 2");
            server.restart();
            try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port())) {
                assertThat(outcomes(client, "old"))
                        .isNotEmpty()
                        .allSatisfy(outcome ->
                                assertThat(outcome.getFromMillis()).isGreaterThanOrEqualTo(KEPT_FROM.toEpochMilli()));
                client.appends()
                        .append(List.of(Reading.newBuilder()
                                .setComponent("old")
                                .setTime(Times.timestamp(KEPT_FROM))
                                .setValue(2)
                                .build()));
                assertThat(client.readings()
                                .latest(Select.ids("old"))
                                .list(1)
                                .get(0)
                                .latestContiguousMillis())
                        .isEqualTo(KEPT_FROM.plusSeconds(3_600).toEpochMilli());
            }
        }
    }

    @Test
    void a_review_finds_nothing_missing_of_what_was_dropped_and_a_case_about_it_is_closed() {
        try (TestServer server = TestServer.start(directory)) {
            register(server);
            try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port())) {
                write(client);
                review(client, "2026-01");
                assertThat(cases(client))
                        .singleElement()
                        .satisfies(one -> assertThat(one.hasResolvedAtMillis()).isFalse());
            }
            server.settings("tidemark.store.retentionMonths = 2");
            server.restart();
            try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port())) {
                assertThatThrownBy(() -> review(client, "2026-01"))
                        .hasMessageContaining("OUT_OF_RANGE")
                        .hasMessageContaining("were dropped because of their age");
                review(client, "2026-04");
                assertThat(cases(client))
                        .singleElement()
                        .satisfies(one -> assertThat(one.hasResolvedAtMillis()).isTrue());
            }
        }
    }

    private static void register(TestServer server) {
        server.register(
                Portfolio.provider("grid"),
                Portfolio.point("sp", "UTC", "grid"),
                Portfolio.intervals("hours", 3_600),
                Portfolio.configuration("dc"),
                Portfolio.installed("dc", "sp", BEGIN.toEpochMilli(), Long.MAX_VALUE),
                Portfolio.component("mc", "hours", "dc"));
    }

    private static void write(TidemarkClient client) {
        List<Reading> readings = new ArrayList<>();
        for (Instant at = BEGIN; at.isBefore(END); at = at.plusSeconds(3_600)) {
            if (!isIn(at, OLD_HOLE) && !isIn(at, NEW_HOLE)) {
                readings.add(reading(at));
            }
        }
        client.appends().append(readings);
    }

    private static boolean isIn(Instant at, Instant hole) {
        return !at.isBefore(hole) && at.isBefore(hole.plusSeconds(HOLE_HOURS * 3_600));
    }

    private static Reading reading(Instant at) {
        return Reading.newBuilder()
                .setComponent("mc")
                .setTime(Times.timestamp(at))
                .setValue(1)
                .build();
    }

    private static Instant mark(TidemarkClient client) {
        return Instant.ofEpochMilli(
                client.readings().latest(Select.ids("mc")).list(1).get(0).latestContiguousMillis());
    }

    /** Begins of the gaps that a run would ask for. */
    private static List<Instant> gapsBy(TidemarkClient client) {
        return outcomes(client, "mc").stream()
                .map(outcome -> Instant.ofEpochMilli(outcome.getFromMillis()))
                .toList();
    }

    private static List<EstimationOutcome> outcomes(TidemarkClient client, String component) {
        return client
                .estimation()
                .run(RunEstimationRequest.newBuilder()
                        .setSelection(Select.ids(component))
                        .setProcessTime(Times.timestamp(END))
                        .setDryRun(true)
                        .build())
                .list(1_000)
                .stream()
                .flatMap(piece -> piece.getOutcomesList().stream())
                .toList();
    }

    private static void review(TidemarkClient client, String month) {
        monitoring(client)
                .review(ReviewRequest.newBuilder()
                        .setMonth(month)
                        .setAt(Times.timestamp(END))
                        .build())
                .forEachRemaining(piece -> {});
    }

    private static List<StreamCase> cases(TidemarkClient client) {
        List<StreamCase> cases = new ArrayList<>();
        monitoring(client)
                .listCases(ListCasesRequest.newBuilder()
                        .setSelection(Select.all())
                        .setFilter(CaseFilter.CASE_FILTER_ALL)
                        .build())
                .forEachRemaining(piece -> cases.addAll(piece.getCasesList()));
        return cases;
    }

    private static MonitoringServiceGrpc.MonitoringServiceBlockingStub monitoring(TidemarkClient client) {
        return MonitoringServiceGrpc.newBlockingStub(client.channel());
    }
}
