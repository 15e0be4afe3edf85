/**
 * Periodic estimation: which measurements of a component are missing at a process date/time, and what is to be asked for.
 *
 * <p>How a run goes, for one component:
 *
 * <ol>
 *   <li>The tide mark (latest contiguous measurement date/time) is validated against the installations: {@link
 *       io.tidemark.server.metering.estimation.TideMark}. It is kept by ingest through {@link
 *       io.tidemark.server.metering.estimation.IntervalTideMark} and {@link
 *       io.tidemark.server.metering.estimation.ScalarTideMark}.
 *   <li>{@link io.tidemark.server.metering.estimation.Eligibility} says whether it is skipped, and why.
 *   <li>The horizon is found, with the rule that gave each end, and cut by the installations.
 *   <li>Gaps are found and reduced by what is under way: {@link io.tidemark.server.metering.estimation.UnderWay}.
 *   <li>Each gap that is left becomes an {@link io.tidemark.server.metering.estimation.Outcome}.
 * </ol>
 *
 * <p>{@link io.tidemark.server.metering.estimation.IntervalEstimator} and {@link
 * io.tidemark.server.metering.estimation.ScalarEstimator} do all of it and answer with a {@link
 * io.tidemark.server.metering.estimation.ComponentEstimate}, which is the answer of "explain", too. Over many components
 * {@link io.tidemark.server.metering.estimation.TideMarkScan} goes first and drops those at which nothing can be missing
 * without touching their data.
 *
 * <p>Source: {@code periodic-estimation.md} and the text it restates; its settled points are followed. Pure, on whatever
 * thread calls; see {@link io.tidemark.server.metering}. May import the grid, device, calendar and gap rooms.
 */
package io.tidemark.server.metering.estimation;
