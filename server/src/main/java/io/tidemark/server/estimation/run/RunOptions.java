package io.tidemark.server.estimation.run;

/**
 * How a run is made.
 *
 * @param processMillis process date/time, epoch milliseconds
 * @param systemMillis system date/time, epoch milliseconds
 * @param isDryRun whether nothing is created
 * @param isFilling whether what it created is filled at the end
 * @param isWithoutSkipped whether skipped components are left out of the answer
 * @param isScheduled whether the schedule began it
 */
public record RunOptions(
        long processMillis,
        long systemMillis,
        boolean isDryRun,
        boolean isFilling,
        boolean isWithoutSkipped,
        boolean isScheduled) {}
