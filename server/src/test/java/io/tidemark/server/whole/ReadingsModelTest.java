package io.tidemark.server.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.process.TemporaryDirectory;
import io.tidemark.server.metering.delta.DeltaPolicy;
import io.tidemark.server.torture.Torture;
import io.tidemark.server.torture.TortureRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A store that was told random things, over gRPC and with restarts in between, answers as sorted maps do: readings, latest,
 * latest contiguous, gaps; and its deltas are the same in pieces and in one.
 */
@TortureRow("model")
class ReadingsModelTest {

    private static final int SEEDS_FEW = 3;
    private static final int SEEDS_ALL = 500;
    private static final int ROUNDS = Torture.count(6, 25);
    private static final int CHANGES_A_ROUND = Torture.count(60, 200);
    private static final long FROM = Portfolio.millis("2026-01-20T00:00:00Z");
    private static final long TO = Portfolio.millis("2026-03-12T00:00:00Z");

    @Test
    void what_was_told_is_answered() throws Exception {
        Torture.seedsTogether(SEEDS_FEW, SEEDS_ALL, ReadingsModelTest::run);
    }

    private static void run(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (TemporaryDirectory directory = TemporaryDirectory.make("tidemark-model-");
                TestServer server = TestServer.start(directory.path(), "tidemark.query.chunkValuesMax = 97")) {
            List<PlainComponent> components = RandomPortfolio.register(server, random, FROM);
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
                    if (random.nextBoolean()) {
                        server.checkpoint();
                    }
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
            deltas.forEach((at, delta) -> {
                if (!delta.equals(after.get(component).get(at))) {
                    throw new AssertionError(
                            where + ": delta of " + component + " at " + Instant.ofEpochMilli(at) + " was " + delta
                                    + " and is " + after.get(component).get(at));
                }
            });
        });
    }
}
