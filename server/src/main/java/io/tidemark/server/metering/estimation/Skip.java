package io.tidemark.server.metering.estimation;

/**
 * That a component is skipped, and why.
 *
 * @param reason why
 * @param untilMillis when that stops being so if nothing else changes: the end of the suppression, or the process date/time
 *     from which its data are late enough; {@link Long#MAX_VALUE} when no time will change it
 */
public record Skip(SkipReason reason, long untilMillis) {}
