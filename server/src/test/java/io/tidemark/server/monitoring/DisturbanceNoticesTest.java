package io.tidemark.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.tidemark.v1.AppendReadingsRequest;
import io.tidemark.v1.ChangeDisturbanceBannerRequest;
import io.tidemark.v1.CloseDisturbanceRequest;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.DeleteReadingsRequest;
import io.tidemark.v1.Disturbance;
import io.tidemark.v1.DisturbanceNotice;
import io.tidemark.v1.Entity;
import io.tidemark.v1.EstimationSettings;
import io.tidemark.v1.ListDisturbancesRequest;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.OpenDisturbanceRequest;
import io.tidemark.v1.Reading;
import io.tidemark.v1.TimeRange;
import io.tidemark.v1.UpsertRequest;
import io.tidemark.v1.WatchDisturbancesRequest;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twelve streams of grid-a and twelve of grid-b, hourly, installed for four hours over midnight of 1 February 2024 in
 * Stockholm; each local day is due by six the next morning.
 */
@Timeout(120)
class DisturbanceNoticesTest {

    private static final int STREAMS = 12;

    @TempDir
    Path directory;

    private static void register(WatchedServer server) {
        server.register("grid-a", "sp-a", ids("a"));
        server.register("grid-b", "sp-b", ids("b"));
    }

    private static String[] ids(String provider) {
        return IntStream.range(0, STREAMS).mapToObj(i -> provider + i).toArray(String[]::new);
    }

    /** All readings of some of a provider's streams. */
    private static void send(WatchedServer server, String provider, int from, int to) {
        AppendReadingsRequest.Builder request = AppendReadingsRequest.newBuilder();
        Timestamp first = WatchedServer.at("2024-01-31T22:00:00Z");
        for (int stream = from; stream < to; stream++) {
            for (int hour = 0; hour < 4; hour++) {
                request.addReadings(Reading.newBuilder()
                        .setComponent(provider + stream)
                        .setTime(first.toBuilder().setSeconds(first.getSeconds() + hour * 3_600))
                        .setValue(1));
            }
        }
        server.ingest().appendReadings(request.build());
    }

    /** A server that does not look by itself, so that nobody is noticed before the data are there. */
    private void withDataOfB() {
        try (WatchedServer server = new WatchedServer(directory, "")) {
            register(server);
            send(server, "b", 0, STREAMS);
        }
    }

    private static Iterator<DisturbanceNotice> subscribe(WatchedServer server, String provider) {
        return server.monitoring()
                .watchDisturbances(WatchDisturbancesRequest.newBuilder()
                        .setProvider(provider)
                        .build());
    }

    @Test
    void a_provider_that_goes_quiet_is_noticed_by_itself_while_data_of_others_arrive_and_closed_when_it_sends_again()
            throws Exception {
        withDataOfB();
        try (WatchedServer server = new WatchedServer(directory, "tidemark.monitoring.tickSeconds = 1")) {
            Iterator<DisturbanceNotice> notices = subscribe(server, "grid-a");
            Disturbance opened = notices.next().getDisturbance();
            assertThat(opened.getProvider()).isEqualTo("grid-a");
            assertThat(opened.getByHand()).isFalse();
            assertThat(opened.hasClosedAtMillis()).isFalse();
            // The hour from 23:00 of 31 January is due by six on 1 February, Stockholm.
            assertThat(opened.getFromMillis())
                    .isEqualTo(WatchedServer.at("2024-02-01T05:00:00Z").getSeconds() * 1_000);
            assertThat(opened.getBanner())
                    .isEqualTo("No data from Grid grid-a for 12 of 12 streams, due since 2024-02-01T05:00:00Z.");

            send(server, "a", 0, STREAMS);
            Disturbance closed = notices.next().getDisturbance();
            assertThat(closed.hasClosedAtMillis()).isTrue();
            assertThat(closed.getHistoryList())
                    .extracting(event -> event.getEventCase().name() + " " + event.getBy())
                    .containsExactly("OPENED ", "CLOSED ");
            assertThat(server.monitoring()
                            .listDisturbances(ListDisturbancesRequest.newBuilder()
                                    .setProvider("grid-b")
                                    .build())
                            .getDisturbancesList())
                    .isEmpty();
        }
    }

