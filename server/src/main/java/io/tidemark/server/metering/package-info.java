/**
 * The rules of the domain, as plain functions.
 *
 * <p>The rooms below this one take primitive arrays and values and give results: no I/O, no clock, no threads, no gRPC.
 * The process date/time is an argument. They run on whatever thread calls them and keep nothing between calls, so every
 * method is safe to call from several threads at once unless its page says that it fills a buffer of the caller's.
 *
 * <p>Times are epoch milliseconds (UTC) in a {@code long}, named {@code …Millis}; a period is half-open, {@code [from,
 * to)}; {@link java.lang.Long#MAX_VALUE} stands for an end that is still open and {@link java.lang.Long#MIN_VALUE} for
 * a beginning without one.
 *
 * <p>May import: {@code java.base} and its own rooms, nothing else. A test holds it to that.
 */
package io.tidemark.server.metering;
