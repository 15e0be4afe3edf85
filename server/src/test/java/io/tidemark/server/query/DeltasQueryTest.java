package io.tidemark.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.tidemark.server.metering.condition.ConditionCode;
import io.tidemark.server.metering.delta.DeltaColumns;
import io.tidemark.server.metering.delta.DeltaKernel;
import io.tidemark.server.metering.delta.DeltaPolicy;
import io.tidemark.server.metering.delta.DeltaSettings;
import io.tidemark.server.metering.delta.DeviceChanges;
import io.tidemark.server.metering.delta.ReadingRange;
import io.tidemark.server.metering.review.Seeds;
import io.tidemark.server.registry.RegistryRecord;
import io.tidemark.server.shard.State;
import io.tidemark.server.store.Months;
import io.tidemark.server.store.ReadingColumns;
import io.tidemark.server.store.StoreBudget;
import io.tidemark.v1.Accumulation;
import io.tidemark.v1.ComponentKind;
import io.tidemark.v1.Entity;
import io.tidemark.v1.MeasuringComponent;
import io.tidemark.v1.MeasuringComponentType;
import io.tidemark.v1.ReadDeltasResponse;
import io.tidemark.v1.UpsertRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An answer over many components, whatever its pieces and whatever was read ahead, is what each component's readings give. */
class DeltasQueryTest {

    private static final int SEEDS = 40;
    private static final int COMPONENTS = 40;
    private static final long QUARTER = 900_000;
    private static final long APRIL = Instant.parse("2026-04-01T00:00:00Z").toEpochMilli();
    private static final DeltaSettings SETTINGS = DeltaSettings.of(DeltaPolicy.GUARDED);

