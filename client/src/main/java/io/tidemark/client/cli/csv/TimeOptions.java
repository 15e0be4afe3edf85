package io.tidemark.client.cli.csv;

import io.tidemark.client.cli.TimeArgument;
import io.tidemark.client.cli.UsageException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** When the readings of a row are. */
final class TimeOptions {

    @Option(
            names = "--time-column",
            paramLabel = "COLUMN",
            description = "column of the time; with --date-column, of the time of day")
    private String timeColumn;

    @Option(names = "--date-column", paramLabel = "COLUMN", description = "column of the date, where it has its own")
    private String dateColumn;

    @Option(
            names = "--time-pattern",
            paramLabel = "PATTERN",
            description = "how times are written: such as 'd/M/yyyy H:mm', iso (default), epoch-seconds, epoch-millis;"
                    + " may be repeated, the first that fits counts")
    private List<String> timePatterns = new ArrayList<>();

    @Option(
            names = "--date-pattern",
            paramLabel = "PATTERN",
            description = "how dates of a --date-column are written (yyyy-MM-dd); may be repeated")
    private List<String> datePatterns = new ArrayList<>();

    @Option(names = "--zone", paramLabel = "ZONE", description = "zone of local times, such as Europe/Paris (UTC)")
    private String zone;

    @Option(
            names = "--standard-time",
            description = "local times are the zone's standard time all year, without daylight saving")
    private boolean standardTime;

    @Option(names = "--offset", paramLabel = "OFFSET", description = "fixed offset of local times, such as +01:00")
    private String offset;

    @Option(names = "--interval", paramLabel = "DURATION", description = "length of the intervals, such as PT15M")
    private String interval;

    @Option(names = "--interval-ending", description = "times tell when intervals end; else when they begin")
    private boolean intervalEnding;

    String timeColumn() {
        return timeColumn;
    }

    String dateColumn() {
        return dateColumn;
    }

    /** The zone that was named; null when none was. */
    ZoneId zone() {
        return zone == null ? null : TimeArgument.zone("--zone", zone);
    }

    /** Whether the file tells legal time, with daylight saving. */
    boolean legalTime() {
        return zone != null && !standardTime;
    }

    /** Length of the intervals; null where it was not given. */
    Duration interval() {
        try {
            Duration length = interval == null ? null : Duration.parse(interval);
            if (length == null || length.compareTo(Duration.ofSeconds(1)) >= 0) {
                return length;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw new UsageException("--interval is " + interval + ": give a duration of a second or more, such as PT15M");
    }

    TimestampReader reader() {
        if (timeColumn == null && dateColumn == null) {
            throw new UsageException("which column holds the time? Name it with --time-column or --date-column");
        }
        if (intervalEnding && interval == null) {
            throw new UsageException("--interval-ending needs --interval, to know when the intervals begin");
        }
        Duration length = interval();
        long shift = intervalEnding ? -length.toMillis() : 0;
        PatternList dates = dateColumn == null
                ? null
                : new PatternList("--date-pattern", datePatterns.isEmpty() ? List.of("yyyy-MM-dd") : datePatterns);
        TimestampReader.Form form = form();
        return new TimestampReader(form, dates, timePatternList(form), clock(), shift);
    }

    private TimestampReader.Form form() {
        if (timePatterns.size() == 1) {
            switch (timePatterns.get(0)) {
                case "epoch-seconds":
                    return TimestampReader.Form.EPOCH_SECONDS;
                case "epoch-millis":
                    return TimestampReader.Form.EPOCH_MILLIS;
                case "iso":
                    return TimestampReader.Form.ISO;
                default:
                    return TimestampReader.Form.PATTERNS;
            }
        }
        return timePatterns.isEmpty() ? TimestampReader.Form.ISO : TimestampReader.Form.PATTERNS;
    }

    private PatternList timePatternList(TimestampReader.Form form) {
        if (form == TimestampReader.Form.PATTERNS) {
            return new PatternList("--time-pattern", timePatterns);
        }
        return dateColumn == null ? null : new PatternList("--time-pattern", List.of("H:mm:ss", "H:mm"));
    }

    private LocalClock clock() {
        if (offset != null && (zone != null || standardTime)) {
            throw new UsageException("--offset and --zone (with --standard-time) exclude each other");
        }
        if (offset != null) {
            ZoneId fixed = TimeArgument.zone("--offset", offset);
            if (!(fixed.normalized() instanceof ZoneOffset)) {
                throw new UsageException("--offset is " + offset + ": give one such as +01:00, or name a --zone");
            }
            return LocalClock.fixed((ZoneOffset) fixed.normalized());
        }
        if (zone == null) {
            if (standardTime) {
                throw new UsageException("--standard-time needs a --zone");
            }
            return LocalClock.fixed(ZoneOffset.UTC);
        }
        return standardTime ? LocalClock.standard(zone()) : LocalClock.legal(zone());
    }
}
