/**
 * Noticing between the reviews that a whole provider has gone quiet: many of its streams late at once, each by its own
 * cadence.
 *
 * <p>A watch over many components keeps one column, {@code nextDueMillis}: for each component the instant from which it is
 * late unless something newer comes ({@link io.tidemark.server.metering.review.Lateness}). A pass compares the column with
 * the time of day; only where that instant has passed does it ask for the latest reading and look ahead again:
 *
 * <pre>
 *   nextDueMillis  │ 06:00 │ 06:00 │ 15 Feb │ 06:00 │ never │ ...   one long a component
 *   now 05:59         ok      ok       ok      ok      -           one comparison each, nothing else
 *   now 06:00        ask     ask       ok     ask      -           has it sent since? then on to tomorrow 06:00, else late
 * </pre>
 *
 * <p>Ingest does nothing for it. Columns are their caller's, one thread; all other values are immutable. May import the
 * room review. Source: "Watching the data streams", "Between reviews".
 */
package io.tidemark.server.metering.review.disturbance;
