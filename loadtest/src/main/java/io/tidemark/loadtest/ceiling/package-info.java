/**
 * The ceiling: a gRPC server that takes the same requests, throws the batches away and acknowledges each. What it reaches
 * is what the wire, gRPC and the generator allow; what a real server reaches is a part of it. May import: the contract.
 */
package io.tidemark.loadtest.ceiling;
