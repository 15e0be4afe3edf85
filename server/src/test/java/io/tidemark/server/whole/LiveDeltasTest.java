package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.delta.DeltaPolicy;
import io.tidemark.v1.AppendReadingsRequest;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.DeleteReadingsRequest;
import io.tidemark.v1.DeltaFlag;
import io.tidemark.v1.Reading;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingRuns;
import io.tidemark.v1.WatchDeltasResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A subscriber to live deltas knows what a reader of deltas is answered: after late readings, corrections and deletions. */
@Timeout(300)
class LiveDeltasTest {

    private static final long NOON = Portfolio.millis("2026-03-02T12:00:00Z");
    private static final long QUARTER = 900_000;
    private static final ComponentSelection ALL =
            ComponentSelection.newBuilder().setAll(true).build();

    /** Nearly everything that a reading's time may be in these tests. */
    private static final long FROM = Portfolio.millis("1990-01-01T00:00:00Z");

    private static final long TO = Portfolio.millis("2080-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    private static void append(TestServer server, String component, long at, double value) {
        server.ingest()
                .appendReadings(AppendReadingsRequest.newBuilder()
                        .addReadings(Reading.newBuilder()
                                .setComponent(component)
                                .setTime(Portfolio.at(at))
                                .setValue(value))
                        .build());
    }

    private static void delete(TestServer server, String component, long at) {
        server.ingest()
                .deleteReadings(DeleteReadingsRequest.newBuilder()
                        .setComponent(component)
                        .setRange(Portfolio.range(at, at + 1))
                        .build());
    }

    private TestServer start(String... settings) {
        TestServer server = TestServer.start(directory, settings);
        server.register(Portfolio.scalarRegister("register"), Portfolio.component("mc", "register"));
        for (int quarter = 0; quarter < 4; quarter++) {
            append(server, "mc", NOON + quarter * QUARTER, 100 + quarter * quarter);
        }
        return server;
    }

    private static Map<Long, String> told(DeltaWatchProbe watch) {
        return watch.deltas().getOrDefault("mc", new TreeMap<>());
    }

    private static String delta(double value, DeltaFlag flag) {
        return value + " " + flag.getNumber() + " 0";
    }

    @Test
    void a_new_reading_brings_its_delta() {
        try (TestServer server = start()) {
            DeltaWatchProbe watch = new DeltaWatchProbe(server, ALL);
            append(server, "mc", NOON + 4 * QUARTER, 116);
            watch.takeAll();
            assertThat(told(watch).get(NOON + 4 * QUARTER)).isEqualTo(delta(7, DeltaFlag.NORMAL));
            watch.cancel();
        }
    }

    @Test
    void a_late_reading_brings_its_delta_and_changes_that_of_the_next() {
        try (TestServer server = start()) {
            DeltaWatchProbe watch = new DeltaWatchProbe(server, ALL);
            append(server, "mc", NOON + QUARTER + 300_000, 102);
            watch.takeAll();
            assertThat(told(watch))
                    .containsEntry(NOON + QUARTER + 300_000, delta(1, DeltaFlag.NORMAL))
                    .containsEntry(NOON + 2 * QUARTER, delta(2, DeltaFlag.NORMAL));
            watch.cancel();
        }
    }

    @Test
    void a_corrected_reading_changes_its_delta_and_that_of_the_next() {
        try (TestServer server = start()) {
            DeltaWatchProbe watch = new DeltaWatchProbe(server, ALL);
            append(server, "mc", NOON + 2 * QUARTER, 105);
            watch.takeAll();
            assertThat(told(watch))
                    .containsEntry(NOON + 2 * QUARTER, delta(4, DeltaFlag.NORMAL))
                    .containsEntry(NOON + 3 * QUARTER, delta(4, DeltaFlag.NORMAL));
            watch.cancel();
        }
    }

    @Test
    void a_deleted_readings_delta_is_gone_and_that_of_the_next_reaches_over_it() {
        try (TestServer server = start()) {
            DeltaWatchProbe watch = new DeltaWatchProbe(server, ALL);
            delete(server, "mc", NOON + 2 * QUARTER);
            WatchDeltasResponse message = watch.take();
            assertThat(message.getGoneHandleList()).containsExactly(server.handle("mc"));
            assertThat(message.getGoneTimeMillisList()).containsExactly(NOON + 2 * QUARTER);
            assertThat(message.getPosition().isEmpty()).isFalse();
            assertThat(told(watch)).containsEntry(NOON + 3 * QUARTER, delta(8, DeltaFlag.NORMAL));
            watch.cancel();
        }
    }

