/**
 * The ceiling: a gRPC server that takes the same requests, throws the batches away and acknowledges each, and answers
 * questions for deltas from a buffer that never changes. What it reaches is what the wire, gRPC and the other side allow;
 * what a real server reaches is a part of it. May import: wire's numbers and the contract.
 */
package io.tidemark.loadtest.ceiling;
