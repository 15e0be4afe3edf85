package io.tidemark.server.metering.review;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;

/**
 * A cadence laid over the legal calendar of one zone: where its periods begin and end, and when each is due.
 *
 * <p>Immutable and cheap to make; a run keeps one for each pair of zone and cadence. Each question costs a few look-ups in
 * the zone's rules, so a loop over a million components asks once and compares after that.
 */
public final class CadenceCalendar {

    private final Cadence cadence;
    private final ZoneId zone;

    /** The given cadence in the given zone, which is the service point's. */
    public CadenceCalendar(Cadence cadence, ZoneId zone) {
        this.cadence = Objects.requireNonNull(cadence);
        this.zone = Objects.requireNonNull(zone);
    }

    public Cadence cadence() {
        return cadence;
    }

    public ZoneId zone() {
        return zone;
    }

    /** The beginning of the period that an instant lies in, epoch milliseconds. */
    public long periodFromMillis(long atMillis) {
        return millis(periodFrom(atMillis));
    }

    /** The end of the period that an instant lies in, which is the beginning of the next; epoch milliseconds. */
    public long periodToMillis(long atMillis) {
        return millis(cadence.next(periodFrom(atMillis)));
    }

    /** When a reading with this instant (an interval: its beginning) is due: some time after its period's end. */
    public long dueMillis(long readingMillis) {
        return due(cadence.next(periodFrom(readingMillis)));
    }

    /**
     * Up to where readings are expected by an instant: the end of the latest period that is due at or before it. Readings
     * before the answer (an interval: that begin before it) are due, later ones are not.
     */
    public long dueUntilMillis(long atMillis) {
        DueAfter after = cadence.dueAfter();
        LocalDate about = day(atMillis - after.elapsed().toMillis()).minus(after.calendar());
        LocalDate end = cadence.periodFrom(about);
        while (due(cadence.next(end)) <= atMillis) {
            end = cadence.next(end);
        }
        while (due(end) > atMillis) {
            end = cadence.previous(end);
        }
        return millis(end);
    }

    private long due(LocalDate periodEnd) {
        return cadence.dueAfter().fromMillis(periodEnd, zone);
    }

    /** A clock set back over midnight shows a day's last minutes again after the next day began: the day that began wins. */
    private LocalDate periodFrom(long atMillis) {
        LocalDate from = cadence.periodFrom(day(atMillis));
        LocalDate next = cadence.next(from);
        return millis(next) <= atMillis ? next : from;
    }

    private LocalDate day(long atMillis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(atMillis), zone);
    }

    private long millis(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
