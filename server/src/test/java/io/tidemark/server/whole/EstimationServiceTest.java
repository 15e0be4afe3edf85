package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import io.grpc.Status;
import io.tidemark.client.Entities;
import io.tidemark.client.ResultStream;
import io.tidemark.client.Select;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.TidemarkException;
import io.tidemark.client.Times;
import io.tidemark.client.process.ServerProcess;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.CreateInitialMeasurementRequest;
import io.tidemark.v1.DeviceConfiguration;
import io.tidemark.v1.EstimationCreate;
import io.tidemark.v1.EstimationRun;
import io.tidemark.v1.EstimationRunState;
import io.tidemark.v1.EstimationSettings;
import io.tidemark.v1.ExplainEstimationRequest;
import io.tidemark.v1.ExplainEstimationResponse;
import io.tidemark.v1.ExplainValueResponse;
import io.tidemark.v1.FillingRuleKind;
import io.tidemark.v1.InitialMeasurement;
import io.tidemark.v1.InitialMeasurementStatus;
import io.tidemark.v1.InstallEvent;
import io.tidemark.v1.ListInitialMeasurementsRequest;
import io.tidemark.v1.ListToDosRequest;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.Reading;
import io.tidemark.v1.RunEstimationRequest;
import io.tidemark.v1.RunEstimationResponse;
import io.tidemark.v1.ServicePoint;
import io.tidemark.v1.ToDo;
import io.tidemark.v1.ToDoClosing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Periodic estimation through the client, on one hourly component whose gap is 02:00 to 04:00 of the first of April. */
class EstimationServiceTest {

    private static final Instant DAY = Instant.parse("2026-04-01T00:00:00Z");

    @TempDir
    private Path directory;

    private static Instant hour(int hours) {
        return DAY.plusSeconds(3_600L * hours);
    }

    private static void register(TidemarkClient client, EstimationCreate create, Instant installedAt) {
        client.registry()
                .upsert(List.of(
                        Entities.of(MeasuringComponentType.newBuilder()
                                .setId("hourly")
                                .setKind(ComponentKind.INTERVAL)
                                .setInterval(Duration.newBuilder().setSeconds(3_600))
                                .setEstimation(EstimationSettings.newBuilder()
                                        .setCreate(create)
                                        .setHoursToWait(0)
                                        .setHoursToEstimate(0))
                                .build()),
                        Entities.of(ServicePoint.newBuilder()
                                .setId("sp")
                                .setTimeZone("UTC")
                                .build()),
                        Entities.of(DeviceConfiguration.newBuilder()
                                .setId("dc")
                                .setDevice("meter")
                                .build()),
                        Entities.of(InstallEvent.newBuilder()
                                .setId("ie")
                                .setDeviceConfiguration("dc")
                                .setServicePoint("sp")
                                .setInstalledAt(Times.timestamp(installedAt))
                                .build()),
                        Entities.of(MeasuringComponent.newBuilder()
                                .setId("mc")
                                .setType("hourly")
                                .addDeviceConfigurations("dc")
                                .build())));
    }

    private static void append(TidemarkClient client, int hour, double value) {
        client.appends()
                .append(List.of(Reading.newBuilder()
                        .setComponent("mc")
                        .setTime(Times.timestamp(hour(hour)))
                        .setValue(value)
                        .build()));
    }

    private static void registerWithGap(TidemarkClient client, EstimationCreate create) {
        register(client, create, DAY);
        append(client, 0, 10);
        append(client, 1, 10);
        append(client, 4, 16);
    }

    private static EstimationRun run(TidemarkClient client, boolean fill) {
        EstimationRun summary = null;
        try (ResultStream<RunEstimationResponse> answer = client.estimation()
                .run(RunEstimationRequest.newBuilder()
                        .setSelection(Select.all())
                        .setProcessTime(Times.timestamp(hour(5)))
                        .setFill(fill)
                        .build())
                .open()) {
            while (answer.hasNext()) {
                RunEstimationResponse piece = answer.next();
                summary = piece.hasSummary() ? piece.getSummary() : summary;
            }
        }
        return summary;
    }

    private static List<InitialMeasurement> initialMeasurements(
            TidemarkClient client, InitialMeasurementStatus... status) {
        return client.estimation()
                .initialMeasurements(ListInitialMeasurementsRequest.newBuilder()
                        .setSelection(Select.all())
                        .addAllStatus(List.of(status))
                        .build())
                .list(100);
    }

    private static List<ToDo> toDos(TidemarkClient client) {
        return client.estimation()
                .toDos(ListToDosRequest.newBuilder()
                        .setSelection(Select.all())
                        .setWithClosed(true)
                        .build())
                .list(100);
    }

    private static List<Double> values(TidemarkClient client) {
        List<Double> values = new ArrayList<>();
        client.readings().read(Select.all(), Times.range(DAY, hour(24))).forEach(series -> {
            for (int i = 0; i < series.size(); i++) {
                values.add(series.values()[i]);
            }
        });
        return values;
    }

