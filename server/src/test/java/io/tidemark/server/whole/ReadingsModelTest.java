package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.delta.DeltaPolicy;
import io.tidemark.server.metering.device.IncomingDataShift;
import io.tidemark.server.metering.device.Installation;
import io.tidemark.server.metering.device.InstallationHistory;
import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.grid.Period;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import io.tidemark.v1.Entity;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A store that was told random things, over gRPC and with restarts in between, answers as sorted maps do: readings, latest,
 * latest contiguous, gaps; and its deltas are the same in pieces and in one.
 */
@Timeout(300)
@TortureRow("model")
class ReadingsModelTest {

    private static final int SEEDS_FEW = 3;
    private static final int SEEDS_ALL = 500;
    private static final int ROUNDS = Torture.count(6, 50);
    private static final int CHANGES_A_ROUND = Torture.count(60, 100);
    private static final long FROM = Portfolio.millis("2026-01-20T00:00:00Z");
    private static final long TO = Portfolio.millis("2026-03-12T00:00:00Z");

    @TempDir
    private Path directory;

    static LongStream seeds() {
        return Torture.seeds(SEEDS_FEW, SEEDS_ALL);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_was_told_is_answered(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (TestServer server = TestServer.start(directory, "tidemark.query.chunkValuesMax = 97")) {
            List<PlainComponent> components = register(server, random);
            RandomChanges changes = new RandomChanges(random, components, FROM, TO);
            ModelAnswers answers = new ModelAnswers(components);
            for (int round = 0; round < ROUNDS; round++) {
                String where = "seed " + seed + ", round " + round;
                changes.apply(server, CHANGES_A_ROUND, where);
                answers.check(server, FROM, TO, where);
                if (random.nextBoolean()) {
                    var guarded = answers.deltas(server, FROM, TO, DeltaPolicy.GUARDED);
                    var source = answers.deltas(server, FROM, TO, DeltaPolicy.SOURCE);
                    changes.forgetStream();
                    server.settings("tidemark.query.chunkValuesMax = " + (random.nextBoolean() ? 16_384 : 5));
                    server.restart();
                    answers.check(server, FROM, TO, where + " after a restart");
                    same(guarded, answers.deltas(server, FROM, TO, DeltaPolicy.GUARDED), where);
                    same(source, answers.deltas(server, FROM, TO, DeltaPolicy.SOURCE), where);
                    Torture.faults(1);
                }
                Torture.tried(CHANGES_A_ROUND, 0);
            }
        }
    }

    private static void same(
            Map<String, TreeMap<Long, String>> before, Map<String, TreeMap<Long, String>> after, String where) {
        assertThat(after.keySet()).isEqualTo(before.keySet());
        before.forEach((component, deltas) -> {
            assertThat(after.get(component).keySet()).as(where).isEqualTo(deltas.keySet());
            deltas.forEach((at, delta) -> assertThat(after.get(component).get(at))
                    .as("%s: delta of %s at %s", where, component, Instant.ofEpochMilli(at))
                    .isEqualTo(delta));
        });
    }

    /** Components of every kind in zones with odd offsets: never installed, installed late, installed twice. */
    private static List<PlainComponent> register(TestServer server, SplittableRandom random) {
        List<Entity> entities = new ArrayList<>(List.of(
                Portfolio.provider("grid"),
                Portfolio.intervals("quarters", 900),
                Portfolio.intervalRegister("hours", 3_600),
                Portfolio.intervals("days", 86_400),
                Portfolio.scalarRegister("register"),
                Portfolio.scalars("level")));
        String[] types = {"quarters", "hours", "days", "register", "level"};
        long[] lengths = {900_000, 3_600_000, 86_400_000, 0, 0};
        String[] zones = {"Europe/Stockholm", "Asia/Kathmandu", "America/St_Johns", "UTC"};
        List<PlainComponent> components = new ArrayList<>();
        List<List<Installation>> histories = new ArrayList<>();
        for (int k = 0; k < 10; k++) {
            String zone = zones[random.nextInt(zones.length)];
            entities.add(Portfolio.point("sp" + k, zone, "grid"));
            entities.add(Portfolio.configuration("dc" + k));
            entities.add(
                    random.nextInt(5) == 0
                            ? Portfolio.component("mc" + k, types[k % 5])
                            : Portfolio.component("mc" + k, types[k % 5], "dc" + k));
            boolean hasConfiguration = !entities.get(entities.size() - 1)
                    .getMeasuringComponent()
                    .getDeviceConfigurationsList()
                    .isEmpty();
            List<Installation> history = new ArrayList<>();
            long at = FROM + random.nextInt(12) * 3_600_000L;
            for (int event = random.nextInt(3); event > 0; event--) {
                boolean isOpen = event == 1 && random.nextBoolean();
                long to = isOpen ? Long.MAX_VALUE : at + (10 + random.nextInt(400)) * 3_600_000L + 1_234_000L;
                entities.add(Portfolio.installed("dc" + k, "sp" + k, at, to));
                if (hasConfiguration) {
                    history.add(new Installation(
                            new Period(at, to),
                            new Period(Long.MIN_VALUE, Long.MAX_VALUE),
                            List.of(),
                            ZoneId.of(zone),
                            IncomingDataShift.ALWAYS_STANDARD,
                            k,
                            Double.NaN,
                            Double.NaN));
                }
                at = to == Long.MAX_VALUE ? to : to + random.nextInt(3) * 40_000_000L;
            }
            histories.add(history);
            components.add(null);
            if (lengths[k % 5] > 0) {
                int offset = history.isEmpty()
                        ? 0
                        : ZoneId.of(zone)
                                .getRules()
                                .getStandardOffset(Instant.ofEpochMilli(FROM))
                                .getTotalSeconds();
                components.set(
                        k,
                        new PlainComponent(
                                "mc" + k,
                                0,
                                IntervalGrid.anchoredAtStandardMidnight(lengths[k % 5], offset),
                                new InstallationHistory(history)));
            }
        }
        server.register(entities.toArray(Entity[]::new));
        for (int k = 0; k < components.size(); k++) {
            IntervalGrid grid = components.get(k) == null ? null : components.get(k).grid;
            components.set(
                    k,
                    new PlainComponent(
                            "mc" + k, server.handle("mc" + k), grid, new InstallationHistory(histories.get(k))));
        }
        return components;
    }
}
