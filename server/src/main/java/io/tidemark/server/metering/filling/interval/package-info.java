/**
 * Filling interval components: the engine and its four rules.
 *
 * <p>{@link io.tidemark.server.metering.filling.interval.IntervalFilling} takes all initial measurements of one component
 * that are to be filled, makes a draft of each, and asks the rules in their order over all drafts; scaling has to see
 * them together, because two gaps can lie between the same two register reads.
 *
 * <p>Pure; runs on the caller's thread. May import {@code java.base} and other metering rooms.
 */
package io.tidemark.server.metering.filling.interval;
