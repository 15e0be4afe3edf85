package io.tidemark.client.cli.csv;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/** What the local times of a file mean. */
interface LocalClock {

    /**
     * The instant of a local time.
     *
     * @param previousMillis the instant of the row before, or {@link Long#MIN_VALUE} at the beginning
     */
    long millis(LocalDateTime local, long previousMillis) throws BadField;

    /** One offset all year. */
    static LocalClock fixed(ZoneOffset offset) {
        return (local, previous) -> local.toInstant(offset).toEpochMilli();
    }

    /** Standard time of a zone all year: as a meter tells it that does not follow daylight saving. */
    static LocalClock standard(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        return (local, previous) -> {
            // The standard offset is asked for at an instant that is at most a day off: it changes once in decades.
            Instant about = local.toInstant(ZoneOffset.UTC);
            return local.toInstant(rules.getStandardOffset(about)).toEpochMilli();
        };
    }

    /**
     * Legal time of a zone. In the hour that comes twice a time stands for its first coming, unless the rows before have
     * reached that already: then for the second. A time in the hour that is left out is refused.
     */
    static LocalClock legal(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        return (local, previous) -> {
            List<ZoneOffset> offsets = rules.getValidOffsets(local);
            if (offsets.isEmpty()) {
                ZoneOffsetTransition change = rules.getTransition(local);
                throw new BadField(
                        "NO_SUCH_LOCAL_TIME",
                        local + " does not exist in " + zone + ": clocks go from " + change.getDateTimeBefore() + " to "
                                + change.getDateTimeAfter());
            }
            long first = local.toInstant(offsets.get(0)).toEpochMilli();
            return offsets.size() == 1 || previous < first
                    ? first
                    : local.toInstant(offsets.get(1)).toEpochMilli();
        };
    }
}
