package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.delta.DeltaPolicy;
import io.tidemark.v1.ComponentSelection;
import io.tidemark.v1.DeltaSettings;
import io.tidemark.v1.ListGapsRequest;
import io.tidemark.v1.ListGapsResponse;
import io.tidemark.v1.ReadDeltasRequest;
import io.tidemark.v1.ReadDeltasResponse;
import io.tidemark.v1.ReadLatestRequest;
import io.tidemark.v1.ReadLatestResponse;
import io.tidemark.v1.ReadReadingsRequest;
import io.tidemark.v1.ReadReadingsResponse;
import io.tidemark.v1.SeriesColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** Compares a server's answers with those of the plain maps. */
final class ModelAnswers {

    private static final ComponentSelection ALL =
            ComponentSelection.newBuilder().setAll(true).build();

    private final List<PlainComponent> components;

    ModelAnswers(List<PlainComponent> components) {
        this.components = components;
    }

    void check(TestServer server, long from, long to, String where) {
        readings(server, Portfolio.millis("1950-01-01T00:00:00Z"), TestServer.NOW.toEpochMilli(), where);
        readings(server, from + 12_345_678, to - 98_765_432, where);
        latest(server, where);
        gaps(server, from - 1, to + 86_400_000, where);
        gaps(server, from + 12_345_678, to - 98_765_432, where);
    }

    private void readings(TestServer server, long from, long to, String where) {
        Map<String, TreeMap<Long, PlainComponent.Held>> answered = new HashMap<>();
        Iterator<ReadReadingsResponse> answer = server.readings()
                .readReadings(ReadReadingsRequest.newBuilder()
                        .setSelection(ALL)
                        .setRange(Portfolio.range(from, to))
                        .build());
        while (answer.hasNext()) {
            ReadReadingsResponse chunk = answer.next();
            int[] value = {0};
            eachTime(chunk.getSeries(), (component, at) -> {
                int k = value[0]++;
                int condition = chunk.getConditionCount() == 0 ? 501_000 : chunk.getCondition(k);
                var old = answered.computeIfAbsent(component, fresh -> new TreeMap<>())
                        .put(at, new PlainComponent.Held(chunk.getValue(k), condition));
                if (old != null) {
                    throw new AssertionError(where + ": " + component + " at " + at + " twice");
                }
            });
            assertThat(value[0]).isEqualTo(chunk.getValueCount());
        }
        for (PlainComponent component : components) {
            assertThat(answered.getOrDefault(component.id, new TreeMap<>()))
                    .as("%s: readings of %s", where, component.id)
                    .isEqualTo(new TreeMap<>(component.readings.subMap(from, to)));
        }
    }

    private void latest(TestServer server, String where) {
        Iterator<ReadLatestResponse> answer = server.readings()
                .readLatest(ReadLatestRequest.newBuilder().setSelection(ALL).build());
        List<String> seen = new ArrayList<>();
        while (answer.hasNext()) {
            ReadLatestResponse chunk = answer.next();
            for (int k = 0; k < chunk.getComponentCount(); k++) {
                PlainComponent component = component(chunk.getComponent(k));
                seen.add(component.id);
                assertThat(chunk.getLatestMillis(k))
                        .as("%s: latest of %s", where, component.id)
                        .isEqualTo(component.latest());
                assertThat(chunk.getLatestContiguousMillis(k))
                        .as("%s: latest contiguous of %s", where, component.id)
                        .isEqualTo(component.mark());
            }
        }
        assertThat(seen).hasSize(components.size());
    }

    private void gaps(TestServer server, long from, long to, String where) {
        Map<String, List<List<Long>>> answered = new HashMap<>();
        Iterator<ListGapsResponse> answer = server.gaps()
                .listGaps(ListGapsRequest.newBuilder()
                        .setSelection(ALL)
                        .setRange(Portfolio.range(from, to))
                        .build());
        long scanned = 0;
        while (answer.hasNext()) {
            ListGapsResponse chunk = answer.next();
            int gap = 0;
            for (int k = 0; k < chunk.getComponentCount(); k++) {
                List<List<Long>> own = answered.computeIfAbsent(chunk.getComponent(k), fresh -> new ArrayList<>());
                for (int last = gap + chunk.getCount(k); gap < last; gap++) {
                    own.add(List.of(chunk.getFromMillis(gap), chunk.getToMillis(gap), (long) chunk.getIntervals(gap)));
                }
            }
            scanned = chunk.getComponentsScanned();
        }
        assertThat(scanned).isEqualTo(components.size());
        for (PlainComponent component : components) {
            assertThat(answered.getOrDefault(component.id, List.of()))
                    .as("%s: gaps of %s", where, component.id)
                    .isEqualTo(component.gaps(from, to));
        }
    }

    /** The deltas by component and time: value, flag and method. */
    Map<String, TreeMap<Long, String>> deltas(TestServer server, long from, long to, DeltaPolicy policy) {
        Map<String, TreeMap<Long, String>> answered = new HashMap<>();
        Iterator<ReadDeltasResponse> answer = server.deltas()
                .readDeltas(ReadDeltasRequest.newBuilder()
                        .setSelection(ALL)
                        .setRange(Portfolio.range(from, to))
                        .setSettings(
                                DeltaSettings.newBuilder().setPolicy(io.tidemark.v1.DeltaPolicy.valueOf(policy.name())))
                        .build());
        while (answer.hasNext()) {
            ReadDeltasResponse chunk = answer.next();
            int[] value = {0};
            eachTime(chunk.getSeries(), (component, at) -> {
                int k = value[0]++;
                int flag = chunk.getFlags().isEmpty() ? 1 : chunk.getFlags().byteAt(k);
                int method =
                        chunk.getMethods().isEmpty() ? 0 : chunk.getMethods().byteAt(k);
                answered.computeIfAbsent(component, fresh -> new TreeMap<>())
                        .put(at, chunk.getDelta(k) + " " + flag + " " + method);
            });
        }
        return answered;
    }

    /** What is done with each value of a chunk. */
    interface Each {
        void at(String component, long atMillis);
    }

    /** Goes through the values of a chunk, in their order. */
    static void eachTime(SeriesColumns series, Each each) {
        int time = 0;
        for (int s = 0; s < series.getHandleCount(); s++) {
            String component = series.getComponent(s);
            LongConsumer at = millis -> each.at(component, millis);
            for (int k = 0; k < series.getCount(s); k++) {
                long step = Integer.toUnsignedLong(series.getStepMillis(s));
                at.accept(step == 0 ? series.getTimeMillis(time++) : series.getStartTimeMillis(s) + k * step);
            }
        }
    }

    private PlainComponent component(String id) {
        return components.stream().filter(c -> c.id.equals(id)).findFirst().orElseThrow();
    }
}