    @Test
    void a_reading_that_is_deleted_and_told_anew_before_the_subscriber_takes_is_not_gone() {
        try (TestServer server = start()) {
            DeltaWatchProbe watch = new DeltaWatchProbe(server, ALL);
            delete(server, "mc", NOON + 2 * QUARTER);
            append(server, "mc", NOON + 2 * QUARTER, 106);
            while (!delta(5, DeltaFlag.NORMAL).equals(told(watch).get(NOON + 2 * QUARTER))) {
                watch.take();
            }
            assertThat(told(watch)).containsEntry(NOON + 3 * QUARTER, delta(3, DeltaFlag.NORMAL));
            watch.cancel();
        }
    }

    @Test
    void a_subscriber_hears_of_the_components_it_asked_for_only() {
        try (TestServer server = start()) {
            server.register(Portfolio.component("other", "register"));
            DeltaWatchProbe watch = new DeltaWatchProbe(
                    server,
                    ComponentSelection.newBuilder().addComponents("other").build());
            append(server, "mc", NOON + 4 * QUARTER, 116);
            delete(server, "mc", NOON);
            append(server, "other", NOON, 1);
            watch.takeAll();
            assertThat(watch.deltas().keySet()).containsExactly("other");
            watch.cancel();
        }
    }

    /** 600,000 changed minutes of one component would make a message of 10 MiB; clients take 4. */
    @Test
    void a_load_of_changes_comes_in_messages_that_a_client_takes() {
        int minutes = 150_000;
        try (TestServer server = TestServer.start(
                directory,
                "tidemark.ingest.requestBytesMax = 8 MiB",
                "tidemark.journal.recordBytesMax = 16 MiB",
                "tidemark.journal.segmentBytes = 64 MiB")) {
            server.register(
                    Portfolio.intervalRegister("minutes", 60),
                    Portfolio.intervals("levels", 60),
                    Portfolio.component("register", "minutes"),
                    Portfolio.component("level", "levels"));
            DeltaWatchProbe watch = new DeltaWatchProbe(server, ALL);
            StreamProbe stream = new StreamProbe(server);
            stream.open("writer");
            for (int k = 0; k < 4; k++) {
                ReadingRuns.Builder runs = ReadingRuns.newBuilder()
                        .addHandle(server.handle(k % 2 == 0 ? "register" : "level"))
                        .addStartTimeMillis(NOON - 525_600L * 60_000 + k / 2 * 60_000L * minutes)
                        .addCount(minutes);
                for (int i = 0; i < minutes; i++) {
                    runs.addValue(i + k * minutes);
                }
                stream.batch(ReadingBatch.newBuilder().setSequence(k + 1).setRuns(runs));
            }
            assertThat(stream.ackThrough(4).getAcceptedCount()).isEqualTo(4 * minutes);
            stream.cancel();
            int most = 0;
            while (watch.deltas().values().stream().mapToInt(Map::size).sum() < 4 * minutes) {
                most = Math.max(most, watch.take().getDeltaCount());
            }
            assertThat(most).isLessThanOrEqualTo(16_384);
            assertThat(watch.deltas()).isEqualTo(deltas(server));
            watch.cancel();
        }
    }

    private static Map<String, TreeMap<Long, String>> deltas(TestServer server) {
        return new ModelAnswers(List.of()).deltas(server, FROM, TO, DeltaPolicy.GUARDED);
    }

    private static Map<String, TreeMap<Long, String>> within(Map<String, TreeMap<Long, String>> all) {
        Map<String, TreeMap<Long, String>> some = new HashMap<>();
        all.forEach((component, own) -> {
            TreeMap<Long, String> part = new TreeMap<>(own.subMap(FROM, TO));
            if (!part.isEmpty()) {
                some.put(component, part);
            }
        });
        return some;
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void subscribers_quick_and_slow_know_what_a_reader_is_answered(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (TestServer server = TestServer.start(directory, "tidemark.query.chunkValuesMax = 97")) {
            long from = Portfolio.millis("2026-01-20T00:00:00Z");
            List<PlainComponent> components = RandomPortfolio.register(server, random, from);
            RandomChanges changes = new RandomChanges(random, components, from, from + 51 * 86_400_000L);
            List<DeltaWatchProbe> watches = new ArrayList<>();
            for (int k = 0; k < 3; k++) {
                watches.add(new DeltaWatchProbe(server, ALL));
            }
            for (int round = 0; round < 8; round++) {
                for (int step = 0; step < 20; step++) {
                    changes.apply(server, 2, "seed " + seed + ", round " + round);
                    // The first takes as it goes, the second now and then, the third when the round is over.
                    watches.get(0).takeWhatIsThere();
                    if (random.nextInt(8) == 0) {
                        watches.get(1).takeWhatIsThere();
                    }
                }
                Map<String, TreeMap<Long, String>> answered = deltas(server);
                for (DeltaWatchProbe watch : watches) {
                    while (!within(watch.deltas()).equals(answered)) {
                        watch.take("seed " + seed + ", round " + round);
                    }
                }
            }
            watches.forEach(DeltaWatchProbe::cancel);
        }
    }
}
