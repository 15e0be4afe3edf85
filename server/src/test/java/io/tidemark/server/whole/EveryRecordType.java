package io.tidemark.server.whole;

import io.tidemark.client.Select;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.Times;
import io.tidemark.server.estimation.EstimationRecord;
import io.tidemark.server.journal.DiskFiles;
import io.tidemark.server.journal.JournalConfig;
import io.tidemark.server.journal.JournalDirectory;
import io.tidemark.server.monitoring.record.MonitoringRecord;
import io.tidemark.server.registry.RegistryRecord;
import io.tidemark.server.shard.RecordTypes;
import io.tidemark.v1.CreateInitialMeasurementRequest;
import io.tidemark.v1.DeleteEntityRequest;
import io.tidemark.v1.EnterReadingsRequest;
import io.tidemark.v1.Entity;
import io.tidemark.v1.EstimationCreate;
import io.tidemark.v1.EstimationSettings;
import io.tidemark.v1.FeatureConfiguration;
import io.tidemark.v1.ListMessagesRequest;
import io.tidemark.v1.ListMessagesResponse;
import io.tidemark.v1.ListToDosRequest;
import io.tidemark.v1.MasterConfiguration;
import io.tidemark.v1.MessageStatus;
import io.tidemark.v1.MonitoringServiceGrpc;
import io.tidemark.v1.MonitoringServiceGrpc.MonitoringServiceBlockingStub;
import io.tidemark.v1.NoteCaseRequest;
import io.tidemark.v1.OpenDisturbanceRequest;
import io.tidemark.v1.Reading;
import io.tidemark.v1.ReviewRequest;
import io.tidemark.v1.RunEstimationRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** A small store to which every kind of change was made over gRPC, so that its journal holds a record of every type. */
public final class EveryRecordType {

    /** Every type of record that a server writes into its journal. */
    public static final Set<Integer> TYPES = Set.of(
            (int) RecordTypes.READINGS,
            (int) RecordTypes.TIDE_MARK_SET,
            (int) RecordTypes.MONTHS_DROPPED,
            (int) RegistryRecord.UPSERT,
            (int) RegistryRecord.DELETE,
            (int) RegistryRecord.MASTER_CONFIGURATION,
            (int) RegistryRecord.FEATURE_CONFIGURATION,
            (int) EstimationRecord.RUN,
            (int) EstimationRecord.FINDINGS,
            (int) EstimationRecord.DELIVERED,
            (int) EstimationRecord.FILLINGS,
            (int) EstimationRecord.SETTLED,
            (int) EstimationRecord.TO_DO_CHANGED,
            (int) MonitoringRecord.BEGAN,
            (int) MonitoringRecord.CASE_EVENTS,
            (int) MonitoringRecord.REVIEW_PART,
            (int) MonitoringRecord.DISTURBANCE,
            (int) MonitoringRecord.HAND_READINGS,
            (int) MonitoringRecord.DELIVERY);

    private static final Instant INSTALLED = Instant.parse("2026-03-31T20:00:00Z");
    private static final Instant OLD = Instant.parse("2026-03-31T21:00:00Z");
    private static final Instant BEGIN = Instant.parse("2026-04-01T00:00:00Z");
    private static final long WAIT_NANOS_MAX = 60_000_000_000L;

    /** A record as the journal has it. */
    public record Written(int type, byte[] payload) {}

    private EveryRecordType() {}

