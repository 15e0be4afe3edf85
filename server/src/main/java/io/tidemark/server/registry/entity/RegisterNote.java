package io.tidemark.server.registry.entity;

/**
 * What a register showed when its device was installed or removed.
 *
 * @param component id of the measuring component whose register it is; it need not exist yet
 * @param value what it showed, finite
 */
public record RegisterNote(String component, double value) {}
