package io.tidemark.server.registry.entity;

import java.util.List;

/**
 * One channel of one device, or of the devices that follow each other in one place: the thing that has a series.
 *
 * @param id its id
 * @param type id of its type
 * @param deviceConfigurations ids of the device configurations it belongs to, each once, in the order given
 * @param cadence calendar period in which data come, ISO-8601; empty: the default
 * @param dueAfter how long after the period's end they are due, ISO-8601; empty: the default
 */
public record MeasuringComponent(
        String id, String type, List<String> deviceConfigurations, String cadence, String dueAfter)
        implements RegistryEntity {

    /** Copies the list, so that the record never changes. */
    public MeasuringComponent {
        deviceConfigurations = List.copyOf(deviceConfigurations);
    }
}