    /** Makes the store in a directory, and a checkpoint of it; the server is stopped when this returns. */
    public static void make(Path directory) {
        try (TestServer server = TestServer.start(directory, "tidemark.monitoring.tickSeconds = 0")) {
            register(server);
            try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port())) {
                readings(client);
                estimate(client);
                watch(client);
            }
            server.tick();
            server.settings("tidemark.store.retentionMonths = 1");
            server.restart();
            try (TidemarkClient client = TidemarkClient.connect("127.0.0.1:" + server.port())) {
                client.admin().checkpoint();
            }
        }
    }

    /** The records of the store's journal, in order. */
    public static List<Written> records(Path directory) throws IOException {
        List<Written> records = new ArrayList<>();
        try (JournalDirectory journal = JournalDirectory.open(
                DiskFiles.at(directory.resolve("store").resolve("journal")), JournalConfig.DEFAULT)) {
            journal.replay(journal.firstPosition(), (type, position, payload) -> {
                byte[] bytes = new byte[payload.remaining()];
                payload.get(bytes);
                records.add(new Written(type, bytes));
            });
        }
        return records;
    }

    private static void register(TestServer server) {
        server.register(
                Portfolio.provider("grid"),
                Portfolio.provider("mistake"),
                Portfolio.point("sp", "UTC", "grid"),
                Entity.newBuilder()
                        .setMeasuringComponentType(
                                Portfolio.intervals("hours", 3_600).getMeasuringComponentType().toBuilder()
                                        .setEstimation(EstimationSettings.newBuilder()
                                                .setCreate(EstimationCreate.CREATE_BOTH)
                                                .setHoursToWait(1)))
                        .build(),
                Portfolio.scalarRegister("register"),
                Portfolio.configuration("dc"),
                Portfolio.installed(
                        "dc",
                        "sp",
                        INSTALLED.toEpochMilli(),
                        BEGIN.plusSeconds(12 * 3_600).toEpochMilli()),
                Portfolio.component("mc", "hours", "dc"),
                Portfolio.component("silent", "hours", "dc"),
                Portfolio.component("reads", "register"));
        server.registry()
                .deleteProvider(
                        DeleteEntityRequest.newBuilder().setId("mistake").build());
        server.registry()
                .updateMasterConfiguration(MasterConfiguration.newBuilder()
                        .setFillMissingDataWithZero(true)
                        .build());
        server.registry()
                .updateFeatureConfiguration(FeatureConfiguration.newBuilder()
                        .setHoursInPastToRetrieveLastUsableMeasurement(48)
                        .build());
    }

    private static void readings(TidemarkClient client) {
        List<Reading> readings = new ArrayList<>();
        readings.add(reading("mc", OLD, 7));
        for (int hour = 0; hour < 9; hour++) {
            if (hour != 4) {
                readings.add(reading("mc", BEGIN.plusSeconds(hour * 3_600L), hour));
            }
        }
        readings.add(reading("reads", Instant.parse("2026-06-01T00:00:00Z"), 1_000));
        client.appends().append(readings);
        client.readings().setLatestContiguous("mc", BEGIN);
    }

    private static void estimate(TidemarkClient client) {
        client.estimation()
                .run(RunEstimationRequest.newBuilder()
                        .setSelection(Select.ids("mc"))
                        .setProcessTime(Times.timestamp(BEGIN.plusSeconds(11 * 3_600)))
                        .build())
                .list(1_000);
        client.estimation().fill(Select.ids("mc")).list(1_000);
        long delivered = client.estimation()
                .create(CreateInitialMeasurementRequest.newBuilder()
                        .setComponent("silent")
                        .setStartTime(Times.timestamp(BEGIN))
                        .setEndTime(Times.timestamp(BEGIN.plusSeconds(3_600)))
                        .addValues(3)
                        .build())
                .getId();
        client.estimation().discard(delivered);
        long toDo = client.estimation()
                .toDos(ListToDosRequest.newBuilder().setSelection(Select.all()).build())
                .list(10)
                .get(0)
                .getId();
        client.estimation().assign(toDo, "ann");
    }

    private static void watch(TidemarkClient client) {
        MonitoringServiceBlockingStub monitoring = MonitoringServiceGrpc.newBlockingStub(client.channel());
        monitoring
                .review(ReviewRequest.newBuilder()
                        .setMonth("2026-04")
                        .setAt(Times.timestamp(Instant.parse("2026-05-15T06:00:00Z")))
                        .build())
                .forEachRemaining(piece -> {});
        monitoring.noteCase(NoteCaseRequest.newBuilder()
                .setComponent("silent")
                .setText("asked by telephone")
                .setBy("ann")
                .build());
        monitoring.openDisturbance(OpenDisturbanceRequest.newBuilder()
                .setProvider("grid")
                .setFrom(Times.timestamp(BEGIN))
                .setBanner("Grid moves house")
                .setBy("ann")
                .build());
        monitoring.enterReadings(EnterReadingsRequest.newBuilder()
                .addReadings(Reading.newBuilder()
                        .setComponent("silent")
                        .setTime(Times.timestamp(BEGIN))
                        .setValue(1.5))
                .setBy("ann")
                .setWhy("read from the display")
                .build());
        // The message is looked at by itself, and that nobody said where to is a record, too.
        long deadline = System.nanoTime() + WAIT_NANOS_MAX;
        while (!isMessageLookedAt(monitoring)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no message was looked at");
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static boolean isMessageLookedAt(MonitoringServiceBlockingStub monitoring) {
        Iterator<ListMessagesResponse> pieces = monitoring.listMessages(ListMessagesRequest.getDefaultInstance());
        boolean isThere = false;
        while (pieces.hasNext()) {
            for (var message : pieces.next().getMessagesList()) {
                isThere = true;
                if (message.getStatus() != MessageStatus.MESSAGE_WITHOUT_CONTACT) {
                    return false;
                }
            }
        }
        return isThere;
    }

    private static Reading reading(String component, Instant at, double value) {
        return Reading.newBuilder()
                .setComponent(component)
                .setTime(Times.timestamp(at))
                .setValue(value)
                .build();
    }
}