    @Test
    void deltas_of_all_components_are_those_of_each_one_s_readings() {
        Seeds.each(SEEDS, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            try (State state = registered()) {
                int end = random.nextInt(-40, 100);
                fill(random, state, end);
                // one in two ends with the newest readings, or a few before
                long to = random.nextBoolean()
                        ? APRIL + (end - random.nextInt(8)) * QUARTER
                        : APRIL + random.nextLong(-70 * QUARTER, 110 * QUARTER);
                long from = to - random.nextLong(1, 60 * QUARTER);
                int valuesMax = random.nextInt(3) == 0 ? 16_384 : random.nextInt(1, 300);
                int[] handles = IntStream.rangeClosed(1, COMPONENTS).toArray();
                Map<Integer, Map<Long, String>> answer = new TreeMap<>();
                DeltasQuery query = new DeltasQuery(state, handles, from, to, SETTINGS, valuesMax);
                for (DeltaChunk chunk = query.next(); chunk != null; chunk = query.next()) {
                    add(chunk, answer);
                }
                for (int handle : handles) {
                    assertThat(answer.getOrDefault(handle, Map.of()))
                            .as("component %s", handle)
                            .isEqualTo(slowly(state, handle, from, to));
                }
            }
        });
    }

    @Test
    void a_piece_tells_what_is_stored_when_it_is_made_though_its_component_could_have_been_read_ahead() {
        try (State state = registered()) {
            for (int handle = 1; handle <= COMPONENTS; handle++) {
                for (int k = -10; k < 10; k++) {
                    state.store().put(handle, APRIL + k * QUARTER, 100 + k, ConditionCode.REGULAR);
                }
            }
            int[] handles = IntStream.rangeClosed(1, COMPONENTS).toArray();
            DeltasQuery query = new DeltasQuery(state, handles, APRIL, APRIL + QUARTER, SETTINGS, 1);
            Map<Integer, Map<Long, String>> answer = new TreeMap<>();
            add(query.next(), answer);
            state.store().put(2, APRIL, 100.5, ConditionCode.REGULAR);
            add(query.next(), answer);
            state.store().delete(3, APRIL, APRIL + QUARTER);
            add(query.next(), answer);
            assertThat(answer)
                    .isEqualTo(Map.of(
                            1, Map.of(APRIL, "1.0 NORMAL"),
                            2, Map.of(APRIL, "1.5 NORMAL"),
                            4, Map.of(APRIL, "1.0 NORMAL")));
        }
    }

    @Test
    void a_range_of_more_intervals_than_an_int_can_count_is_answered_from_the_few_that_are_there() {
        try (State state = registered(1_000)) {
            for (int k = 0; k < 20; k++) {
                state.store().put(1, APRIL + k * 1_000, 100 + k, ConditionCode.REGULAR);
            }
            Map<Integer, Map<Long, String>> answer = new TreeMap<>();
            int[] handles = {1, 2};
            DeltasQuery query =
                    new DeltasQuery(state, handles, Months.BEGIN_MILLIS + 86_400_000, APRIL + 10_000, SETTINGS, 16_384);
            for (DeltaChunk chunk = query.next(); chunk != null; chunk = query.next()) {
                add(chunk, answer);
            }
            assertThat(answer).isEqualTo(Map.of(1, slowly(state, 1, Months.BEGIN_MILLIS, APRIL + 10_000)));
            assertThat(answer.get(1)).hasSize(10).containsEntry(APRIL + 9_000, "1.0 NORMAL");
        }
    }

    private static State registered() {
        return registered(QUARTER);
    }

    private static State registered(long intervalMillis) {
        UpsertRequest.Builder portfolio = UpsertRequest.newBuilder()
                .addEntities(Entity.newBuilder()
                        .setMeasuringComponentType(MeasuringComponentType.newBuilder()
                                .setId("register")
                                .setKind(ComponentKind.INTERVAL)
                                .setInterval(Duration.newBuilder().setSeconds(intervalMillis / 1_000))
                                .setAccumulation(Accumulation.CUMULATIVE)));
        for (int i = 1; i <= COMPONENTS; i++) {
            portfolio.addEntities(Entity.newBuilder()
                    .setMeasuringComponent(
                            MeasuringComponent.newBuilder().setId("mc" + i).setType("register")));
        }
        byte[] payload = portfolio.build().toByteArray();
        State state = new State(new StoreBudget(1L << 28));
        state.apply(RegistryRecord.UPSERT, payload, 0, payload.length);
        return state;
    }

    /** Registers that grow, with gaps, rollovers, dips and invalid readings, around the turn of a month. */
    private static void fill(SplittableRandom random, State state, int end) {
        int perMille = random.nextInt(3) * 10;
        for (int handle = 1; handle <= COMPONENTS; handle++) {
            double level = random.nextInt(1_000);
            int last = random.nextInt(10) == 0 ? end + random.nextInt(-20, 20) : end;
            for (int k = -100; k < last; k++) {
                level += random.nextInt(5);
                int what = random.nextInt(1_000);
                if (what < perMille) {
                    continue;
                }
                level = what < perMille + perMille / 4 ? 1 : level;
                double shown = what > 1_000 - perMille / 2 ? Double.NaN : what > 1_000 - perMille ? 0 : level;
                state.store().put(handle, APRIL + k * QUARTER, shown, ConditionCode.REGULAR);
            }
        }
    }

    private static Map<Long, String> slowly(State state, int handle, long from, long to) {
        ReadingColumns all = new ReadingColumns();
        state.store().copy(handle, Months.BEGIN_MILLIS, Months.END_MILLIS, all);
        int first = index(all, from);
        int last = index(all, to);
        DeltaKernel kernel = new DeltaKernel();
        DeltaSettings settings = new DeltaReader(state, SETTINGS, kernel)
                .settingsOf(state.registry().components().type(handle));
        DeltaColumns deltas = new DeltaColumns();
        kernel.deltas(
                new ReadingRange(all.atMillis, all.value, 0, first, last, all.count),
                settings,
                DeviceChanges.NONE,
                deltas);
        Map<Long, String> rows = new TreeMap<>();
        for (int i = 0; i < deltas.size(); i++) {
            rows.put(deltas.atMillis()[i], deltas.deltas()[i] + " " + deltas.flag(i));
        }
        return rows;
    }

    private static int index(ReadingColumns all, long at) {
        int found = Arrays.binarySearch(all.atMillis, 0, all.count, at);
        return found < 0 ? -found - 1 : found;
    }

    private static void add(DeltaChunk chunk, Map<Integer, Map<Long, String>> rows) {
        ReadDeltasResponse message = message(chunk);
        int value = 0;
        int ownTime = 0;
        for (int series = 0; series < message.getSeries().getHandleCount(); series++) {
            Map<Long, String> component =
                    rows.computeIfAbsent(message.getSeries().getHandle(series), handle -> new TreeMap<>());
            long step = message.getSeries().getStepMillis(series);
            for (int k = 0; k < message.getSeries().getCount(series); k++, value++) {
                long at = step == 0
                        ? message.getSeries().getTimeMillis(ownTime++)
                        : message.getSeries().getStartTimeMillis(series) + k * step;
                String flag = message.getFlags().isEmpty()
                        ? "NORMAL"
                        : io.tidemark.v1.DeltaFlag.forNumber(message.getFlags().byteAt(value))
                                .name();
                assertThat(component.put(at, message.getDelta(value) + " " + flag))
                        .isNull();
            }
        }
    }

    private static ReadDeltasResponse message(DeltaChunk chunk) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            chunk.writeTo(bytes);
            return ReadDeltasResponse.parseFrom(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
