package io.tidemark.server.registry.entity;

/**
 * Sends the readings of its service points.
 *
 * @param id its id
 * @param name its name for people; may be empty
 */
public record Provider(String id, String name) implements RegistryEntity {}
