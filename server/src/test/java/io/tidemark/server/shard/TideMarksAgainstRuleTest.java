package io.tidemark.server.shard;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.estimation.IntervalTideMark;
import io.tidemark.server.registry.RegistryRecord;
import io.tidemark.server.store.StoreBudget;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.DeviceConfiguration;
import io.tidemark.v1.Entity;
import io.tidemark.v1.InstallEvent;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingColumns;
import io.tidemark.v1.ServicePoint;
import io.tidemark.v1.UpsertRequest;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The marks that the state keeps by need are those that the rule gives when it is asked after every batch. */
class TideMarksAgainstRuleTest {

    private static final int SEEDS = 300;
    private static final long HOUR = 3_600_000;
    private static final long BEGIN = 1_767_225_600_000L;
    private static final int HANDLE = 1;

    @Test
    void random_installations_and_arrivals_come_to_the_rules_mark() {
        for (int seed = 0; seed < SEEDS; seed++) {
            try (State state = new State(new StoreBudget(1 << 24))) {
                check(seed, state, new Random(seed));
            }
        }
    }

    private static void check(int seed, State state, Random random) {
        UpsertRequest.Builder portfolio = portfolio();
        long at = random.nextInt(6) - 3;
        for (int i = random.nextInt(3); i >= 0; i--) {
            // now and then an installation or a removal between two hours
            long from = at * HOUR + (random.nextInt(4) == 0 ? HOUR / 2 : 0);
            at += 4 + random.nextInt(20);
            long to = at * HOUR + (random.nextInt(4) == 0 ? HOUR / 2 : 0);
            InstallEvent.Builder event = InstallEvent.newBuilder()
                    .setId("ie" + i)
                    .setDeviceConfiguration("dc")
                    .setServicePoint("sp")
                    .setInstalledAt(timestamp(BEGIN + from));
            if (i > 0 || random.nextBoolean()) {
                event.setRemovedAt(timestamp(BEGIN + to));
            }
            at += 1 + random.nextInt(3);
            portfolio.addEntities(Entity.newBuilder().setInstallEvent(event));
        }
        byte[] payload = portfolio.build().toByteArray();
        state.apply(RegistryRecord.UPSERT, payload, 0, payload.length);
        long mark = TideMarks.ABSENT;
        for (int batch = 0; batch < 20; batch++) {
            long first = BEGIN + (random.nextInt(60) - 3) * HOUR;
            append(state, first, 1 + random.nextInt(8));
            IntervalTideMark rule = new IntervalTideMark(
                    state.store().grid(HANDLE),
                    new InstallationHistory(state.registry().installations(HANDLE)));
            mark = rule.afterArrival(
                    mark, first, state.store().presence(HANDLE), state.store().latest(HANDLE));
            if (random.nextInt(3) > 0) {
                assertThat(state.tideMarks().latestContiguous(HANDLE))
                        .as("seed %s, batch %s", seed, batch)
                        .isEqualTo(mark);
            }
        }
    }

    private static UpsertRequest.Builder portfolio() {
        return UpsertRequest.newBuilder()
                .addEntities(Entity.newBuilder()
                        .setMeasuringComponentType(MeasuringComponentType.newBuilder()
                                .setId("hourly")
                                .setKind(ComponentKind.INTERVAL)
                                .setInterval(Duration.newBuilder().setSeconds(3_600))))
                .addEntities(Entity.newBuilder()
                        .setServicePoint(ServicePoint.newBuilder().setId("sp").setTimeZone("UTC")))
                .addEntities(Entity.newBuilder()
                        .setDeviceConfiguration(
                                DeviceConfiguration.newBuilder().setId("dc").setDevice("meter")))
                .addEntities(Entity.newBuilder()
                        .setMeasuringComponent(MeasuringComponent.newBuilder()
                                .setId("mc")
                                .setType("hourly")
                                .addDeviceConfigurations("dc")));
    }

    private static Timestamp timestamp(long millis) {
        return Timestamp.newBuilder().setSeconds(millis / 1_000).build();
    }

    private static void append(State state, long fromMillis, int hours) {
        ReadingColumns.Builder columns = ReadingColumns.newBuilder();
        for (int i = 0; i < hours; i++) {
            columns.addHandle(HANDLE).addTimeMillis(fromMillis + i * HOUR).addValue(1);
        }
        byte[] batch = ReadingBatch.newBuilder().setColumns(columns).build().toByteArray();
        byte[] record = ReadingsRecord.of("", 0, Long.MAX_VALUE, batch);
        state.apply(RecordTypes.READINGS, record, 0, record.length);
    }
}
