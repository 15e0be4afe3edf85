package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.tidemark.v1.AppendReadingsRequest;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.DeleteReadingsRequest;
import io.tidemark.v1.Entity;
import io.tidemark.v1.ReadReadingsRequest;
import io.tidemark.v1.Reading;
import io.tidemark.v1.ReadingBatch;
import io.tidemark.v1.ReadingColumns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store without memory left says so, keeps what it acknowledged, answers on, and goes on when there is room. */
@Timeout(120)
class FullStoreTest {

    private static final long START = Portfolio.millis("2026-03-01T00:00:00Z");
    private static final int COMPONENTS = 400;

    @TempDir
    private Path directory;

    private static long readings(TestServer server) {
        long[] count = {0};
        server.readings()
                .readReadings(ReadReadingsRequest.newBuilder()
                        .setSelection(ComponentSelection.newBuilder().setAll(true))
                        .setRange(Portfolio.range(START, START + 40 * 86_400_000L))
                        .build())
                .forEachRemaining(chunk -> count[0] += chunk.getValueCount());
        return count[0];
    }

    @Test
    void what_was_acknowledged_stays_and_room_that_is_made_is_used_without_a_restart() {
        try (TestServer server = TestServer.start(directory, "tidemark.store.bytesMax = 2 MiB")) {
            List<Entity> entities = new ArrayList<>(List.of(Portfolio.intervals("quarters", 900)));
            for (int k = 0; k < COMPONENTS; k++) {
                entities.add(Portfolio.component("mc" + k, "quarters"));
            }
            server.register(entities.toArray(Entity[]::new));
            StreamProbe stream = new StreamProbe(server);
            stream.open("writer");
            int stored = 0;
            for (int k = 0; k < COMPONENTS; k += 4) {
                stream.batch(batch(server, k, 4, START).setSequence(k / 4 + 1));
                if (stream.isRefusedBeforeAck()) {
                    break;
                }
                stored += 4;
            }
            // A block of a quarter of an hour takes some 24 KiB of a month, so some 84 of them fit into 2 MiB.
            assertThat(stored).isBetween(60, 88);
            StreamProbe.End end = stream.end();
            assertThat(end.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            ErrorInfo info = end.info();
            assertThat(info.getReason()).isEqualTo("STORE_FULL");
            assertThat(info.getMetadataOrThrow("limit")).isEqualTo("store.bytesMax");
            assertThat(info.getMetadataOrThrow("limit_value")).isEqualTo(String.valueOf(2 << 20));
            assertThat(readings(server)).isEqualTo(stored);

            // What needs no new memory goes on; what does is refused one by one.
            StreamProbe again = new StreamProbe(server);
            long last = again.open("writer").getLastDurableSequence();
            assertThat(last).isEqualTo(stored / 4);
            again.batch(batch(server, 0, 4, START + 900_000).setSequence(last + 1));
            assertThat(again.ackThrough(last + 1).getAcceptedCount()).isEqualTo(4);
            int singles = appendUntilFull(server);
            assertThat(singles).isLessThan(4);

            for (int k = 0; k < 8; k++) {
                server.ingest()
                        .deleteReadings(DeleteReadingsRequest.newBuilder()
                                .setComponent("mc" + k)
                                .setRange(Portfolio.range(START, START + 86_400_000L))
                                .build());
            }
            append(server, COMPONENTS - 1 - singles);
            again.batch(batch(server, COMPONENTS - 12, 4, START).setSequence(last + 2));
            assertThat(again.ackThrough(last + 2).getAcceptedCount()).isEqualTo(4);
            again.cancel();
            long kept = readings(server);
            assertThat(kept).isEqualTo(stored - 8 + singles + 1 + 4);
            server.restart();
            assertThat(readings(server)).isEqualTo(kept);
        }
    }

    @Test
    void batches_of_many_streams_at_once_are_not_refused_for_what_they_only_might_need() {
        try (TestServer server = TestServer.start(directory, "tidemark.store.bytesMax = 4 MiB")) {
            List<Entity> entities = new ArrayList<>(List.of(Portfolio.intervals("quarters", 900)));
            for (int k = 0; k < 60; k++) {
                entities.add(Portfolio.component("mc" + k, "quarters"));
            }
            server.register(entities.toArray(Entity[]::new));
            List<StreamProbe> streams = new ArrayList<>();
            for (int s = 0; s < 8; s++) {
                StreamProbe stream = new StreamProbe(server);
                stream.open("writer" + s);
                streams.add(stream);
            }
            for (int k = 1; k <= 30; k++) {
                for (int s = 0; s < streams.size(); s++) {
                    streams.get(s)
                            .batch(batch(server, 0, 60, START + (k * 8L + s) * 900_000)
                                    .setSequence(k));
                }
            }
            for (StreamProbe stream : streams) {
                assertThat(stream.ackThrough(30).getAcceptedCount()).isEqualTo(30 * 60);
                stream.cancel();
            }
        }
    }

    /** Every batch in flight fills the same new blocks, which take 3,097,152 bytes: nearly all of the memory there is. */
    @Test
    void a_month_whose_blocks_just_fit_is_begun_by_many_batches_in_flight() {
        try (TestServer server = TestServer.start(directory, "tidemark.store.bytesMax = 3200000")) {
            List<Entity> entities = new ArrayList<>(List.of(Portfolio.intervals("quarters", 900)));
            for (int k = 0; k < 84; k++) {
                entities.add(Portfolio.component("mc" + k, "quarters"));
            }
            server.register(entities.toArray(Entity[]::new));
            List<StreamProbe> streams = new ArrayList<>();
            for (int s = 0; s < 4; s++) {
                StreamProbe stream = new StreamProbe(server);
                stream.open("writer" + s);
                streams.add(stream);
            }
            for (int k = 1; k <= 16; k++) {
                for (int s = 0; s < streams.size(); s++) {
                    streams.get(s)
                            .batch(batch(server, 0, 84, START + (k * 4L + s) * 900_000)
                                    .setSequence(k));
                }
            }
            for (StreamProbe stream : streams) {
                assertThat(stream.ackThrough(16).getAcceptedCount()).isEqualTo(16 * 84);
                stream.cancel();
            }
        }
    }

    /** Appends one reading each to the last components until that is refused; how many were taken. */
    private static int appendUntilFull(TestServer server) {
        for (int taken = 0; taken < 4; taken++) {
            try {
                append(server, COMPONENTS - 1 - taken);
            } catch (StatusRuntimeException failed) {
                assertThat(StreamProbe.Failures.info(failed).getReason()).isEqualTo("STORE_FULL");
                return taken;
            }
        }
        return 4;
    }

    private static void append(TestServer server, int component) {
        server.ingest()
                .appendReadings(AppendReadingsRequest.newBuilder()
                        .addReadings(Reading.newBuilder()
                                .setComponent("mc" + component)
                                .setTime(Portfolio.at(START))
                                .setValue(1))
                        .build());
    }

    /** One reading each of some components, whose handles are given in the order of registration. */
    private static ReadingBatch.Builder batch(TestServer server, int from, int count, long at) {
        ReadingColumns.Builder columns = ReadingColumns.newBuilder().setCommonTimeMillis(at);
        int first = server.handle("mc0");
        for (int k = from; k < from + count; k++) {
            columns.addHandle(first + k).addValue(k);
        }
        return ReadingBatch.newBuilder().setColumns(columns);
    }
}
