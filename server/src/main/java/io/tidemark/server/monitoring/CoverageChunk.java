package io.tidemark.server.monitoring;

import com.google.protobuf.CodedOutputStream;
import io.tidemark.server.metering.review.coverage.CoverageBuckets;
import io.tidemark.server.metering.review.coverage.CoverageColumns;
import io.tidemark.server.query.WireMessage;
import io.tidemark.v1.CoverageBounds;
import io.tidemark.v1.ProviderCoverageTotal;
import io.tidemark.v1.ReadCoverageResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * One piece of an answer of coverage, in the very bytes of a {@code ReadCoverageResponse}: counts go straight into packed
 * columns, and the bounds of buckets are told once a piece for all components that share them.
 *
 * <p>Written by one thread; whole as long as its maker does not begin the next piece.
 */
public final class CoverageChunk implements WireMessage {

    private final Map<CoverageBuckets, Integer> boundsIndex = new IdentityHashMap<>();
    private final PackedCounts expected = new PackedCounts(ReadCoverageResponse.EXPECTED_FIELD_NUMBER);
    private final PackedCounts measured = new PackedCounts(ReadCoverageResponse.MEASURED_FIELD_NUMBER);
    private final PackedCounts manual = new PackedCounts(ReadCoverageResponse.MANUAL_FIELD_NUMBER);
    private final PackedCounts estimated = new PackedCounts(ReadCoverageResponse.ESTIMATED_FIELD_NUMBER);
    private final PackedCounts missing = new PackedCounts(ReadCoverageResponse.MISSING_FIELD_NUMBER);
    private ReadCoverageResponse.Builder components = ReadCoverageResponse.newBuilder();
    /** The fields before those of the counts, and those after. */
    private ReadCoverageResponse before = ReadCoverageResponse.getDefaultInstance();

    private ReadCoverageResponse after = ReadCoverageResponse.getDefaultInstance();
    private int rows;

    /** Begins anew. */
    void clear() {
        boundsIndex.clear();
        components = ReadCoverageResponse.newBuilder();
        expected.clear();
        measured.clear();
        manual.clear();
        estimated.clear();
        missing.clear();
        rows = 0;
    }

    /** Buckets of all components so far. */
    int rows() {
        return rows;
    }

    /**
     * Adds a component.
     *
     * @param zone in whose days or months the buckets lie
     * @param counts a row a bucket
     */
    void add(int handle, String id, ZoneId zone, CoverageBuckets buckets, CoverageColumns counts) {
        Integer index = boundsIndex.get(buckets);
        if (index == null) {
            index = boundsIndex.size();
            boundsIndex.put(buckets, index);
            components.addBounds(bounds(zone, buckets));
        }
        components.addHandle(handle).addComponent(id).addBoundsIndex(index);
        int more = counts.rows();
        rows += more;
        expected.ensure(more);
        measured.ensure(more);
        manual.ensure(more);
        estimated.ensure(more);
        missing.ensure(more);
        for (int row = 0; row < more; row++) {
            expected.add(counts.expected(row));
            measured.add(counts.measured(row));
            manual.add(counts.manual(row));
            estimated.add(counts.estimated(row));
            missing.add(counts.missing(row));
        }
    }

    private static CoverageBounds bounds(ZoneId zone, CoverageBuckets buckets) {
        CoverageBounds.Builder bounds = CoverageBounds.newBuilder().setTimeZone(zone.getId());
        for (int bucket = 0; bucket < buckets.size(); bucket++) {
            bounds.addFromMillis(buckets.fromMillis(bucket));
        }
        return bounds.setToMillis(buckets.toMillis(buckets.size() - 1)).build();
    }

    /**
     * The chunk is whole.
     *
     * @param totals sums by provider; empty in all but the last chunk
     */
    void finish(List<ProviderCoverageTotal> totals) {
        before = components.build();
        after = ReadCoverageResponse.newBuilder().addAllTotals(totals).build();
    }

    @Override
    public int byteLength() {
        return before.getSerializedSize()
                + expected.fieldBytes()
                + measured.fieldBytes()
                + manual.fieldBytes()
                + estimated.fieldBytes()
                + missing.fieldBytes()
                + after.getSerializedSize();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        CodedOutputStream coded = CodedOutputStream.newInstance(out);
        before.writeTo(coded);
        expected.writeTo(coded);
        measured.writeTo(coded);
        manual.writeTo(coded);
        estimated.writeTo(coded);
        missing.writeTo(coded);
        after.writeTo(coded);
        coded.flush();
    }
}