    @Test
    void streams_whose_readings_are_deleted_are_late_again() {
        withDataOfB();
        try (WatchedServer server = new WatchedServer(directory, "tidemark.monitoring.tickSeconds = 1")) {
            Iterator<DisturbanceNotice> notices = subscribe(server, "grid-a");
            assertThat(notices.next().getDisturbance().hasClosedAtMillis()).isFalse();
            send(server, "a", 0, STREAMS);
            assertThat(notices.next().getDisturbance().hasClosedAtMillis()).isTrue();

            for (String component : ids("a")) {
                server.ingest()
                        .deleteReadings(DeleteReadingsRequest.newBuilder()
                                .setComponent(component)
                                .setRange(TimeRange.newBuilder()
                                        .setStartTime(WatchedServer.at("2024-01-31T22:00:00Z"))
                                        .setEndTime(WatchedServer.at("2024-02-01T02:00:00Z")))
                                .build());
            }
            Disturbance again = notices.next().getDisturbance();
            assertThat(again.hasClosedAtMillis()).isFalse();
            assertThat(again.getHistoryCount()).isEqualTo(1);
        }
    }

    @Test
    void a_subscriber_hears_first_what_is_open_and_then_every_change_by_hand_or_by_itself() {
        try (WatchedServer server = new WatchedServer(directory, "")) {
            register(server);
            server.tick(WatchedServer.at("2024-02-01T05:00:00Z").getSeconds() * 1_000);
            Iterator<DisturbanceNotice> notices = subscribe(server, "");
            assertThat(notices.next().getDisturbance().getProvider()).isEqualTo("grid-a");
            assertThat(notices.next().getDisturbance().getProvider()).isEqualTo("grid-b");

            server.monitoring()
                    .changeDisturbanceBanner(ChangeDisturbanceBannerRequest.newBuilder()
                            .setProvider("grid-a")
                            .setBanner("They move house")
                            .setBy("ann")
                            .build());
            assertThat(notices.next().getDisturbance().getBanner()).isEqualTo("They move house");

            // Three of twelve send: nine are late, fewer than ten, and grid-b is in order again.
            send(server, "b", 0, 3);
            server.tick(WatchedServer.at("2024-02-01T05:01:00Z").getSeconds() * 1_000);
            Disturbance inOrder = notices.next().getDisturbance();
            assertThat(inOrder.getProvider()).isEqualTo("grid-b");
            assertThat(inOrder.hasClosedAtMillis()).isTrue();

            server.monitoring()
                    .closeDisturbance(CloseDisturbanceRequest.newBuilder()
                            .setProvider("grid-a")
                            .setBy("ann")
                            .build());
            assertThat(notices.next().getDisturbance().hasClosedAtMillis()).isTrue();
            // It is as quiet as before: what a person has closed stays closed.
            server.tick(WatchedServer.at("2024-02-01T05:02:00Z").getSeconds() * 1_000);

            server.monitoring()
                    .openDisturbance(OpenDisturbanceRequest.newBuilder()
                            .setProvider("grid-b")
                            .setBanner("Their mail server is down")
                            .setBy("bo")
                            .build());
            Disturbance byHand = notices.next().getDisturbance();
            assertThat(byHand.getProvider()).isEqualTo("grid-b");
            assertThat(byHand.getNumber()).isEqualTo(2);
            assertThat(byHand.getByHand()).isTrue();
            // Nothing is late enough, and what a person has opened stays open.
            server.tick(WatchedServer.at("2024-02-01T05:03:00Z").getSeconds() * 1_000);
            assertThat(server.monitoring()
                            .listDisturbances(ListDisturbancesRequest.getDefaultInstance())
                            .getDisturbancesList())
                    .extracting(one -> one.getProvider() + one.getNumber() + !one.hasClosedAtMillis())
                    .containsExactlyInAnyOrder("grid-b2true", "grid-b1false", "grid-a1false");
        }
    }

