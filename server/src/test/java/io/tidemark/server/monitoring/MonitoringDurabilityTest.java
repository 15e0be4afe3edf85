package io.tidemark.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.StatusRuntimeException;
import io.tidemark.v1.AssignCaseRequest;
import io.tidemark.v1.CaseCause;
import io.tidemark.v1.CaseFilter;
import io.tidemark.v1.CaseOwner;
import io.tidemark.v1.CloseDisturbanceRequest;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.Disturbance;
import io.tidemark.v1.EnterReadingsRequest;
import io.tidemark.v1.EnterReadingsResponse;
import io.tidemark.v1.GetReviewRequest;
import io.tidemark.v1.HandEntry;
import io.tidemark.v1.ListCasesRequest;
import io.tidemark.v1.ListDisturbancesRequest;
import io.tidemark.v1.ListEntriesRequest;
import io.tidemark.v1.ListReviewsRequest;
import io.tidemark.v1.MessageStatus;
import io.tidemark.v1.NoteCaseRequest;
import io.tidemark.v1.OpenDisturbanceRequest;
import io.tidemark.v1.OutboxMessage;
import io.tidemark.v1.Reading;
import io.tidemark.v1.ReviewChunk;
import io.tidemark.v1.SnoozeCaseRequest;
import io.tidemark.v1.StreamCase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitoringDurabilityTest {

    @TempDir
    Path directory;

    @Test
    void a_crash_forgets_nothing_and_does_nothing_twice() throws InterruptedException {
        try (WatchedServer server = new WatchedServer(directory.resolve("one"), "")) {
            server.register("grid-a", "sp1", "mc1", "mc2", "mc3");
            server.review("2024-01", "2024-02-15T08:00:00Z");
            change(server);
            WatchedServer.await(
                    "the message is looked at",
                    () -> server.messages().stream()
                            .allMatch(message -> message.getStatus() == MessageStatus.MESSAGE_WITHOUT_CONTACT));

            List<StreamCase> cases = cases(server);
            assertThat(cases).hasSize(3);
            assertThat(cases.get(0).getOwner()).isEqualTo(CaseOwner.CASE_OWNER_CUSTOMER);
            assertThat(cases.get(2).hasResolvedAtMillis()).isTrue();

            Path left = server.crashed(directory.resolve("two"));
            try (WatchedServer again = new WatchedServer(left, "")) {
                assertThat(cases(again)).isEqualTo(cases);
                assertThat(reviews(again)).isEqualTo(reviews(server));
                assertThat(disturbances(again)).isEqualTo(disturbances(server));
                assertThat(entries(again)).isEqualTo(entries(server));
                assertThat(again.messages()).isEqualTo(server.messages());

                List<ReviewChunk> repeated = again.review("2024-01", "2024-02-16T08:00:00Z");
                assertThat(repeated)
                        .allSatisfy(chunk -> assertThat(chunk.getMessagesList()).isEmpty());
                assertThat(again.messages())
                        .extracting(OutboxMessage::getIdempotencyKey)
                        .hasSize(1)
                        .doesNotHaveDuplicates();
            }
        }
    }

    private static void change(WatchedServer server) {
        server.monitoring()
                .assignCase(AssignCaseRequest.newBuilder()
                        .setComponent("mc1")
                        .setOwner(CaseOwner.CASE_OWNER_CUSTOMER)
                        .setCause(CaseCause.CASE_CAUSE_API_KEY_MISSING)
                        .setBy("ann")
                        .build());
        server.monitoring()
                .noteCase(NoteCaseRequest.newBuilder()
                        .setComponent("mc1")
                        .setText("asked by telephone")
                        .setBy("ann")
                        .build());
        server.monitoring()
                .snoozeCase(SnoozeCaseRequest.newBuilder()
                        .setComponent("mc2")
                        .setUntil(WatchedServer.at("2024-06-01T00:00:00Z"))
                        .setBy("bo")
                        .build());
        server.monitoring()
                .openDisturbance(OpenDisturbanceRequest.newBuilder()
                        .setProvider("grid-a")
                        .setFrom(WatchedServer.at("2024-02-01T00:00:00Z"))
                        .setBanner("Grid A moves house")
                        .setBy("ann")
                        .build());
        server.monitoring()
                .closeDisturbance(CloseDisturbanceRequest.newBuilder()
                        .setProvider("grid-a")
                        .setBy("bo")
                        .build());
        EnterReadingsResponse entered = server.monitoring().enterReadings(byHand("mc3"));
        assertThat(entered.getAcceptedCount()).isEqualTo(1);
        assertThat(entered.getResolvedList()).containsExactly("mc3");
    }

    /** The one hour of January in which the component was installed. */
    private static EnterReadingsRequest byHand(String component) {
        return EnterReadingsRequest.newBuilder()
                .addReadings(Reading.newBuilder()
                        .setComponent(component)
                        .setTime(WatchedServer.at("2024-01-31T22:00:00Z"))
                        .setValue(1.5))
                .setBy("ann")
                .setWhy("read from the display")
                .build();
    }

    @Test
    void readings_by_hand_must_be_manual_and_say_who_and_why() {
        try (WatchedServer server = new WatchedServer(directory.resolve("one"), "")) {
            server.register("grid-a", "sp1", "mc1");
            EnterReadingsRequest good = byHand("mc1");
            refused(server, good.toBuilder().clearWhy().build(), "why");
            refused(server, good.toBuilder().clearBy().build(), "by");
            refused(
                    server,
                    good.toBuilder()
                            .setReadings(0, good.getReadings(0).toBuilder().setCondition(501_000))
                            .build(),
                    "readings[0].condition is 501000");
            EnterReadingsResponse unknown = server.monitoring().enterReadings(byHand("nobody"));
            assertThat(unknown.getRejected(0).getReason()).isEqualTo(io.tidemark.v1.RejectionReason.UNKNOWN_COMPONENT);
        }
    }

    private static void refused(WatchedServer server, EnterReadingsRequest request, String says) {
        assertThatThrownBy(() -> server.monitoring().enterReadings(request))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("INVALID_ARGUMENT")
                .hasMessageContaining(says);
    }

    @Test
    void a_case_that_is_not_there_cannot_be_changed() {
        try (WatchedServer server = new WatchedServer(directory.resolve("one"), "")) {
            server.register("grid-a", "sp1", "mc1");
            assertThatThrownBy(() -> server.monitoring()
                            .noteCase(NoteCaseRequest.newBuilder()
                                    .setComponent("mc1")
                                    .setText("?")
                                    .build()))
                    .hasMessageContaining("NOT_FOUND");
            assertThatThrownBy(() -> server.review("2024-13", "2024-02-15T08:00:00Z"))
                    .hasMessageContaining("YYYY-MM");
            assertThatThrownBy(() -> server.review("2024-03", "2024-02-15T08:00:00Z"))
                    .hasMessageContaining("has not begun");
        }
    }

    private static List<StreamCase> cases(WatchedServer server) {
        List<StreamCase> cases = new ArrayList<>();
        server.monitoring()
                .listCases(ListCasesRequest.newBuilder()
                        .setSelection(ComponentSelection.newBuilder().setAll(true))
                        .setFilter(CaseFilter.CASE_FILTER_ALL)
                        .setWithHistory(true)
                        .build())
                .forEachRemaining(piece -> cases.addAll(piece.getCasesList()));
        return cases;
    }

    private static List<ReviewChunk> reviews(WatchedServer server) {
        List<ReviewChunk> chunks = new ArrayList<>();
        server.monitoring()
                .listReviews(ListReviewsRequest.getDefaultInstance())
                .getReviewsList()
                .forEach(review -> server.monitoring()
                        .getReview(GetReviewRequest.newBuilder()
                                .setNumber(review.getNumber())
                                .build())
                        .forEachRemaining(chunks::add));
        assertThat(chunks).isNotEmpty();
        return chunks;
    }

    private static List<Disturbance> disturbances(WatchedServer server) {
        return server.monitoring()
                .listDisturbances(ListDisturbancesRequest.getDefaultInstance())
                .getDisturbancesList();
    }

    private static List<HandEntry> entries(WatchedServer server) {
        return server.monitoring()
                .listEntries(ListEntriesRequest.getDefaultInstance())
                .getEntriesList();
    }
}
