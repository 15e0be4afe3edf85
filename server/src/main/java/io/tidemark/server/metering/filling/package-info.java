/**
 * Filling a gap: the settings of the rules, what they look at, and what they give back.
 *
 * <p>An estimate initial measurement is offered to the rules that its component type lists, in their order. A rule gives
 * a value to those intervals it can answer for; what still has none goes to the next rule, and what has none at the end
 * makes the initial measurement an exception. No value is ever put in because nothing better was found.
 *
 * <pre>
 *   {@link io.tidemark.server.metering.filling.RuleList}          which rules, in which order, with which settings
 *   {@link io.tidemark.server.metering.filling.MeasuredSeries}    what the component measured, a window at a time
 *   {@link io.tidemark.server.metering.filling.Register}          what a register of the same meter read
 *          |
 *   {@code interval.IntervalFilling}, {@code scalar.ScalarFilling}
 *          |
 *   {@link io.tidemark.server.metering.filling.FilledIntervals}   values, condition codes, the rule that made each value
 *   {@link io.tidemark.server.metering.filling.FilledRead}
 *   {@link io.tidemark.server.metering.filling.Evidence}          why this number
 *   {@link io.tidemark.server.metering.filling.Dependency}        which measurements it rests on
 * </pre>
 *
 * <p>Pure; runs on the caller's thread and keeps nothing between calls. May import {@code java.base} and other metering
 * rooms. Source: the filling rules.
 */
package io.tidemark.server.metering.filling;
