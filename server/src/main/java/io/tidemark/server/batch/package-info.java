/**
 * A batch of readings as it came over the wire: its columns, read where they lie in the message's bytes.
 *
 * <p>The contract packs its columns as fixed-width little-endian fields, so they need no parsing: {@link
 * io.tidemark.server.batch.BatchDecoder} finds where each begins, {@link io.tidemark.server.batch.BatchView} reads an
 * entry of it. A message that is valid but unusual (unpacked, repeated or reordered columns) goes through the stock
 * protobuf parser once and is written anew in the usual form. For the journal {@link io.tidemark.server.batch.BatchFold}
 * leaves out the stretches of columns that count up evenly; {@link io.tidemark.server.batch.BatchUnfold} makes the same
 * bytes of that again.
 *
 * <p>Runs on any thread; a view belongs to one thread at a time. May import: the contract's messages, refusal.
 */
package io.tidemark.server.batch;
