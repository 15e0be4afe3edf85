package io.tidemark.server.metering.gap;

import io.tidemark.server.metering.device.Installation;

/**
 * A maximal run of intervals without a final measurement, within one installation.
 *
 * @param installation the installation during which the run lies
 * @param fromMillis beginning of the first missing interval, epoch milliseconds
 * @param toMillis end of the last missing interval, epoch milliseconds, exclusive
 * @param intervals how many are missing, at least 1
 */
public record Gap(Installation installation, long fromMillis, long toMillis, long intervals) {}
