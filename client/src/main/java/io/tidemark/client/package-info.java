/**
 * The Java client: what a head-end, a dashboard or a script needs to write readings into Tidemark and to get them out
 * again.
 *
 * <p>{@link io.tidemark.client.TidemarkClient} is the door. It owns one channel and hands out small helpers that share it:
 *
 * <ul>
 *   <li>{@link io.tidemark.client.RegistryClient} registers components and knows their handles,
 *   <li>{@link io.tidemark.client.ReadingWriter} streams batches and completes a future per batch once it is durable;
 *       {@link io.tidemark.client.ReadingBatcher} puts single readings together into batches for it,
 *   <li>{@link io.tidemark.client.ReadingsClient}, {@link io.tidemark.client.GapsClient} and
 *       {@link io.tidemark.client.DeltasClient} ask questions. Each answer is a {@link io.tidemark.client.Query} that is
 *       read as an iterator or through callbacks, both with back-pressure up to the server.
 * </ul>
 *
 * <p>Times are epoch milliseconds in bulk values and {@link java.time.Instant} in arguments; ranges are half-open. Every
 * refusal and every fault surfaces as a {@link io.tidemark.client.TidemarkException}. Everything here is safe for use by
 * several threads unless its own page says otherwise. Callbacks run on the client's threads and must not block for long.
 *
 * <p>May import: the contract ({@code io.tidemark.v1}), gRPC and protobuf; never the command line.
 */
package io.tidemark.client;
