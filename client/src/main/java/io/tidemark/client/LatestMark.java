package io.tidemark.client;

/**
 * How far a component's readings go.
 *
 * @param handle handle of the measuring component
 * @param component its id
 * @param latestContiguousMillis up to here the history is complete, epoch milliseconds; {@link Times#NONE} when there is none
 * @param latestMillis end of the newest interval, or instant of the newest scalar reading, epoch milliseconds;
 *     {@link Times#NONE} when there is none
 */
public record LatestMark(int handle, String component, long latestContiguousMillis, long latestMillis) {}
