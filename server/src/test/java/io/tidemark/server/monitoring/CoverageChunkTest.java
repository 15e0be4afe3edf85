package io.tidemark.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.review.Seeds;
import io.tidemark.server.metering.review.coverage.Coverage;
import io.tidemark.server.metering.review.coverage.CoverageBuckets;
import io.tidemark.server.metering.review.coverage.CoverageColumns;
import io.tidemark.server.metering.review.coverage.CoverageSpans;
import io.tidemark.server.metering.review.coverage.SpanCounts;
import io.tidemark.v1.CoverageBounds;
import io.tidemark.v1.ProviderCoverageTotal;
import io.tidemark.v1.ReadCoverageResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The bytes of a chunk are those of the contract's message. */
class CoverageChunkTest {

    private static final int SEEDS = 300;
    private static final long DAY = 86_400_000L;
    private static final List<ZoneId> ZONES = List.of(ZoneId.of("UTC"), ZoneId.of("Europe/Stockholm"));

    @Test
    void a_chunk_is_byte_for_byte_the_message_that_the_stock_library_writes() {
        CoverageChunk chunk = new CoverageChunk();
        Seeds.each(SEEDS, seed -> check(new SplittableRandom(seed), chunk));
    }

    private static void check(SplittableRandom random, CoverageChunk chunk) {
        // A month of seconds has counts of three bytes.
        IntervalGrid grid = new IntervalGrid(random.nextBoolean() ? 1_000 : 900_000, 0);
        List<CoverageBuckets> calendars = new ArrayList<>();
        long to = 1 + random.nextLong(70 * DAY);
        for (ZoneId zone : ZONES) {
            calendars.add(CoverageBuckets.of(
                    zone, random.nextBoolean() ? CoverageBuckets.By.DAY : CoverageBuckets.By.MONTH, 0, to));
        }
        chunk.clear();
        ReadCoverageResponse.Builder expected = ReadCoverageResponse.newBuilder();
        List<CoverageBuckets> told = new ArrayList<>();
        int rows = 0;
        for (int k = random.nextInt(6); k > 0; k--) {
            int which = random.nextInt(calendars.size());
            CoverageBuckets buckets = calendars.get(which);
            CoverageColumns columns = columns(random, grid, buckets);
            chunk.add(k, "component-" + k, ZONES.get(which), buckets, columns);
            if (!told.contains(buckets)) {
                told.add(buckets);
                CoverageBounds.Builder bounds = expected.addBoundsBuilder()
                        .setTimeZone(ZONES.get(which).getId())
                        .setToMillis(to);
                for (int row = 0; row < buckets.size(); row++) {
                    bounds.addFromMillis(buckets.fromMillis(row));
                }
            }
            expected.addHandle(k).addComponent("component-" + k).addBoundsIndex(told.indexOf(buckets));
            for (int row = 0; row < buckets.size(); row++) {
                expected.addExpected(columns.expected(row))
                        .addMeasured(columns.measured(row))
                        .addManual(columns.manual(row))
                        .addEstimated(columns.estimated(row))
                        .addMissing(columns.missing(row));
            }
            rows += buckets.size();
        }
        List<ProviderCoverageTotal> totals = random.nextBoolean()
                ? List.of()
                : List.of(ProviderCoverageTotal.newBuilder()
                        .setProvider("p")
                        .setMissing(7)
                        .build());
        chunk.finish(totals);
        expected.addAllTotals(totals);

        byte[] written = written(chunk);
        assertThat(written).isEqualTo(expected.build().toByteArray());
        assertThat(chunk.byteLength()).isEqualTo(written.length);
        assertThat(chunk.rows()).isEqualTo(rows);
    }

    private static CoverageColumns columns(SplittableRandom random, IntervalGrid grid, CoverageBuckets buckets) {
        CoverageSpans spans = CoverageSpans.of(buckets, grid, Long.MAX_VALUE);
        SpanCounts counts = new SpanCounts(spans.size());
        for (int span = 0; span < spans.size(); span++) {
            counts.addMeasured(span, random.nextInt(2));
            if (random.nextInt(4) == 0) {
                counts.addManual(span);
                counts.addEstimated(span);
            }
        }
        CoverageColumns columns = new CoverageColumns(buckets.size());
        Coverage.ofCounted(spans, counts, columns);
        return columns;
    }

    private static byte[] written(CoverageChunk chunk) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            chunk.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
