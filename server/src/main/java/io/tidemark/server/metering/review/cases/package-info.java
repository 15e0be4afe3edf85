/**
 * Following up what a review finds: one case for each affected component, from its first finding until the data are there,
 * and one message for each one who has to be told.
 *
 * <pre>
 *                     ┌──── found again, assigned, noted, snoozed, contacted ────┐
 *   first finding     │                                                          │
 *   ──── Opened ────▶ open ──────────────────────────────────────────────────────┘
 *                     │
 *                     └─── data are there: Resolved ───▶ resolved ─── next review: Listed ───▶ listed
 * </pre>
 *
 * <p>A case changes by {@link io.tidemark.server.metering.review.cases.CaseEvent events} alone, through one function,
 * {@link io.tidemark.server.metering.review.cases.ReviewCase#apply}: live and when a journal is read again. The events are
 * its history. {@link io.tidemark.server.metering.review.cases.ReviewPlan} decides a whole review without changing
 * anything; a dry run shows the plan, a real one applies its events.
 *
 * <p>Pure, on whatever thread calls; all values are immutable. May import the rooms grid and review. Source: "Watching the
 * data streams", "Monthly review".
 */
package io.tidemark.server.metering.review.cases;
