/**
 * The registry's entities as values: immutable records that compare by content. What a record holds has passed the checks
 * of the {@code form} room. Runs on any thread; may import {@code metering} and the contract's messages.
 */
package io.tidemark.server.registry.entity;
