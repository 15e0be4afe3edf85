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
 * <p>Where the rules leave something open, this room decides:
 *
 * <ul>
 *   <li>An end point of interpolation is the interval directly beside the run, measured, entered or estimated; only the
 *       initial measurement's own consecutive intervals count against the bound.
 *   <li>A like day has nothing but regular measurements; its time of day is the service point's legal time, with the
 *       choices for changes of clocks that {@code interval.LikeDay} names.
 *   <li>Scaling goes by the span between two consecutive good reads, each taken at the nearest boundary of an interval;
 *       estimates that add up to zero beside a register that moved are an exception.
 *   <li>A remainder below one unit of the decimals is nothing; without decimals, one below a billionth of the difference.
 *   <li>History is the same span a month or a year ago, by local time; an estimate beyond the next good read is refused.
 *   <li>Estimated reads are cut to the register's decimals, for a register shows only what it has counted whole.
 *   <li>A register noted once per interval is interpolated between two good values only; the rules that add up or average
 *       usage are not for it.
 *   <li>What was measured meanwhile, and what another party estimated, is kept; our own earlier estimates are made again.
 * </ul>
 *
 * <p>Pure; runs on the caller's thread and keeps nothing between calls. May import {@code java.base} and other metering
 * rooms. Source: the filling rules.
 */
package io.tidemark.server.metering.filling;
