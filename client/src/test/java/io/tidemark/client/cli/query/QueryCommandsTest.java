package io.tidemark.client.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.tidemark.client.FakeServer;
import io.tidemark.client.Refusals;
import io.tidemark.client.Times;
import io.tidemark.client.cli.ExitCode;
import io.tidemark.client.cli.Run;
import io.tidemark.v1.AggregateDeltasRequest;
import io.tidemark.v1.AggregateDeltasResponse;
import io.tidemark.v1.DeltaBucket;
import io.tidemark.v1.DeltaPolicy;
import io.tidemark.v1.DeltasServiceGrpc.DeltasServiceImplBase;
import io.tidemark.v1.GapsServiceGrpc.GapsServiceImplBase;
import io.tidemark.v1.ListGapsRequest;
import io.tidemark.v1.ListGapsResponse;
import io.tidemark.v1.ReadDeltasRequest;
import io.tidemark.v1.ReadDeltasResponse;
import io.tidemark.v1.ReadLatestRequest;
import io.tidemark.v1.ReadLatestResponse;
import io.tidemark.v1.ReadReadingsRequest;
import io.tidemark.v1.ReadReadingsResponse;
import io.tidemark.v1.ReadingsServiceGrpc.ReadingsServiceImplBase;
import io.tidemark.v1.SeriesColumns;
import io.tidemark.v1.WatchDeltasRequest;
import io.tidemark.v1.WatchDeltasResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class QueryCommandsTest {

    private static final long NOON = Instant.parse("2026-04-12T12:00:00Z").toEpochMilli();
    private static final long QUARTER = 900_000;
    private static final SeriesColumns TWO_QUARTERS = SeriesColumns.newBuilder()
            .addHandle(1)
            .addComponent("mc1")
            .addCount(2)
            .addStartTimeMillis(NOON)
            .addStepMillis((int) QUARTER)
            .build();

    private final List<Object> requests = new ArrayList<>();
    private final FakeServer server = FakeServer.of(new Readings(), new Gaps(), new Deltas());

    @AfterEach
    void stop() {
        server.close();
    }

    private <T> void answer(Object request, StreamObserver<T> observer, T message) {
        requests.add(request);
        observer.onNext(message);
        observer.onCompleted();
    }

    private final class Readings extends ReadingsServiceImplBase {
        @Override
        public void readReadings(ReadReadingsRequest request, StreamObserver<ReadReadingsResponse> observer) {
            if (request.getSelection().getComponentsList().contains("nobody")) {
                observer.onError(Refusals.of(
                        Status.Code.NOT_FOUND, "UNKNOWN_COMPONENT", "there is no component nobody", "value", "nobody"));
                return;
            }
            answer(
                    request,
                    observer,
                    ReadReadingsResponse.newBuilder()
                            .setSeries(TWO_QUARTERS)
                            .addValue(1.5)
                            .addValue(Double.NaN)
                            .build());
        }

        @Override
        public void readLatest(ReadLatestRequest request, StreamObserver<ReadLatestResponse> observer) {
            answer(
                    request,
                    observer,
                    ReadLatestResponse.newBuilder()
                            .addHandle(1)
                            .addComponent("mc1")
                            .addLatestContiguousMillis(Times.NONE)
                            .addLatestMillis(NOON)
                            .build());
        }
    }

    private final class Gaps extends GapsServiceImplBase {
        @Override
        public void listGaps(ListGapsRequest request, StreamObserver<ListGapsResponse> observer) {
            answer(
                    request,
                    observer,
                    ListGapsResponse.newBuilder()
                            .addHandle(1)
                            .addComponent("mc1")
                            .addCount(1)
                            .addFromMillis(NOON)
                            .addToMillis(NOON + 4 * QUARTER)
                            .addIntervals(4)
                            .build());
        }
    }

    private final class Deltas extends DeltasServiceImplBase {
        @Override
        public void readDeltas(ReadDeltasRequest request, StreamObserver<ReadDeltasResponse> observer) {
            answer(
                    request,
                    observer,
                    ReadDeltasResponse.newBuilder()
                            .setSeries(TWO_QUARTERS)
                            .addDelta(100)
                            .addDelta(100)
                            .setFlags(ByteString.copyFrom(new byte[] {2, 1}))
                            .setMethods(ByteString.copyFrom(new byte[] {1, 0}))
                            .build());
        }

        @Override
        public void watchDeltas(WatchDeltasRequest request, StreamObserver<WatchDeltasResponse> observer) {
            observer.onNext(WatchDeltasResponse.getDefaultInstance());
            observer.onNext(WatchDeltasResponse.newBuilder()
                    .setSeries(TWO_QUARTERS)
                    .addDelta(5)
                    .addDelta(6)
                    .addGoneHandle(1)
                    .addGoneTimeMillis(NOON)
                    .build());
        }

        @Override
        public void aggregateDeltas(AggregateDeltasRequest request, StreamObserver<AggregateDeltasResponse> observer) {
            answer(
                    request,
                    observer,
                    AggregateDeltasResponse.newBuilder()
                            .addHandle(1)
                            .addComponent("mc1")
                            .addCount(1)
                            .addFromMillis(NOON)
                            .addToMillis(NOON + 3_600_000)
                            .addSum(200)
                            .addValid(1)
                            .addCorrected(1)
                            .addMissing(0)
                            .build());
        }
    }

    @Test
    void watch_prints_what_changes_and_what_is_gone_until_it_has_enough() {
        Run run = ask("watch", "mc1", "--rows=3", "--output=csv");
        assertThat(run.status()).isEqualTo(ExitCode.OK);
        assertThat(run.out().lines())
                .containsExactly(
                        "component,time,delta,flag,method",
                        "mc1,2026-04-12T12:00:00Z,5,NORMAL,",
                        "mc1,2026-04-12T12:15:00Z,6,NORMAL,",
                        "mc1,2026-04-12T12:00:00Z,,GONE,");
    }

    private Run ask(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--server=" + server.target());
        return Run.of(all);
    }

    @Test
    void read_prints_readings_and_an_invalid_one_as_none() {
        Run run = ask("read", "mc1", "--from=2026-04-12", "--to=2026-04-13", "--zone=Europe/Paris", "--output=csv");
        assertThat(run.status()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .isEqualTo("component,time,value,condition\r\n"
                        + "mc1,2026-04-12T14:00:00+02:00,1.5,501000\r\n"
                        + "mc1,2026-04-12T14:15:00+02:00,,501000\r\n");
        ReadReadingsRequest request = (ReadReadingsRequest) requests.get(0);
        assertThat(request.getSelection().getComponentsList()).containsExactly("mc1");
        assertThat(request.getRange().getStartTime().getSeconds())
                .isEqualTo(Instant.parse("2026-04-11T22:00:00Z").getEpochSecond());
    }

    @Test
    void latest_prints_what_is_not_there_as_null() {
        Run run = ask("latest", "--provider=grid-a", "--output=json");
        assertThat(run.out())
                .isEqualTo("{\"component\":\"mc1\",\"latestContiguous\":null,\"latest\":\"2026-04-12T12:00:00Z\"}\n");
        assertThat(((ReadLatestRequest) requests.get(0)).getSelection().getProvider())
                .isEqualTo("grid-a");
    }

    @Test
    void gaps_prints_a_table_with_a_sum() {
        Run run = ask("gaps", "--all", "--from=2026-04-12", "--to=2026-04-13");
        assertThat(run.out()).isEqualToNormalizingNewlines("""
                        component  from                to                  missing
                        mc1        2026-04-12 12:00 Z  2026-04-12 13:00 Z        4

                        1 gap, 4 missing in all
                        """);
        assertThat(((ListGapsRequest) requests.get(0)).getSelection().getAll()).isTrue();
    }

    @Test
    void deltas_tells_flag_and_method() {
        Run run = ask(
                "deltas",
                "mc1",
                "--from=2026-04-12",
                "--to=2026-04-13",
                "--policy=source",
                "--look-back=PT3H",
                "--bridge-invalid",
                "--output=csv");
        assertThat(run.out().lines())
                .containsExactly(
                        "component,time,delta,flag,method",
                        "mc1,2026-04-12T12:00:00Z,100,ROLLOVER,AVERAGE",
                        "mc1,2026-04-12T12:15:00Z,100,NORMAL,");
        ReadDeltasRequest request = (ReadDeltasRequest) requests.get(0);
        assertThat(request.getSettings().getPolicy()).isEqualTo(DeltaPolicy.SOURCE);
        assertThat(request.getSettings().getLookBackMax().getSeconds()).isEqualTo(10_800);
        assertThat(request.getSettings().getBridgeInvalid()).isTrue();
    }

    @Test
    void deltas_by_bucket_are_sums_in_a_calendar() {
        Run run = ask(
                "deltas",
                "mc1",
                "--from=2026-04-12",
                "--to=2026-04-13",
                "--bucket=pt1h",
                "--calendar=Europe/Paris",
                "--output=csv");
        assertThat(run.out().lines())
                .containsExactly(
                        "component,from,to,sum,valid,corrected,missing",
                        "mc1,2026-04-12T12:00:00Z,2026-04-12T13:00:00Z,200,1,1,0");
        AggregateDeltasRequest request = (AggregateDeltasRequest) requests.get(0);
        assertThat(request.getBucket()).isEqualTo(DeltaBucket.HOUR);
        assertThat(request.getCalendar().getTimeZone()).isEqualTo("Europe/Paris");
    }

    @Test
    void a_refusal_is_told_with_its_reason() {
        Run run = ask("read", "nobody", "--from=2026-04-12", "--to=2026-04-13");
        assertThat(run.status()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("there is no component nobody", "NOT_FOUND", "UNKNOWN_COMPONENT")
                .hasLineCount(2);
    }

    @Test
    void a_bucket_that_is_none_is_a_usage_fault() {
        Run run = ask("deltas", "mc1", "--from=2026-04-12", "--to=2026-04-13", "--bucket=week");
        assertThat(run.status()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--bucket is week");
    }
}
