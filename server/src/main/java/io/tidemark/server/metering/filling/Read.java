package io.tidemark.server.metering.filling;

/**
 * One value at one instant, with its condition code: a register read, or the interval value at the end of a line.
 *
 * @param atMillis when it was read, or when its interval begins; epoch milliseconds
 */
public record Read(long atMillis, double value, int condition) {}
