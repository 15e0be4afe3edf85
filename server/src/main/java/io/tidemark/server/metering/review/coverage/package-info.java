/**
 * How much of what was expected is there, by component and local day or month, and who made it: measured, entered by hand,
 * estimated.
 *
 * <pre>
 *   CoverageBuckets ──┐
 *   IntervalGrid ─────┼──▶ CoverageSpans ──▶ SpanCounts ──▶ Coverage ──▶ CoverageColumns ──▶ ProviderCoverage
 *   due until ────────┘     once for all     a component
 * </pre>
 *
 * <p>Counts come from presence bitmaps and the sparse bitmaps of classes beside them, never from values. An estimate is no
 * received reading, but fills: received coverage leaves it out, filled coverage counts it. Pure, on whatever thread calls;
 * a {@link io.tidemark.server.metering.review.coverage.CoverageColumns} is its caller's. May import the rooms grid, gap,
 * device and review. Source: "Watching the data streams", "Coverage report".
 */
package io.tidemark.server.metering.review.coverage;
