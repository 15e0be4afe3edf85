/**
 * Register readings become interval deltas, and deltas become sums by calendar bucket (rollover rules).
 *
 * <p>{@link io.tidemark.server.metering.delta.DeltaKernel} is the way in: readings as columns with some context on both
 * sides ({@link io.tidemark.server.metering.delta.DeltaContext} says how much), deltas as columns out, each with a flag
 * that says how it came about. A quick pass handles the readings that nobody doubts; {@code SourceRules} and {@code
 * GuardedRules} look at the rest.
 *
 * <p>Where the rules leave something open, this room decides:
 *
 * <ul>
 *   <li>{@code SOURCE} knows nothing of swap-outs, capacity, resets and maximum rates; decimals apply to both policies.
 *   <li>Bridging reaches over invalid readings to older ones, for the delta and for the prior interval of a rollover; the
 *       following interval still needs the very next reading. A bridged delta that fell keeps the flag of its fall.
 *   <li>Evidence sees through invalid readings (a dip is a dip with a NaN in it, and the first good reading after a swap
 *       is flagged {@code DEVICE_CHANGE}), deltas do not: without bridging such a delta is NaN.
 *   <li>A drop that stays at or above the ratio is {@code NEGATIVE} whatever the capacity says; a reading beyond the
 *       capacity disproves the capacity, and the ratio decides.
 *   <li>The maximum rate bounds the size of every delta but a {@code NEGATIVE} one, so it holds for registers that run
 *       negative, too; a delta at exactly the maximum is believed.
 *   <li>The delta of a negative register's overflow is negative: its capacity counts downwards.
 * </ul>
 *
 * <p>Pure, on whatever thread calls; output buffers are the caller's, one thread at a time. May import the rooms {@code
 * device} and {@code grid} of {@link io.tidemark.server.metering}.
 */
package io.tidemark.server.metering.delta;
