/**
 * Scenario files: a small portfolio, its readings, and steps to run over them, in one JSON file.
 *
 * <p>{@link io.tidemark.client.scenario.ScenarioReader} reads a file whole and refuses it before a server is started;
 * {@link io.tidemark.client.scenario.ScenarioRunner} sends it through the public API, runs the steps in order and compares
 * what the file expects; {@link io.tidemark.client.scenario.ScenarioFiles} does so for many files, each on a server with
 * an empty store of its own. One thread runs a scenario; another starts the next server meanwhile. May import: {@code
 * proto}, gRPC, {@code client.process} and the rooms below it.
 */
package io.tidemark.client.scenario;
