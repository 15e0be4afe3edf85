package io.tidemark.server.registry.entity;

import io.tidemark.server.metering.estimation.Suppression;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Where devices are installed.
 *
 * @param id its id
 * @param zone its time zone
 * @param provider id of the provider of its readings; empty when it has none
 * @param isEstimationEligible whether periodic estimation looks at what is measured here
 * @param suppressions times in which estimation is held back, in the order given
 * @param holidays holidays of its calendar, ascending, each once
 */
public record ServicePoint(
        String id,
        ZoneId zone,
        String provider,
        boolean isEstimationEligible,
        List<Suppression> suppressions,
        List<LocalDate> holidays)
        implements RegistryEntity {

    /** Copies the lists, so that the record never changes. */
    public ServicePoint {
        suppressions = List.copyOf(suppressions);
        holidays = List.copyOf(holidays);
    }
}
