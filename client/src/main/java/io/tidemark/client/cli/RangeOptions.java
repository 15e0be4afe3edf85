package io.tidemark.client.cli;

import io.tidemark.client.Times;
import io.tidemark.v1.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** The range a question is about. */
public final class RangeOptions {

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME",
            description = "beginning: 2026-04-12T13:00:00Z, or a local time or date in --zone such as 2026-04-12")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "TIME", description = "end, itself not in the range")
    private String to;

    /**
     * The range.
     *
     * @param zone of times without an offset
     * @throws UsageException when it is empty or reversed
     */
    public TimeRange range(ZoneId zone) {
        Instant first = TimeArgument.parse("--from", from, zone);
        Instant end = TimeArgument.parse("--to", to, zone);
        if (!first.isBefore(end)) {
            throw new UsageException("--from " + from + " is not before --to " + to);
        }
        return Times.range(first, end);
    }
}
