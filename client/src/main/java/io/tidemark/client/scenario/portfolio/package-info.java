/**
 * A portfolio written as JSON (providers, service points, types, device configurations, install events, components,
 * configuration) and readings beside it, read into messages of the contract.
 *
 * <p>One class reads one kind of object and names its defaults; what a key may be is for the server to judge, so that a
 * file and a client of its own are refused alike. Values never change. May import: {@code proto} and {@code
 * scenario.json}.
 */
package io.tidemark.client.scenario.portfolio;
