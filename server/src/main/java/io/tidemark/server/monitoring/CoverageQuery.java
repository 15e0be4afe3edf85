package io.tidemark.server.monitoring;

import io.tidemark.server.metering.grid.IntervalGrid;
import io.tidemark.server.metering.review.CadenceCalendar;
import io.tidemark.server.metering.review.coverage.Coverage;
import io.tidemark.server.metering.review.coverage.CoverageBuckets;
import io.tidemark.server.metering.review.coverage.CoverageColumns;
import io.tidemark.server.metering.review.coverage.ProviderCoverage;
import io.tidemark.server.query.Pieces;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.server.registry.ComponentTable;
import io.tidemark.server.registry.Registry;
import io.tidemark.server.shard.State;
import io.tidemark.v1.ProviderCoverageTotal;
import io.tidemark.v1.ReadCoverageResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;

/** Coverage of components, bucket by bucket, and at the end the sums by provider. Counted from bitmaps. */
public final class CoverageQuery implements Pieces<ReadCoverageResponse> {

    private static final int COMPONENTS_A_PIECE_MAX = 1_024;

    /**
     * What is asked.
     *
     * @param by how long a bucket is
     * @param zone whose calendar; null for each component's service point's
     * @param atMillis what is due later is not missing yet
     */
    public record Question(long fromMillis, long toMillis, CoverageBuckets.By by, ZoneId zone, long atMillis) {}

    private final State state;
    private final int[] handles;
    private final Question question;
    private final int rowsMax;
    private final Streams streams;
    private final Map<ZoneId, CoverageBuckets> bucketsOfZone = new HashMap<>();
    private final Map<CadenceCalendar, Long> dueUntil = new HashMap<>();
    private final Map<Integer, ProviderCoverage> totals = new HashMap<>();
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
    public ReadCoverageResponse next() {
        if (isDone) {
            return null;
        }
        ReadCoverageResponse.Builder message = ReadCoverageResponse.newBuilder();
        Lock lock = state.lock().read();
        lock.lock();
        try {
            for (int looked = 0;
                    next < handles.length && message.getFromMillisCount() < rowsMax && looked < COMPONENTS_A_PIECE_MAX;
                    looked++) {
                int handle = handles[next++];
                if (state.registry().components().isRegistered(handle)) {
                    checked(handle, message);
                }
            }
            if (next >= handles.length) {
                isDone = true;
                addTotals(message);
            }
        } finally {
            lock.unlock();
        }
        return message.build();
    }

    private void checked(int handle, ReadCoverageResponse.Builder message) {
        try {
            component(handle, message);
        } catch (IllegalArgumentException tooMuch) {
            throw Refusal.invalid(
                    "RANGE_TOO_LONG",
                    "range",
                    Instant.ofEpochMilli(question.fromMillis()) + " to " + Instant.ofEpochMilli(question.toMillis()),
                    tooMuch.getMessage());
        }
    }

    private void component(int handle, ReadCoverageResponse.Builder message) {
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
            Coverage.ofIntervals(
                    buckets, grid, streams.inForce(handle), due, state.store().receivedIntervals(handle), columns);
        }
        totals.computeIfAbsent(state.registry().components().provider(handle), none -> new ProviderCoverage())
                .add(columns);
        message.addHandle(handle)
                .addComponent(state.registry().components().id(handle))
                .addTimeZone(zone.getId())
                .addCount(buckets.size());
        for (int row = 0; row < buckets.size(); row++) {
            message.addFromMillis(buckets.fromMillis(row))
                    .addExpected(columns.expected(row))
                    .addMeasured(columns.measured(row))
                    .addManual(columns.manual(row))
                    .addEstimated(columns.estimated(row))
                    .addMissing(columns.missing(row));
        }
    }

    private void addTotals(ReadCoverageResponse.Builder message) {
        List<ProviderCoverageTotal> found = totals.entrySet().stream()
                .map(entry -> total(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(ProviderCoverageTotal::getComponents)
                        .reversed()
                        .thenComparing(ProviderCoverageTotal::getProvider))
                .toList();
        message.addAllTotals(found);
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
