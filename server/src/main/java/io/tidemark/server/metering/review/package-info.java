/**
 * Watching the data streams: what was expected by an instant, what of it is missing, and in which order it is followed up.
 *
 * <p>A stream is what one component sends. Its {@link io.tidemark.server.metering.review.Cadence} says in which calendar
 * periods its data come and when they are due; from that and the installation history follow the expected readings of a
 * month, and from the readings received follow its {@link io.tidemark.server.metering.review.Finding findings}. A reading
 * is <em>received</em> when it was measured or entered by hand: an estimate closes no gap here.
 *
 * <pre>
 *   CadenceCalendar ──▶ ReviewWindow ──┐
 *   InstallationHistory ───────────────┼──▶ IntervalFindings, ScalarFindings ──▶ StreamFindings
 *   ReceivedReadings (bitmaps) ────────┘
 * </pre>
 *
 * <p>A window depends on the zone, the cadence, the month and the instant of the review only: a run over many components
 * makes each once. The rooms below hold coverage, cases with their messages, and disturbances.
 *
 * <p>Pure, on whatever thread calls; see {@link io.tidemark.server.metering}. May import the rooms grid, gap, device,
 * calendar and condition. Source of the rules: "Watching the data streams".
 */
package io.tidemark.server.metering.review;
