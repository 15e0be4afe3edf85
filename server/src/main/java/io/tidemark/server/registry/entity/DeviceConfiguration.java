package io.tidemark.server.registry.entity;

import io.tidemark.server.metering.device.IncomingDataShift;
import io.tidemark.server.metering.grid.Period;

/**
 * A device's setup.
 *
 * @param id its id
 * @param device id of the device; several configurations may follow each other on one device
 * @param shift how the device tells the time of day
 * @param effective its life; open on either side where it has no bound
 */
public record DeviceConfiguration(String id, String device, IncomingDataShift shift, Period effective)
        implements RegistryEntity {

    /** The life of a configuration that has no bounds. */
    public static final Period FOR_EVER = new Period(Period.NO_BEGINNING, Period.STILL_OPEN);
}
