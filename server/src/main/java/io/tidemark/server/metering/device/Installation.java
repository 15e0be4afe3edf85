package io.tidemark.server.metering.device;

import io.tidemark.server.metering.grid.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One install event of one component: its device configuration at a service point.
 *
 * @param installed from the installation to the removal; the end is {@link Period#STILL_OPEN} while it hangs there
 * @param effective the life of the device configuration; open on either side where it has no bound
 * @param off the times in which the device was switched off (disconnected), ascending and disjoint, half-open; the last
 *     may be still open
 * @param zone the service point's zone
 * @param shift how the device tells the time of day
 * @param servicePoint dense number of the service point, as the registry counts them; equal numbers are the same place
 * @param installReading this component's register at the installation, NaN when nobody noted it
 * @param removalReading this component's register at the removal, NaN when nobody noted it
 */
public record Installation(
        Period installed,
        Period effective,
        List<Period> off,
        ZoneId zone,
        IncomingDataShift shift,
        int servicePoint,
        double installReading,
        double removalReading) {

    /** Copies the list, so that the record never changes. */
    public Installation {
        off = List.copyOf(off);
    }

    /** When it was both installed and effective; may be empty. */
    public Period inForce() {
        return installed.intersect(effective.fromMillis(), effective.toMillis());
    }

    /** Whether it was switched off at an instant; says nothing of whether it was installed. */
    public boolean isOffAt(long atMillis) {
        return offAt(atMillis).isPresent();
    }

    /** The off time that an instant lies in. */
    public Optional<Period> offAt(long atMillis) {
        return off.stream().filter(period -> period.contains(atMillis)).findFirst();
    }

    /** Its off times within a span and its own time in force, ascending; those that touch are one. */
    public List<Period> disconnected(long fromMillis, long toMillis) {
        Period span = inForce().intersect(fromMillis, toMillis);
        List<Period> parts = new ArrayList<>(off.size());
        for (Period period : off) {
            Period part = period.intersect(span.fromMillis(), span.toMillis());
            if (part.isEmpty()) {
                continue;
            }
            int last = parts.size() - 1;
            if (last >= 0 && parts.get(last).toMillis() == part.fromMillis()) {
                parts.set(last, new Period(parts.get(last).fromMillis(), part.toMillis()));
            } else {
                parts.add(part);
            }
        }
        return parts;
    }
}
