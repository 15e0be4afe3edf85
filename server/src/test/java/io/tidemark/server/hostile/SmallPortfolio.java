package io.tidemark.server.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.tidemark.client.AppendClient;
import io.tidemark.client.AppendResult;
import io.tidemark.client.Entities;
import io.tidemark.client.ReadingWriter;
import io.tidemark.client.Select;
import io.tidemark.client.TidemarkClient;
import io.tidemark.client.Times;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.Entity;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.ReadingColumns;
import io.tidemark.v1.ReadingRuns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Components with readings, and somebody of good manners who writes to one of their own and reads it. */
final class SmallPortfolio implements AutoCloseable {

    static final int COMPONENTS = 40;
    static final int READINGS_EACH = 40_000;
    static final int READINGS = COMPONENTS * READINGS_EACH;
    static final long START_MILLIS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    static final long MINUTE_MILLIS = 60_000;
    static final long END_MILLIS = START_MILLIS + READINGS_EACH * MINUTE_MILLIS;

    private static final String ALONE = "alone";

    private final TidemarkClient client;
    private final ReadingWriter writer;
    private final int aloneHandle;
    private final int[] handles;
    private int written;

    private SmallPortfolio(TidemarkClient client) {
        this.client = client;
        List<Entity> entities = new ArrayList<>();
        entities.add(Entities.of(MeasuringComponentType.newBuilder()
                .setId("minutes")
                .setKind(ComponentKind.INTERVAL)
                .setInterval(Duration.newBuilder().setSeconds(60))
                .build()));
        entities.add(component(ALONE));
        for (int k = 0; k < COMPONENTS; k++) {
            entities.add(component("mc" + k));
        }
        client.registry().upsert(entities);
        aloneHandle = client.registry().handle(ALONE);
        handles = IntStream.range(0, COMPONENTS)
                .map(k -> client.registry().handle("mc" + k))
                .toArray();
        writer = client.writer("good-manners").open();
    }

    private static Entity component(String id) {
        return Entities.of(
                MeasuringComponent.newBuilder().setId(id).setType("minutes").build());
    }

    /** Registered, without readings. */
    static SmallPortfolio empty(TidemarkClient client) {
        return new SmallPortfolio(client);
    }

    /** Registered, with all readings. */
    static SmallPortfolio filled(TidemarkClient client) {
        SmallPortfolio portfolio = new SmallPortfolio(client);
        for (int k = 0; k < COMPONENTS; k++) {
            portfolio.writer.append(portfolio.run(k, 0, READINGS_EACH));
        }
        portfolio.writer.flush();
        return portfolio;
    }

    /** A run of a component's readings. */
    ReadingRuns run(int component, int first, int count) {
        return runOf(handles[component], first, count);
    }

    private static ReadingRuns runOf(int handle, int first, int count) {
        ReadingRuns.Builder runs = ReadingRuns.newBuilder()
                .addHandle(handle)
                .addStartTimeMillis(START_MILLIS + first * MINUTE_MILLIS)
                .addCount(count);
        for (int i = 0; i < count; i++) {
            runs.addValue(first + i);
        }
        return runs.build();
    }

    /** Registers one more, and gives its first readings, to be sent. */
    ReadingRuns register(String component, int count) {
        client.registry().upsert(List.of(component(component)));
        return runOf(client.registry().handle(component), 0, count);
    }

    /** A reading by each way in, and a query that finds them. */
    void writeAndReadAlone(int round) {
        Instant at = Instant.ofEpochMilli(START_MILLIS + 2L * round * MINUTE_MILLIS);
        assertThat(client.appends()
                        .append(List.of(AppendClient.reading(ALONE, at, round)))
                        .getAcceptedCount())
                .isEqualTo(1);
        AppendResult streamed = writer.append(ReadingColumns.newBuilder()
                        .addHandle(aloneHandle)
                        .addTimeMillis(at.toEpochMilli() + MINUTE_MILLIS)
                        .addValue(round)
                        .build())
                .join();
        assertThat(streamed.rejected()).isEmpty();
        written += 2;
        int[] found = {0};
        client.readings()
                .read(Select.ids(ALONE), Times.range(START_MILLIS, END_MILLIS))
                .forEach(series -> found[0] += series.size());
        assertThat(found[0]).isEqualTo(written);
    }

    /** Readings of all components. */
    long readings() {
        return readings(client);
    }

    /** Readings of all components of a server. */
    static long readings(TidemarkClient client) {
        long[] count = {0};
        client.readings()
                .read(Select.all(), Times.range(START_MILLIS, START_MILLIS + 4 * READINGS_EACH * MINUTE_MILLIS))
                .forEach(series -> count[0] += series.size());
        return count[0];
    }

    @Override
    public void close() {
        writer.close();
    }
}
