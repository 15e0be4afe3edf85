/**
 * The quality of a measurement: six-digit condition codes, their classes, and which word may replace which.
 *
 * <p>The class of a code follows from its range alone, so that a head-end's own codes need no registration; a {@link
 * io.tidemark.server.metering.condition.ConditionTable} adds names to them. Runs on the caller's thread and keeps
 * nothing. May import {@code java.base} only. Source: the filling rules, "Condition codes".
 */
package io.tidemark.server.metering.condition;