    /** A provider's streams again, due some time after each day. */
    private static void registerAgain(WatchedServer server, String provider, String dueAfter) {
        UpsertRequest.Builder request = UpsertRequest.newBuilder();
        for (String id : ids(provider)) {
            request.addEntities(Entity.newBuilder()
                    .setMeasuringComponent(MeasuringComponent.newBuilder()
                            .setId(id)
                            .setType("hourly")
                            .addDeviceConfigurations("dc-sp-" + provider)
                            .setDueAfter(dueAfter)));
        }
        server.register(request.build());
    }

    /** The type again, whose components wait for so many hours where they say nothing themselves. */
    private static void registerType(WatchedServer server, int hoursToWait) {
        server.register(UpsertRequest.newBuilder()
                .addEntities(Entity.newBuilder()
                        .setMeasuringComponentType(MeasuringComponentType.newBuilder()
                                .setId("hourly")
                                .setKind(ComponentKind.INTERVAL)
                                .setInterval(Duration.newBuilder().setSeconds(3_600))
                                .setEstimation(EstimationSettings.newBuilder().setHoursToWait(hoursToWait))))
                .build());
    }

    private static List<String> disturbed(WatchedServer server) {
        return server
                .monitoring()
                .listDisturbances(
                        ListDisturbancesRequest.newBuilder().setOpenOnly(true).build())
                .getDisturbancesList()
                .stream()
                .map(Disturbance::getProvider)
                .sorted()
                .toList();
    }

    @Test
    void the_watch_takes_up_what_changed_in_the_registry_since_its_last_pass() {
        try (WatchedServer server = new WatchedServer(directory, "")) {
            long at = WatchedServer.at("2024-02-01T04:00:00Z").getSeconds() * 1_000;
            register(server);
            registerAgain(server, "b", "");
            registerType(server, 240);
            server.tick(at);
            assertThat(disturbed(server)).isEmpty();

            // The day ended at 23:00 UTC; two hours later its data are due, if the components say so.
            registerAgain(server, "a", "PT2H");
            server.tick(at + 1);
            assertThat(disturbed(server)).containsExactly("grid-a");

            // Those of the other provider say nothing, so their type decides.
            registerType(server, 3);
            server.tick(at + 2);
            assertThat(disturbed(server)).containsExactly("grid-a", "grid-b");

            server.register("grid-c", "sp-c", ids("c"));
            registerType(server, 3);
            registerAgain(server, "c", "PT1H");
            registerAgain(server, "a", "PT5H");
            server.tick(at + 3);
            assertThat(disturbed(server)).containsExactly("grid-a", "grid-b", "grid-c");

            registerAgain(server, "a", "PT6H");
            registerType(server, 6);
            server.tick(at + 4);
            assertThat(disturbed(server)).containsExactly("grid-c");
        }
    }

    @Test
    void a_provider_that_nobody_knows_is_refused() {
        try (WatchedServer server = new WatchedServer(directory, "")) {
            register(server);
            assertThatThrownBy(() -> subscribe(server, "grid-x").next()).satisfies(DisturbanceNoticesTest::isUnknown);
            assertThatThrownBy(() -> server.monitoring()
                            .listDisturbances(ListDisturbancesRequest.newBuilder()
                                    .setProvider("grid-x")
                                    .build()))
                    .satisfies(DisturbanceNoticesTest::isUnknown);
        }
    }

    private static void isUnknown(Throwable refusal) {
        assertThat(((StatusRuntimeException) refusal).getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(refusal).hasMessageContaining("grid-x");
    }
}
