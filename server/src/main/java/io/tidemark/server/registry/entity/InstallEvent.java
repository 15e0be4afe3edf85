package io.tidemark.server.registry.entity;

import io.tidemark.server.metering.grid.Period;
import java.util.List;

/**
 * A device configuration at a service point.
 *
 * @param id its id
 * @param deviceConfiguration id of the device configuration
 * @param servicePoint id of the service point
 * @param installed from the installation to the removal; {@link Period#STILL_OPEN} while it hangs there
 * @param off times in which it was switched off, ascending and disjoint; the last may be still open
 * @param installReadings registers noted at the installation
 * @param removalReadings registers noted at the removal
 */
public record InstallEvent(
        String id,
        String deviceConfiguration,
        String servicePoint,
        Period installed,
        List<Period> off,
        List<RegisterNote> installReadings,
        List<RegisterNote> removalReadings)
        implements RegistryEntity {

    /** Copies the lists, so that the record never changes. */
    public InstallEvent {
        off = List.copyOf(off);
        installReadings = List.copyOf(installReadings);
        removalReadings = List.copyOf(removalReadings);
    }

    /** What the register of a component showed, NaN when the list does not say. */
    public static double readingOf(List<RegisterNote> notes, String component) {
        for (RegisterNote note : notes) {
            if (note.component().equals(component)) {
                return note.value();
            }
        }
        return Double.NaN;
    }
}
