/**
 * Answers: readings, tide marks, gaps and deltas of many components, in bounded pieces.
 *
 * <p>A {@link io.tidemark.server.query.Pieces} is an answer that is worked out piece by piece, each under the read half of
 * the state's lock for a bounded time; between two pieces it holds nothing but where it has come to. The rules are the
 * {@code metering} rooms'; this room brings readings to them and what they find into messages.
 *
 * <p>Runs on the query threads, one at a time for each answer. May import: {@code shard}, {@code store}, {@code registry},
 * {@code metering}, {@code refusal}, the contract's messages.
 */
package io.tidemark.server.query;
