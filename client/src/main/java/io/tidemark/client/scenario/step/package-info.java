/**
 * The steps of a scenario: each a value read from the file, which calls the service it is about and gives the result in
 * the documented shape.
 *
 * <p>One class a step; {@link io.tidemark.client.scenario.step.StepReader} has the table of their names. A step throws
 * what the call throws, and the runner makes an error result of it. Steps never change and run one after the other on
 * the runner's thread. May import: {@code proto}, gRPC and the scenario rooms {@code json} and {@code portfolio}.
 */
package io.tidemark.client.scenario.step;
