package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.tidemark.v1.AggregateDeltasRequest;
import io.tidemark.v1.AppendReadingsRequest;
import io.tidemark.v1.AppendReadingsResponse;
import io.tidemark.v1.Calendar;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.DeleteReadingsRequest;
import io.tidemark.v1.DeltaBucket;
import io.tidemark.v1.DeltaSettings;
import io.tidemark.v1.Entity;
import io.tidemark.v1.ListEntitiesRequest;
import io.tidemark.v1.ListGapsRequest;
import io.tidemark.v1.Provider;
import io.tidemark.v1.ReadDeltasRequest;
import io.tidemark.v1.ReadLatestRequest;
import io.tidemark.v1.ReadReadingsRequest;
import io.tidemark.v1.Reading;
import io.tidemark.v1.RejectionReason;
import io.tidemark.v1.TimeRange;
import io.tidemark.v1.WatchDeltasRequest;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the unary calls of ingest and the queries say no to: each refusal has a stable reason and names field and value, for
 * programs and for people, and changes nothing.
 */
@Timeout(60)
class RefusalsTest {

    private static final long NOON = Portfolio.millis("2026-03-02T12:00:00Z");
    private static final TimeRange DAY = Portfolio.range(NOON, NOON + 86_400_000);
    private static final ComponentSelection ALL =
            ComponentSelection.newBuilder().setAll(true).build();

