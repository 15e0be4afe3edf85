package io.tidemark.server.monitoring;

import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.review.CadenceCalendar;
import io.tidemark.server.metering.review.coverage.Coverage;
import io.tidemark.server.metering.review.coverage.CoverageBuckets;
import io.tidemark.server.metering.review.coverage.CoverageColumns;
import io.tidemark.server.metering.review.coverage.CoverageSpans;
import io.tidemark.server.metering.review.coverage.ProviderCoverage;
import io.tidemark.server.metering.review.coverage.SpanCounts;
import io.tidemark.server.query.Pieces;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.ComponentTable;
import io.tidemark.server.registry.Registry;
import io.tidemark.server.shard.State;
import io.tidemark.server.store.SpanCounter;
import io.tidemark.v1.ProviderCoverageTotal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;

/** Coverage of components, bucket by bucket, and at the end the sums by provider. Counted from bitmaps. */
public final class CoverageQuery implements Pieces<CoverageChunk> {

    private static final int COMPONENTS_A_PIECE_MAX = 1_024;

    /**
     * What is asked.
     *
     * @param by how long a bucket is
     * @param zone whose calendar; null for each component's service point's
     * @param atMillis what is due later is not missing yet
     */
    public record Question(long fromMillis, long toMillis, CoverageBuckets.By by, ZoneId zone, long atMillis) {}

    private record SpansKey(ZoneId zone, IntervalGrid grid, long dueUntilMillis) {}

    /** Buckets on a grid, and what counts the readings of a component in them. */
    private record Spans(CoverageSpans spans, SpanCounter counter, SpanCounts counts) {}

    private final State state;
    private final int[] handles;
    private final Question question;
    private final int rowsMax;
    private final Streams streams;
    private final Map<ZoneId, CoverageBuckets> bucketsOfZone = new HashMap<>();
    private final Map<CadenceCalendar, Long> dueUntil = new HashMap<>();
    private final Map<SpansKey, Spans> spansOf = new HashMap<>();
    private final Map<Integer, ProviderCoverage> totals = new HashMap<>();
    private final CoverageChunk chunk = new CoverageChunk();
    private CoverageColumns columns;
    private int next;
    private boolean isDone;

    /**
     * Coverage of the components.
     *
     * @param rowsMax about so many rows in a piece at most, or one component
     * @throws io.tidemark.server.refusal.Refusal when the range holds too many buckets
     */
    public CoverageQuery(State state, int[] handles, Question question, int rowsMax) {
        this.state = state;
        this.handles = handles;
        this.question = question;
        this.rowsMax = rowsMax;
        this.streams = new Streams(state);
    }

    @Override
    public CoverageChunk next() {
        if (isDone) {
            return null;
        }
        chunk.clear();
        Lock lock = state.lock().read();
        lock.lock();
        try {
            for (int looked = 0;
                    next < handles.length && chunk.rows() < rowsMax && looked < COMPONENTS_A_PIECE_MAX;
                    looked++) {
                int handle = handles[next++];
                if (state.registry().components().isRegistered(handle)) {
                    checked(handle);
                }
            }
            isDone = next >= handles.length;
            chunk.finish(isDone ? allTotals() : List.of());
        } finally {
            lock.unlock();
        }
        return chunk;
    }

    private void checked(int handle) {
        try {
            component(handle);
        } catch (IllegalArgumentException tooMuch) {
            throw Refusal.invalid(
                    "RANGE_TOO_LONG",
                    "range",
                    Instant.ofEpochMilli(question.fromMillis()) + " to " + Instant.ofEpochMilli(question.toMillis()),
                    tooMuch.getMessage());
        }
    }

    private void component(int handle) {
        ComponentTable components = state.registry().components();
        ZoneId zone = question.zone() == null ? state.registry().zone(handle) : question.zone();
        CoverageBuckets buckets = bucketsOfZone.computeIfAbsent(
                zone, made -> CoverageBuckets.of(made, question.by(), question.fromMillis(), question.toMillis()));
        if (columns == null || columns.rows() != buckets.size()) {
            columns = new CoverageColumns(buckets.size());
        }
        long due = dueUntil.computeIfAbsent(
                streams.calendar(handle), calendar -> calendar.dueUntilMillis(question.atMillis()));
        IntervalGrid grid = state.store().grid(handle);
        if (grid == null) {
            Coverage.ofReads(
                    buckets,
                    streams.reads(handle, question.fromMillis(), question.toMillis()),
                    due,
                    state.store().receivedReads(handle),
                    columns);
        } else {
            intervals(handle, spansOf.computeIfAbsent(new SpansKey(zone, grid, due), key -> spans(key, buckets)));
        }
        totals.computeIfAbsent(components.provider(handle), none -> new ProviderCoverage())
                .add(columns);
        chunk.add(handle, components.id(handle), zone, buckets, columns);
    }

    private Spans spans(SpansKey key, CoverageBuckets buckets) {
        CoverageSpans spans = CoverageSpans.of(buckets, key.grid(), key.dueUntilMillis());
        return new Spans(
                spans, state.store().spanCounter(key.grid(), spans.boundsMillis()), new SpanCounts(spans.size()));
    }

    private void intervals(int handle, Spans of) {
        if (of.spans().isWithin(state.registry().components().latestInstallation(handle))) {
            of.counter().count(handle, of.counts());
            Coverage.ofCounted(of.spans(), of.counts(), columns);
        } else {
            Coverage.ofIntervals(
                    of.spans(), streams.inForce(handle), state.store().receivedIntervals(handle), columns);
        }
    }

    private List<ProviderCoverageTotal> allTotals() {
        return totals.entrySet().stream()
                .map(entry -> total(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(ProviderCoverageTotal::getComponents)
                        .reversed()
                        .thenComparing(ProviderCoverageTotal::getProvider))
                .toList();
    }

    private ProviderCoverageTotal total(int provider, ProviderCoverage sums) {
        Registry registry = state.registry();
        boolean isNone = provider == ComponentTable.NONE || !registry.isProvider(provider);
        return ProviderCoverageTotal.newBuilder()
                .setProvider(isNone ? "" : registry.provider(provider).id())
                .setComponents(sums.components())
                .setReceiving(sums.receiving())
                .setLacking(sums.lacking())
                .setExpected(sums.expected())
                .setMeasured(sums.measured())
                .setManual(sums.manual())
                .setEstimated(sums.estimated())
                .setMissing(sums.missing())
                .build();
    }
}