    private static long latestContiguous(TidemarkClient client) {
        return client.readings().latest(Select.all()).list(1).get(0).latestContiguousMillis();
    }

    private static TidemarkException refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(TidemarkException.class, call);
    }

    @Test
    void a_run_asks_once_fills_says_why_and_what_is_finalised_counts() {
        try (LocalServer server = LocalServer.start();
                TidemarkClient client = TidemarkClient.connect(server.address())) {
            registerWithGap(client, EstimationCreate.CREATE_INITIAL_MEASUREMENT);
            EstimationRun first = run(client, true);
            assertThat(first.getState()).isEqualTo(EstimationRunState.COMPLETED);
            assertThat(first.getInitialMeasurements()).isEqualTo(1);
            assertThat(first.getIntervals()).isEqualTo(2);
            assertThat(first.getFilled()).isEqualTo(1);
            EstimationRun again = run(client, false);
            assertThat(again.getGaps()).isEqualTo(1);
            assertThat(again.getInitialMeasurements()).isZero();
            assertThat(client.estimation().runs(10)).containsExactly(again, first);

            InitialMeasurement one = initialMeasurements(client).get(0);
            assertThat(one.getValuesList()).containsExactly(12.0, 14.0);
            assertThat(one.getConditionsList()).containsExactly(301_000, 301_000);

            client.estimation().finalizeOne(one.getId(), List.of());
            assertThat(values(client)).containsExactly(10.0, 10.0, 12.0, 14.0, 16.0);
            assertThat(latestContiguous(client)).isEqualTo(hour(5).toEpochMilli());
            ExplainValueResponse why = client.estimation().explainValue("mc", hour(3));
            assertThat(why.getValue()).isEqualTo(14);
            assertThat(why.getIsFinal()).isTrue();
            assertThat(why.getFilledByRun()).isEqualTo(first.getRun());
            assertThat(why.getEvidenceList())
                    .singleElement()
                    .satisfies(evidence -> assertThat(evidence.getRule()).isEqualTo(FillingRuleKind.INTERPOLATION));
        }
    }

    @Test
    void an_actual_replaces_a_final_estimate_and_the_one_beside_it_is_filled_again() {
        try (LocalServer server = LocalServer.start();
                TidemarkClient client = TidemarkClient.connect(server.address())) {
            registerWithGap(client, EstimationCreate.CREATE_INITIAL_MEASUREMENT);
            run(client, true);
            client.estimation().finalizeOne(initialMeasurements(client).get(0).getId(), List.of());

            append(client, 2, 20);

            List<Double> expected = List.of(10.0, 10.0, 20.0, 18.0, 16.0);
            List<Double> seen = values(client);
            while (!seen.equals(expected)) {
                assertThat(seen).isIn(List.of(10.0, 10.0, 20.0, 14.0, 16.0), expected);
                Thread.onSpinWait();
                seen = values(client);
            }
            assertThat(client.estimation().explainValue("mc", hour(3)).getFilledAgain())
                    .isTrue();
        }
    }

    @Test
    void a_to_do_is_assigned_and_closes_by_itself_when_its_gap_is_gone() {
        try (LocalServer server = LocalServer.start();
                TidemarkClient client = TidemarkClient.connect(server.address())) {
            registerWithGap(client, EstimationCreate.CREATE_TO_DO);
            assertThat(run(client, false).getToDos()).isEqualTo(1);
            assertThat(run(client, false).getToDos()).isZero();
            long id = toDos(client).get(0).getId();
            client.estimation().assign(id, "maria");
            append(client, 2, 11);
            assertThat(toDos(client)).singleElement().satisfies(toDo -> {
                assertThat(toDo.getAssignee()).isEqualTo("maria");
                assertThat(toDo.getClosing()).isEqualTo(ToDoClosing.TO_DO_CLOSING_UNSPECIFIED);
            });
            append(client, 3, 12);
            assertThat(toDos(client).get(0).getClosing()).isEqualTo(ToDoClosing.GAP_IS_GONE);
            assertThat(refused(() -> client.estimation().close(id)).reason()).isEqualTo("TO_DO_CLOSED");
        }
    }

    @Test
    void bad_input_gets_its_error_and_changes_nothing() {
        try (LocalServer server = LocalServer.start();
                TidemarkClient client = TidemarkClient.connect(server.address())) {
            registerWithGap(client, EstimationCreate.CREATE_INITIAL_MEASUREMENT);
            run(client, false);
            long id = initialMeasurements(client).get(0).getId();
            assertThat(refused(() -> client.estimation().finalizeOne(id, List.of(1.0)))
                            .reason())
                    .isEqualTo("WRONG_COUNT");
            assertThat(refused(() -> client.estimation().finalizeOne(id, List.of()))
                            .reason())
                    .isEqualTo("NO_VALUES");
            assertThat(refused(() -> client.estimation().discard(999)).code()).isEqualTo(Status.Code.NOT_FOUND);
            assertThat(refused(() -> client.estimation().discard(0)).reason()).isEqualTo("MISSING_FIELD");
            assertThat(values(client)).hasSize(3);
            client.estimation().finalizeOne(id, List.of(1.0, Double.NaN));
            assertThat(values(client)).containsExactly(10.0, 10.0, 1.0, 16.0);
            TidemarkException twice = refused(() -> client.estimation().finalizeOne(id, List.of(1.0, 2.0)));
            assertThat(twice.code()).isEqualTo(Status.Code.FAILED_PRECONDITION);
            assertThat(twice.reason()).isEqualTo("ALREADY_SETTLED");
            assertThat(refused(() -> client.estimation()
                                    .explain(ExplainEstimationRequest.newBuilder()
                                            .setComponent("mc")
                                            .setProcessTime(Times.timestamp(Instant.parse("1889-01-01T00:00:00Z")))
                                            .build()))
                            .details())
                    .containsEntry("field", "process_time")
                    .containsEntry("value", "1889-01-01T00:00:00Z")
                    .containsEntry("limit", "1990-01-01T00:00:00Z");
            assertThat(refused(() -> client.estimation()
                                    .create(CreateInitialMeasurementRequest.newBuilder()
                                            .setComponent("mc")
                                            .setStartTime(Times.timestamp(hour(1).plusSeconds(60)))
                                            .setEndTime(Times.timestamp(hour(2)))
                                            .build()))
                            .reason())
                    .isEqualTo("OFF_GRID");
        }
    }

    @Test
    void explain_shows_what_a_run_would_do_and_what_is_under_way() {
        try (LocalServer server = LocalServer.start();
                TidemarkClient client = TidemarkClient.connect(server.address())) {
            registerWithGap(client, EstimationCreate.CREATE_INITIAL_MEASUREMENT);
            ExplainEstimationRequest request = ExplainEstimationRequest.newBuilder()
                    .setComponent("mc")
                    .setProcessTime(Times.timestamp(hour(5)))
                    .build();
            ExplainEstimationResponse before = client.estimation().explain(request);
            assertThat(before.getLatestContiguousMillis()).isEqualTo(hour(2).toEpochMilli());
            assertThat(before.getOutcomesCount()).isEqualTo(1);
            assertThat(initialMeasurements(client)).isEmpty();
            run(client, false);
            ExplainEstimationResponse after = client.estimation().explain(request);
            assertThat(after.getOutcomesCount()).isZero();
            assertThat(after.getGaps(0).getInitialMeasurementsList())
                    .containsExactly(initialMeasurements(client).get(0).getId());
        }
    }

    @Test
    void a_correction_of_an_installation_moves_the_tide_mark_back_to_where_it_differs() {
        try (LocalServer server = LocalServer.start();
                TidemarkClient client = TidemarkClient.connect(server.address())) {
            registerWithGap(client, EstimationCreate.CREATE_INITIAL_MEASUREMENT);
            assertThat(latestContiguous(client)).isEqualTo(hour(2).toEpochMilli());
            register(client, EstimationCreate.CREATE_INITIAL_MEASUREMENT, hour(-3));
            assertThat(latestContiguous(client)).isEqualTo(hour(-3).toEpochMilli());
        }
    }

    @Test
    void what_a_run_created_is_there_after_the_server_was_killed() {
        comesBackAfterAKill(false);
    }

    @Test
    void what_a_run_created_is_there_when_a_checkpoint_stands_for_the_journal() {
        comesBackAfterAKill(true);
    }

    private void comesBackAfterAKill(boolean withCheckpoint) {
        List<InitialMeasurement> before;
        List<EstimationRun> runsBefore;
        try (ServerProcess server = start();
                TidemarkClient client = TidemarkClient.connect(server.address())) {
            registerWithGap(client, EstimationCreate.CREATE_BOTH);
            run(client, true);
            client.estimation().assign(toDos(client).get(0).getId(), "maria");
            before = initialMeasurements(client);
            runsBefore = client.estimation().runs(10);
            assertThat(before).hasSize(1);
            if (withCheckpoint) {
                client.admin().checkpoint();
            }
            server.kill();
        }
        try (ServerProcess server = start();
                TidemarkClient client = TidemarkClient.connect(server.address())) {
            assertThat(initialMeasurements(client)).isEqualTo(before);
            assertThat(client.estimation().runs(10)).isEqualTo(runsBefore);
            assertThat(toDos(client).get(0).getAssignee()).isEqualTo("maria");
            assertThat(run(client, false).getInitialMeasurements()).isZero();
            client.estimation().finalizeOne(before.get(0).getId(), List.of());
            assertThat(toDos(client).get(0).getClosing()).isEqualTo(ToDoClosing.GAP_IS_GONE);
        }
    }

    private ServerProcess start() {
        return ServerProcess.start(
                ServerProcessTest.launch(), directory.resolve("store"), 0, directory.resolve("server.log"));
    }
}