    @TempDir
    private static Path directory;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(directory, "tidemark.ingest.appendReadingsMax = 100");
        server.register(
                Portfolio.intervals("quarters", 900),
                Portfolio.scalars("level"),
                Portfolio.component("mc", "quarters"),
                Portfolio.component("level", "level"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void refused(Status.Code code, String reason, String field, String value, Runnable call) {
        StatusRuntimeException failed = catchThrowableOfType(StatusRuntimeException.class, call::run);
        assertThat(failed).as("%s of %s", reason, field).isNotNull();
        assertThat(failed.getStatus().getCode()).as(failed.getMessage()).isEqualTo(code);
        ErrorInfo info = StreamProbe.Failures.info(failed);
        assertThat(info.getReason()).as(failed.getMessage()).isEqualTo(reason);
        assertThat(info.getMetadataOrDefault("field", ""))
                .as(failed.getMessage())
                .isEqualTo(field);
        assertThat(info.getMetadataOrDefault("value", ""))
                .as(failed.getMessage())
                .contains(value);
        assertThat(failed.getStatus().getDescription()).contains(field);
        assertThat(violation(failed).getField()).isEqualTo(field);
    }

    private static void invalid(String reason, String field, String value, Runnable call) {
        refused(Status.Code.INVALID_ARGUMENT, reason, field, value, call);
    }

    private static BadRequest.FieldViolation violation(StatusRuntimeException failed) {
        for (Any detail : StatusProto.fromThrowable(failed).getDetailsList()) {
            if (detail.is(BadRequest.class)) {
                try {
                    return detail.unpack(BadRequest.class).getFieldViolations(0);
                } catch (InvalidProtocolBufferException broken) {
                    throw new AssertionError(broken);
                }
            }
        }
        throw new AssertionError("no BadRequest in " + failed.getStatus());
    }

    private static AppendReadingsResponse append(Reading.Builder... readings) {
        AppendReadingsRequest.Builder request = AppendReadingsRequest.newBuilder();
        for (Reading.Builder reading : readings) {
            request.addReadings(reading);
        }
        return server.ingest().appendReadings(request.build());
    }

    private static Reading.Builder reading(String component, long at, double value) {
        return Reading.newBuilder()
                .setComponent(component)
                .setTime(Portfolio.at(at))
                .setValue(value);
    }

    private static <T> void drain(Iterator<T> answer) {
        answer.forEachRemaining(piece -> {});
    }

    @Test
    void an_append_without_times_with_half_milliseconds_or_too_many_readings() {
        invalid(
                "MISSING_FIELD",
                "readings[1].time",
                "not set",
                () -> append(reading("mc", NOON, 1), Reading.newBuilder()));
        invalid(
                "BAD_INSTANT",
                "readings[0].time",
                ".000000001Z",
                () -> append(Reading.newBuilder()
                        .setComponent("mc")
                        .setTime(Timestamp.newBuilder().setNanos(1))));
        invalid(
                "BAD_INSTANT",
                "readings[0].time",
                "9223372036854775807 s",
                () -> append(Reading.newBuilder().setTime(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))));
        Reading.Builder[] many = new Reading.Builder[101];
        for (int i = 0; i < many.length; i++) {
            many[i] = reading("mc", NOON + i * 900_000L, 1);
        }
        invalid("TOO_MANY_READINGS", "readings", "101 readings", () -> append(many));
    }

    @Test
    void readings_of_an_append_are_rejected_one_by_one_by_their_ids_as_text() {
        AppendReadingsResponse response = append(
                reading("nobody", NOON, 1),
                reading("", NOON, 1),
                reading("x".repeat(100_000), NOON, 1),
                reading("mc", NOON + 1, 1),
                reading("mc", NOON, Double.NaN),
                reading("mc", NOON, Double.POSITIVE_INFINITY),
                reading("level", NOON, Double.NEGATIVE_INFINITY),
                reading("mc", NOON, 1).setCondition(99_999),
                reading("mc", NOON, 1).setCondition(1_000_000),
                reading("mc", NOON, 1).setCondition(-1),
                reading("mc", TestServer.NOW.toEpochMilli() + 49 * 3_600_000L, 1),
                reading("mc", Portfolio.millis("1899-01-01T00:00:00Z"), 1),
                reading("level", NOON, Double.NaN),
                reading("mc", NOON, 7));
        assertThat(response.getRejectedList())
                .extracting(rejected -> rejected.getIndex() + " " + rejected.getReason())
                .containsExactly(
                        "0 " + RejectionReason.UNKNOWN_COMPONENT,
                        "1 " + RejectionReason.UNKNOWN_COMPONENT,
                        "2 " + RejectionReason.UNKNOWN_COMPONENT,
                        "3 " + RejectionReason.OFF_GRID,
                        "4 " + RejectionReason.NOT_FINITE,
                        "5 " + RejectionReason.NOT_FINITE,
                        "6 " + RejectionReason.NOT_FINITE,
                        "7 " + RejectionReason.BAD_CONDITION,
                        "8 " + RejectionReason.BAD_CONDITION,
                        "9 " + RejectionReason.BAD_CONDITION,
                        "10 " + RejectionReason.TOO_FAR_IN_FUTURE,
                        "11 " + RejectionReason.TOO_FAR_IN_PAST);
        assertThat(response.getAcceptedCount()).isEqualTo(2);
        assertThat(append().getAcceptedCount()).isZero();
    }

    @Test
    void a_call_with_more_bytes_than_a_request_may_have_is_refused_and_does_nothing() {
        Entity huge = Entity.newBuilder()
                .setProvider(Provider.newBuilder().setId("huge").setName("n".repeat(1_500_000)))
                .build();
        StatusRuntimeException failed = catchThrowableOfType(StatusRuntimeException.class, () -> server.register(huge));
        assertThat(failed.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        ErrorInfo info = StreamProbe.Failures.info(failed);
        assertThat(info.getReason()).isEqualTo("REQUEST_TOO_LARGE");
        assertThat(info.getMetadataMap())
                .containsEntry("limit", "ingest.requestBytesMax")
                .containsEntry("limit_value", String.valueOf(1 << 20));
        assertThat(server.registry()
                        .listProviders(ListEntitiesRequest.getDefaultInstance())
                        .getProvidersCount())
                .isZero();
    }

    @Test
    void a_deletion_without_a_range_or_of_nobody() {
        Consumer<DeleteReadingsRequest.Builder> delete =
                request -> server.ingest().deleteReadings(request.build());
        invalid(
                "MISSING_FIELD",
                "range",
                "not set",
                () -> delete.accept(DeleteReadingsRequest.newBuilder().setComponent("mc")));
        invalid(
                "EMPTY_RANGE",
                "range.end_time",
                "2026-03-02T12:00:00Z",
                () -> delete.accept(
                        DeleteReadingsRequest.newBuilder().setComponent("mc").setRange(Portfolio.range(NOON, NOON))));
        refused(
                Status.Code.NOT_FOUND,
                "UNKNOWN_COMPONENT",
                "component",
                "nobody",
                () -> delete.accept(DeleteReadingsRequest.newBuilder()
                        .setComponent("nobody")
                        .setRange(DAY)));
    }

    private static void read(ComponentSelection selection, TimeRange range) {
        ReadReadingsRequest.Builder request = ReadReadingsRequest.newBuilder().setSelection(selection);
        if (range != null) {
            request.setRange(range);
        }
        drain(server.readings().readReadings(request.build()));
    }

    @Test
    void a_query_of_nothing_nobody_or_no_time() {
        invalid("MISSING_FIELD", "range", "not set", () -> read(ALL, null));
        invalid(
                "MISSING_FIELD",
                "range.end_time",
                "not set",
                () -> read(
                        ALL,
                        TimeRange.newBuilder().setStartTime(Portfolio.at(NOON)).build()));
        invalid(
                "EMPTY_RANGE",
                "range.end_time",
                "2026-03-02T11:59:59.999Z",
                () -> read(ALL, Portfolio.range(NOON, NOON - 1)));
        invalid(
                "RANGE_TOO_LONG",
                "range",
                "1900-01-01T00:00:00Z",
                () -> read(ALL, Portfolio.range(Portfolio.millis("1900-01-01T00:00:00Z"), NOON)));
        invalid("EMPTY_SELECTION", "selection", "", () -> read(ComponentSelection.getDefaultInstance(), DAY));
        refused(
                Status.Code.NOT_FOUND,
                "UNKNOWN_REFERENCE",
                "selection.components[1]",
                "nobody",
                () -> read(
                        ComponentSelection.newBuilder()
                                .addComponents("mc")
                                .addComponents("nobody")
                                .build(),
                        DAY));
        refused(
                Status.Code.NOT_FOUND,
                "UNKNOWN_REFERENCE",
                "selection.handles[0]",
                "99",
                () -> read(ComponentSelection.newBuilder().addHandles(99).build(), DAY));
        refused(
                Status.Code.NOT_FOUND,
                "UNKNOWN_REFERENCE",
                "selection.type",
                "none",
                () -> read(ComponentSelection.newBuilder().setType("none").build(), DAY));
        ComponentSelection nobody =
                ComponentSelection.newBuilder().addComponents("nobody").build();
        refused(
                Status.Code.NOT_FOUND,
                "UNKNOWN_REFERENCE",
                "selection.components[0]",
                "nobody",
                () -> drain(server.readings()
                        .readLatest(ReadLatestRequest.newBuilder()
                                .setSelection(nobody)
                                .build())));
        refused(
                Status.Code.NOT_FOUND,
                "UNKNOWN_REFERENCE",
                "selection.components[0]",
                "nobody",
                () -> drain(server.deltas()
                        .watchDeltas(WatchDeltasRequest.newBuilder()
                                .setSelection(nobody)
                                .build())));
        refused(
                Status.Code.NOT_FOUND,
                "UNKNOWN_REFERENCE",
                "selection.components[0]",
                "nobody",
                () -> drain(server.gaps()
                        .listGaps(ListGapsRequest.newBuilder()
                                .setSelection(nobody)
                                .setRange(DAY)
                                .build())));
    }

    private static void sums(AggregateDeltasRequest.Builder request) {
        drain(server.deltas()
                .aggregateDeltas(request.setSelection(ALL).setRange(DAY).build()));
    }

    @Test
    void deltas_with_settings_that_make_no_sense() {
        Calendar utc = Calendar.newBuilder().setTimeZone("UTC").build();
        invalid(
                "MISSING_FIELD",
                "bucket",
                "",
                () -> sums(AggregateDeltasRequest.newBuilder().setCalendar(utc)));
        invalid(
                "UNKNOWN_VALUE",
                "bucket",
                "77",
                () -> sums(
                        AggregateDeltasRequest.newBuilder().setBucketValue(77).setCalendar(utc)));
        invalid(
                "MISSING_FIELD",
                "calendar",
                "",
                () -> sums(AggregateDeltasRequest.newBuilder().setBucket(DeltaBucket.DAY)));
        invalid(
                "UNKNOWN_TIME_ZONE",
                "calendar.time_zone",
                "Mars/Olympus",
                () -> sums(AggregateDeltasRequest.newBuilder()
                        .setBucket(DeltaBucket.DAY)
                        .setCalendar(Calendar.newBuilder().setTimeZone("Mars/Olympus"))));
        invalid(
                "BAD_DURATION",
                "settings.look_back_max",
                "",
                () -> drain(server.deltas()
                        .readDeltas(ReadDeltasRequest.newBuilder()
                                .setSelection(ALL)
                                .setRange(DAY)
                                .setSettings(DeltaSettings.newBuilder()
                                        .setLookBackMax(Duration.newBuilder().setSeconds(-1)))
                                .build())));
        invalid(
                "UNKNOWN_VALUE",
                "settings.policy",
                "9",
                () -> drain(server.deltas()
                        .readDeltas(ReadDeltasRequest.newBuilder()
                                .setSelection(ALL)
                                .setRange(DAY)
                                .setSettings(DeltaSettings.newBuilder().setPolicyValue(9))
                                .build())));
    }
}
