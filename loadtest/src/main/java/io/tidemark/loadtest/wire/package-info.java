/**
 * Ingest requests written straight into byte arrays: packed columns are the values' own little-endian form, so that
 * making a batch costs a few copies and one store a value, and sending it costs no further object.
 *
 * <p>Nothing here is shared between threads; each sender has its own. May import: {@code java.base}, gRPC's marshaller and
 * the contract.
 */
package io.tidemark.loadtest.wire;
